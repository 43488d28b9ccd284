//! Who is called, and what is sent for it.

use super::deeds::{Deeds, Turn};
use super::{Mark, SheetLine};
use crate::{
    Command, CommandFate, CommandId, Participant, ParticipantId, Powers, can, can_be_placed,
};
use std::collections::VecDeque;

/// How the meeting is while a roll call looks at it.
pub struct RollCallView<'v> {
    /// What is shown is what is.
    pub is_live: bool,
    /// What may be done.
    pub powers: &'v Powers,
    /// Somebody as they are now; `None` when they have left.
    pub person_of: &'v dyn Fn(&ParticipantId) -> Option<&'v Participant>,
    /// What became of a command.
    pub fate_of: &'v dyn Fn(CommandId) -> CommandFate,
}

/// Why nothing is sent for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollCallPause {
    /// A host wants it.
    ByHost,
    /// The connection isn't live.
    Connection,
    /// What was done for somebody couldn't be undone.
    NotUndone(ParticipantId),
}

/// A roll call. People are unmuted and put into the spotlight one at a time; what it did, and only that, it undoes when the turn is over.
/// Nobody is unmuted before the one before is muted again. Where that isn't allowed the sheet is filled in all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollCall {
    lines: Vec<SheetLine>,
    /// Those who are still to be called, by their lines.
    queue: VecDeque<usize>,
    current: Option<usize>,
    /// What was done for the one who is called, or needn't be.
    tried: Vec<Turn>,
    deeds: Deeds,
    pause: Option<RollCallPause>,
    /// The sheet is in a file as it is now.
    is_exported: bool,
}

