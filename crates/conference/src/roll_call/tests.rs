//! A roll call against a meeting that does what it is asked, doesn't, or changes by itself.

mod random;

use super::*;
use crate::{
    Command, CommandFate, CommandId, IdMap, IdSet, Kind, Participant, ParticipantId, Powers,
    Reachability, Role,
};
use std::collections::BTreeMap;

const NOW: u64 = 1_800_000_000_000;

fn id(at: usize) -> ParticipantId {
    ParticipantId::new(&format!("p{at}"))
}

/// A meeting, and what was sent to it.
struct World {
    people: IdMap<Participant>,
    is_live: bool,
    powers: Powers,
    call: RollCall,
    fates: BTreeMap<CommandId, CommandFate>,
    under_way: Vec<(CommandId, Command)>,
    sent: Vec<Command>,
    /// Who was unmuted by the roll call and not muted since.
    heard: IdSet,
}

impl World {
    fn new(muted: &[bool]) -> Self {
        let people: Vec<_> = muted
            .iter()
            .enumerate()
            .map(|(at, muted)| Participant {
                muted: *muted,
                ..Participant::unknown(id(at))
            })
            .collect();
        let call = RollCall::start(&people);
        let people = people.into_iter().map(|person| (person.id.clone(), person));
        let mut world = Self {
            people: people.collect(),
            is_live: true,
            powers: Powers {
                role: Role::Host,
                reachability: Reachability::Reachable,
                ..Powers::default()
            },
            call,
            fates: BTreeMap::new(),
            under_way: Vec::new(),
            sent: Vec::new(),
            heard: IdSet::default(),
        };
        world.look();
        world
    }

    fn look(&mut self) {
        let view = RollCallView {
            is_live: self.is_live,
            powers: &self.powers,
            person_of: &|id| self.people.get(id),
            fate_of: &|id| self.fates.get(&id).copied().unwrap_or(CommandFate::Pending),
        };
        let commands = self.call.advance(&view, NOW);
        let mut numbers = Vec::new();
        for command in commands {
            let number = CommandId(u32::try_from(self.sent.len()).unwrap());
            self.sent.push(command.clone());
            self.under_way.push((number, command));
            numbers.push(number);
        }
        self.call.sent(numbers);
    }

    /// Carries out, or doesn't, a command that is under way. That it was is told before the list shows it.
    fn answer(&mut self, at: usize, is_done: bool) {
        if self.under_way.is_empty() {
            return;
        }
        let (number, command) = self.under_way.remove(at % self.under_way.len());
        let fate = if is_done {
            CommandFate::Confirmed
        } else {
            CommandFate::Failed
        };
        if is_done {
            self.note_heard(&command);
        }
        self.fates.insert(number, fate);
        self.look();
        if is_done {
            self.carry_out(&command);
        }
        self.look();
    }

    fn note_heard(&mut self, command: &Command) {
        match command {
            Command::Unmute(id) if self.people.get(id).is_some_and(|person| person.muted) => {
                self.heard.insert(id.clone());
            }
            Command::Mute(id) => {
                self.heard.remove(id);
            }
            _ => {}
        }
    }

    fn carry_out(&mut self, command: &Command) {
        let Some(person) = command.target().and_then(|id| self.people.get_mut(id)) else {
            return;
        };
        match command {
            Command::Unmute(_) => person.muted = false,
            Command::Mute(_) => person.muted = true,
            Command::SpotlightOn(_) => person.spotlight = Some(1.0),
            Command::SpotlightOff(_) => person.spotlight = None,
            other => panic!("{other:?}"),
        }
    }

    fn answer_all(&mut self) {
        for _ in 0..1000 {
            if self.under_way.is_empty() {
                return;
            }
            self.answer(0, true);
        }
        panic!("it never ends");
    }

    fn leave(&mut self, id: &ParticipantId) {
        self.people.remove(id);
        self.heard.remove(id);
        self.look();
    }

    /// Comes in again under the uuid `now`, as what they were before.
    fn come_back(&mut self, before: &ParticipantId, now: &ParticipantId) {
        let person = Participant {
            muted: true,
            ..Participant::unknown(now.clone())
        };
        self.people.insert(now.clone(), person);
        self.call.is_back(before, now.clone());
        self.look();
    }

    fn tick(&mut self, mark: Mark) {
        self.call.mark(mark, NOW);
        self.look();
    }

    fn said(&self) -> String {
        let word = |command: &Command| {
            let sign = match command.kind() {
                Kind::Unmute => "+",
                Kind::Mute => "-",
                Kind::SpotlightOn => "*",
                _ => "/",
            };
            [sign, command.target().map_or("", ParticipantId::as_str)].concat()
        };
        let words: Vec<_> = self.sent.iter().map(word).collect();
        words.join(" ")
    }

    fn marks(&self) -> String {
        let word = |line: &SheetLine| line.mark.map_or("-", Mark::as_str);
        let words: Vec<_> = self.call.lines().iter().map(word).collect();
        words.join(" ")
    }
}

#[test]
fn one_after_another_and_everything_is_as_before() {
    let mut world = World::new(&[true, true]);
    assert_eq!(world.said(), "*p0 +p0");
    world.answer_all();
    world.tick(Mark::Present);
    // The next one is seen at once, and heard when the one before isn't any more.
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1");
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1 +p1");
    world.tick(Mark::Absent);
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1 +p1 /p1 -p1");
    assert!(world.call.is_over() && !world.call.has_deeds());
    assert_eq!(world.marks(), "present absent");
    assert!(
        world
            .people
            .values()
            .all(|one| one.muted && one.spotlight.is_none())
    );
}

