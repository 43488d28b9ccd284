//! The meeting: events in, small facts out.

mod calls;
mod chat;
mod history;
mod people;
mod picture;
mod presentation;
mod service;
mod sync;
#[cfg(test)]
mod testing;

use crate::roster::Roster;
use crate::words::Words;
use crate::{
    Change, ChatLine, Event, LogEntry, LogKind, Meeting, Participant, ParticipantId, Picture,
    Presentation, Speaker,
};
use std::collections::VecDeque;
use std::sync::Arc;

/// All that is known of a meeting. [`Conference::apply`] is the only way to change it.
#[derive(Debug, Default)]
pub struct Conference {
    roster: Roster,
    words: Words,
    own: Option<ParticipantId>,
    meeting: Meeting,
    picture: Picture,
    pictures_seen: u32,
    stage: Vec<Speaker>,
    presentation: Option<Presentation>,
    /// The stream has told who presents since the snapshot that is being read was asked for.
    floor_told: bool,
    chat: VecDeque<ChatLine>,
    log: VecDeque<LogEntry>,
    sync: Option<sync::Bracket>,
    journal: Option<Vec<Event>>,
    complete: bool,
    wants_roster: bool,
    rings: Vec<calls::Ring>,
    not_understood: u32,
    awaiting_echo: Vec<Arc<str>>,
    echoed: Vec<Arc<str>>,
}

impl Conference {
    /// A participant by uuid.
    pub fn person(&self, id: &ParticipantId) -> Option<&Participant> {
        self.shared(id).map(|person| &**person)
    }

    /// A participant by uuid, to be kept as they are now at the cost of a pointer.
    pub fn shared(&self, id: &ParticipantId) -> Option<&Arc<Participant>> {
        self.roster.get(id)
    }

    /// How many rows the roster has, whoever they are.
    pub fn people_count(&self) -> usize {
        self.roster.len()
    }

    /// Everybody, in no order.
    pub fn people(&self) -> impl Iterator<Item = &Participant> {
        self.roster.iter().map(|(_, person)| person)
    }

    /// Everybody in the order to show: hosts first, then by when they came to be known. Only coming, leaving and a
    /// change of role change it.
    pub fn order(&self) -> Vec<ParticipantId> {
        self.roster.hosts_first()
    }

    /// Who waits to be admitted, longest first.
    pub fn waiting(&self) -> Vec<ParticipantId> {
        self.roster.waiting()
    }

    /// Who is in the spotlight, first to last: by ascending stamp, ties by uuid so that the order is the same everywhere.
    pub fn spotlights(&self) -> Vec<ParticipantId> {
        let lit = self.roster.lit();
        let mut lit: Vec<_> = lit
            .filter_map(|person| Some((person.spotlight?, &person.id)))
            .collect();
        lit.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        lit.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// This session's own uuid.
    pub fn own(&self) -> Option<&ParticipantId> {
        self.own.as_ref()
    }

    /// Locked, guests muted.
    pub fn meeting(&self) -> Meeting {
        self.meeting
    }

    /// What is on air.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// How many `layout` events were taken in; a change of it confirms `override_layout`.
    pub fn pictures_seen(&self) -> u32 {
        self.pictures_seen
    }

    /// Who speaks, in speaking order.
    pub fn stage(&self) -> &[Speaker] {
        &self.stage
    }

    /// The presentation under way.
    pub fn presentation(&self) -> Option<&Presentation> {
        self.presentation.as_ref()
    }

    /// Chat, oldest first.
    pub fn chat(&self) -> impl DoubleEndedIterator<Item = &ChatLine> + ExactSizeIterator {
        self.chat.iter()
    }

    /// The log, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogEntry> + ExactSizeIterator {
        self.log.iter()
    }

    /// How many events could not be read or aren't known.
    pub fn not_understood(&self) -> u32 {
        self.not_understood
    }

    /// Whether a snapshot is under way.
    pub fn is_syncing(&self) -> bool {
        self.sync.is_some()
    }

    /// Whether the roster is the server's whole list since the last [`Conference::stream_lost`].
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether something happened that only `GET participants` can settle. Asking takes the wish away.
    pub fn take_wish_for_roster(&mut self) -> bool {
        std::mem::take(&mut self.wants_roster)
    }

    /// Whether [`Conference::take_wish_for_roster`] would say yes.
    pub fn wishes_for_roster(&self) -> bool {
        self.wants_roster
    }

    /// A new session: other uuids, the same meeting. People stay shown until the next snapshot replaces them.
    pub fn admitted(&mut self, own: ParticipantId) {
        self.own = Some(own);
        self.awaiting_echo.clear();
        self.echoed.clear();
    }

    /// Takes in one event. `at_ms` is wall time, ms since 1970; `changes` gets the facts it turned into.
    // As fast as this crate is compiled, wherever it is called.
    #[inline(never)]
    pub fn apply(&mut self, at_ms: u64, event: Event, changes: &mut Vec<Change>) {
        match event {
            Event::SyncBegin => {
                self.begin_sync();
            }
            Event::SyncEnd => self.end_sync(at_ms, changes),
            Event::Roster(people) => self.roster_read(at_ms, people, changes),
            Event::Created(_) | Event::Updated(_) | Event::Deleted(_) => {
                self.about_people(at_ms, event, changes)
            }
            Event::Service(patch) => self.service(at_ms, patch, changes),
            Event::Layout(layout) => self.layout(at_ms, layout, changes),
            Event::Stage(stage) => {
                if self.stage != stage {
                    self.stage = stage;
                    changes.push(Change::Stage);
                }
            }
            Event::PresentationStart { name, address, id } => {
                self.presentation_started(at_ms, &name, &address, id, changes);
            }
            Event::PresentationStop => self.presentation_stopped(at_ms, changes),
            Event::PresentationFrame(id) => changes.push(Change::Frame(id)),
            Event::Message {
                origin,
                id,
                mime,
                text,
            } => self.message(at_ms, &origin, id, &mime, text, changes),
            Event::CallDisconnected { call, reason } => {
                if let Some(call) = call {
                    self.note_reason(&call, &reason);
                }
                self.note(
                    at_ms,
                    None,
                    Arc::from(""),
                    LogKind::CallDisconnected(reason),
                    changes,
                );
            }
            Event::Disconnected { id, reason } => {
                let name = id
                    .as_ref()
                    .and_then(|id| self.person(id))
                    .map_or_else(|| Arc::from(""), |p| p.name.clone());
                self.note(at_ms, id, name, LogKind::PutOut(reason), changes);
            }
            Event::RefreshNow => {
                self.note(at_ms, None, Arc::from(""), LogKind::RefreshAsked, changes);
            }
            Event::Other(name) => self.strange(at_ms, name, LogKind::Unknown, changes),
            Event::Garbled(name) => {
                // Whom it was about can't be told, so everybody has to be asked for.
                self.wants_roster |= name.starts_with("participant_");
                self.strange(at_ms, name, LogKind::Garbled, changes);
            }
        }
    }
}