impl RollCall {
    /// Begins with the first of `people`.
    pub fn start<'p>(people: impl IntoIterator<Item = &'p Participant>) -> Self {
        let line = |person: &Participant| SheetLine {
            id: person.id.clone(),
            name: person.name.clone(),
            address: person.address.clone(),
            mark: None,
            at_ms: None,
        };
        let lines: Vec<_> = people.into_iter().map(line).collect();
        let mut queue: VecDeque<_> = (0..lines.len()).collect();
        Self {
            current: queue.pop_front(),
            lines,
            queue,
            ..Self::default()
        }
    }

    /// Returns the sheet, in the order in which people are called first.
    pub fn lines(&self) -> &[SheetLine] {
        &self.lines
    }

    /// Returns who is called now.
    pub fn current(&self) -> Option<&SheetLine> {
        self.lines.get(self.current?)
    }

    /// Returns who is called next.
    pub fn next(&self) -> Option<&SheetLine> {
        self.lines.get(*self.queue.front()?)
    }

    /// Returns how many are still to be called, whoever is called now among them.
    pub fn left_to_call(&self) -> usize {
        self.queue.len() + usize::from(self.current.is_some())
    }

    /// Returns how many have this mark.
    pub fn count(&self, mark: Mark) -> usize {
        let has_it = |line: &&SheetLine| line.mark == Some(mark);
        self.lines.iter().filter(has_it).count()
    }

    /// Returns whether nobody is called any more.
    pub const fn is_over(&self) -> bool {
        self.current.is_none()
    }

    /// Returns whether something is still to be undone.
    pub fn has_deeds(&self) -> bool {
        !self.deeds.is_empty()
    }

    /// Returns whether nothing is lost with the sheet: nothing is written on it, or all that is is in a file.
    pub fn is_kept(&self) -> bool {
        self.is_exported || self.lines.iter().all(|line| line.mark.is_none())
    }

    /// Notes that the sheet is in a file as it is now.
    pub const fn note_exported(&mut self) {
        self.is_exported = true;
    }

    /// Returns why nothing is sent for now.
    pub const fn pause(&self) -> Option<&RollCallPause> {
        self.pause.as_ref()
    }

    /// Ticks off whoever is called, and calls the next one. Who is to be called later comes again at the end.
    pub fn mark(&mut self, mark: Mark, now_ms: u64) {
        let Some(at) = self.current else {
            return;
        };
        self.write(at, mark, now_ms);
        if mark == Mark::Later {
            self.queue.push_back(at);
        }
        self.call_next();
    }

    /// Ticks somebody by hand, whenever their turn was or is: they aren't called any more.
    pub fn correct(&mut self, id: &ParticipantId, mark: Mark, now_ms: u64) {
        let Some(at) = self.lines.iter().position(|line| line.id == *id) else {
            return;
        };
        if self.current == Some(at) {
            self.mark(mark, now_ms);
        } else {
            self.write(at, mark, now_ms);
            self.queue.retain(|waiting| *waiting != at);
        }
    }

    /// Somebody is back under another uuid: they are called by that one. Whoever was ticked already stays as they are on the sheet.
    pub fn is_back(&mut self, before: &ParticipantId, now: ParticipantId) {
        let mut lines = self.lines.iter_mut().enumerate();
        let Some((at, line)) = lines.find(|(_, line)| line.id == *before) else {
            return;
        };
        if matches!(line.mark, Some(Mark::Present | Mark::Absent)) {
            return;
        }
        line.id = now;
        if self.current == Some(at) {
            // Nothing was done for them under this one.
            self.tried.clear();
        }
    }

    /// Stops before all have been called.
    pub fn stop(&mut self) {
        self.queue.clear();
        self.call_next();
    }

    /// Sends nothing until [`Self::resume`].
    pub fn pause_by_host(&mut self) {
        self.pause.get_or_insert(RollCallPause::ByHost);
    }

    /// Goes on. What wasn't done for whoever is called, or wasn't undone, is tried once more.
    pub fn resume(&mut self) {
        self.pause = None;
        self.tried.clear();
        self.deeds.unstick();
    }

    /// Looks at how the meeting is. Returns what is to be sent now; whoever sends it tells the numbers by [`Self::sent`], in this order,
    /// before it looks again.
    pub fn advance(&mut self, view: &RollCallView<'_>, now_ms: u64) -> Vec<Command> {
        if let Some(id) = self.deeds.take_fates(view) {
            self.pause.get_or_insert(RollCallPause::NotUndone(id));
        }
        if !view.is_live {
            if !self.is_over() || self.has_deeds() {
                self.pause.get_or_insert(RollCallPause::Connection);
            }
            return Vec::new();
        }
        self.queue_who_is_back(view);
        self.skip_who_left(view, now_ms);
        if self.pause.is_some() {
            return Vec::new();
        }
        let called = self.current().map(|line| line.id.clone());
        let mut commands = Vec::new();
        if let Some(id) = self.deeds.end_others(called.as_ref(), view, &mut commands) {
            self.pause = Some(RollCallPause::NotUndone(id));
        }
        if let Some(person) = called.as_ref().and_then(view.person_of) {
            self.call(person, view, &mut commands);
        }
        commands
    }

    /// Notes by which numbers the fates of what was sent last are told.
    pub fn sent(&mut self, numbers: impl IntoIterator<Item = CommandId>) {
        self.deeds.sent(numbers);
    }

    fn call(&mut self, person: &Participant, view: &RollCallView<'_>, commands: &mut Vec<Command>) {
        for turn in Turn::ALL {
            let id = &person.id;
            let has_to_wait = self.deeds.is_ending(id, turn)
                || (turn == Turn::Voice && self.deeds.lets_another_speak(id));
            if self.tried.contains(&turn) || has_to_wait {
                continue;
            }
            self.tried.push(turn);
            let is_needed = !turn.is_so(person) && !self.deeds.has(id, turn);
            if is_needed && can(turn.kind(), view.powers, Some(person)).is_ok() {
                self.deeds.begin(id.clone(), turn);
                commands.push(turn.begin(id.clone()));
            }
        }
    }

    /// Whoever wasn't there at their turn and is now has one at the end, for as long as somebody is called.
    fn queue_who_is_back(&mut self, view: &RollCallView<'_>) {
        if self.is_over() {
            return;
        }
        for (at, line) in self.lines.iter_mut().enumerate() {
            let was_skipped = line.mark == Some(Mark::Left);
            if was_skipped && (view.person_of)(&line.id).is_some_and(can_be_placed) {
                line.mark = None;
                line.at_ms = None;
                self.is_exported = false;
                self.queue.push_back(at);
            }
        }
    }

    fn skip_who_left(&mut self, view: &RollCallView<'_>, now_ms: u64) {
        while let Some(at) = self.current {
            let id = self.lines.get(at).map(|line| &line.id);
            if id.and_then(view.person_of).is_some_and(can_be_placed) {
                return;
            }
            self.write(at, Mark::Left, now_ms);
            self.call_next();
        }
    }

    fn call_next(&mut self) {
        let before = self.current;
        self.current = self.queue.pop_front();
        if self.current != before {
            self.tried.clear();
        }
    }

    fn write(&mut self, at: usize, mark: Mark, now_ms: u64) {
        self.is_exported = false;
        if let Some(line) = self.lines.get_mut(at) {
            line.mark = Some(mark);
            line.at_ms = Some(now_ms);
        }
    }
}