#[test]
fn what_was_so_before_stays() {
    let mut world = World::new(&[false, true]);
    world.people.get_mut(&id(1)).unwrap().spotlight = Some(1.0);
    world.answer_all();
    world.tick(Mark::Present);
    world.answer_all();
    world.tick(Mark::Present);
    world.answer_all();
    assert_eq!(world.said(), "*p0 /p0 +p1 -p1");
}

#[test]
fn later_comes_again_and_who_left_is_skipped() {
    let mut world = World::new(&[true, true, true]);
    world.answer_all();
    world.tick(Mark::Later);
    world.leave(&id(2));
    world.answer_all();
    assert_eq!(world.call.next().unwrap().id, id(2));
    world.tick(Mark::Present);
    assert_eq!(world.call.current().unwrap().id, id(0));
    assert_eq!(world.marks(), "later present left");
    world.answer_all();
    world.tick(Mark::Present);
    world.answer_all();
    assert_eq!(world.marks(), "present present left");
    assert!(world.call.is_over() && !world.call.has_deeds());
}

#[test]
fn who_is_back_under_another_uuid_is_called() {
    // Before their turn.
    let mut world = World::new(&[true, true]);
    world.answer_all();
    world.leave(&id(1));
    world.come_back(&id(1), &id(7));
    world.tick(Mark::Present);
    assert_eq!(world.call.current().unwrap().id, id(7));
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p7 +p7");
    world.tick(Mark::Absent);
    assert_eq!(world.marks(), "present absent");

    // During it, or after they had been skipped: they come at the end.
    let mut world = World::new(&[true, true]);
    world.answer_all();
    world.leave(&id(0));
    assert_eq!(world.marks(), "left -");
    assert_eq!(world.call.current().unwrap().id, id(1));
    world.come_back(&id(0), &id(7));
    assert_eq!(world.marks(), "- -");
    assert_eq!(world.call.next().unwrap().id, id(7));
    world.answer_all();
    world.tick(Mark::Present);
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 *p1 +p1 /p1 -p1 *p7 +p7");
    world.tick(Mark::Present);
    assert_eq!(world.marks(), "present present");

    // At once, before anybody could see that they were gone.
    let mut world = World::new(&[true]);
    world.answer_all();
    world.people.remove(&id(0));
    world.come_back(&id(0), &id(7));
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 *p7 +p7");

    // Who was ticked isn't called again, nor anybody when it is over.
    let mut world = World::new(&[true, true]);
    world.tick(Mark::Present);
    world.leave(&id(0));
    world.leave(&id(1));
    world.come_back(&id(0), &id(7));
    world.come_back(&id(1), &id(8));
    assert_eq!(world.marks(), "present left");
    assert!(world.call.is_over());
    assert_eq!(world.call.lines().first().unwrap().id, id(0));
}

#[test]
fn a_sheet_is_kept_when_it_is_in_a_file_as_it_is() {
    let mut world = World::new(&[true, true]);
    assert!(world.call.is_kept(), "nothing is written yet");
    world.tick(Mark::Present);
    assert!(!world.call.is_kept());
    world.call.note_exported();
    assert!(world.call.is_kept());
    world.tick(Mark::Absent);
    assert!(!world.call.is_kept());
    world.call.note_exported();
    world.call.correct(&id(1), Mark::Present, NOW);
    assert!(!world.call.is_kept());
}

#[test]
fn stops_while_nothing_is_heard_and_goes_on_when_told_to() {
    let mut world = World::new(&[true, true]);
    world.answer_all();
    world.is_live = false;
    world.look();
    world.tick(Mark::Present);
    assert_eq!(world.said(), "*p0 +p0", "the sheet goes on by hand");
    world.is_live = true;
    world.look();
    assert_eq!(world.call.pause(), Some(&RollCallPause::Connection));
    assert_eq!(world.said(), "*p0 +p0");
    world.call.resume();
    world.look();
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1 +p1");
}

#[test]
fn nobody_is_called_while_the_one_before_can_still_be_heard() {
    let mut world = World::new(&[true, true]);
    world.answer_all();
    world.tick(Mark::Present);
    world.answer(0, true);
    // The mute failed.
    world.answer(0, false);
    assert_eq!(world.call.pause(), Some(&RollCallPause::NotUndone(id(0))));
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1");
    world.call.resume();
    world.look();
    world.answer_all();
    assert_eq!(world.said(), "*p0 +p0 /p0 -p0 *p1 -p0 +p1");
}

#[test]
fn what_is_not_allowed_is_not_sent_and_the_sheet_is_filled_in() {
    let mut world = World::new(&[]);
    world.powers.unsupported = vec![Kind::Unmute, Kind::SpotlightOn];
    let people = [Participant {
        muted: true,
        ..Participant::unknown(id(0))
    }];
    world.people.insert(id(0), people[0].clone());
    world.call = RollCall::start(&people);
    world.look();
    world.tick(Mark::Present);
    assert_eq!(
        (world.said(), world.marks()),
        (String::new(), "present".into())
    );
}

#[test]
fn by_hand() {
    let mut world = World::new(&[true, true, true]);
    world.call.correct(&id(2), Mark::Absent, NOW);
    world.call.correct(&id(0), Mark::Present, NOW);
    world.look();
    assert_eq!(world.call.current().unwrap().id, id(1));
    world.tick(Mark::Present);
    assert!(world.call.is_over());
    assert_eq!(world.marks(), "present present absent");
}
