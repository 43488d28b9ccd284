//! The meeting: events in, changes out.

mod calls;
mod chat;
mod history;
mod people;
mod picture;
mod presentation;
mod service;
mod stage;
mod sync;
#[cfg(test)]
mod testing;

pub use chat::is_for_programs;

use crate::roster::Roster;
use crate::shared_words::SharedWords;
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
    shared_words: SharedWords,
    own: Option<ParticipantId>,
    meeting: Meeting,
    picture: Picture,
    layout_event_count: u32,
    stage: Vec<Speaker>,
    /// The server tells who speaks by `stage`, so that rows needn't.
    stage_told: bool,
    presentation: Option<Presentation>,
    /// The stream has told who presents since the snapshot that is being read was asked for.
    presentation_told: bool,
    /// The stream hasn't told whether this session is on hold since it was last lost.
    is_hold_old: bool,
    chat: VecDeque<ChatLine>,
    log: VecDeque<LogEntry>,
    /// How many lines of it are forgotten.
    log_forgotten: usize,
    unread_events: Vec<history::UnreadEvent>,
    /// The snapshot of the stream that is being read.
    sync: Option<sync::Snapshot>,
    /// What has come since `GET participants` was sent.
    since_request: Option<Vec<Event>>,
    is_complete: bool,
    roster_wanted: bool,
    outgoing_calls: Vec<calls::OutgoingCall>,
    not_understood: u32,
    /// Own chat lines that the server may still echo.
    awaiting_echo: Vec<Arc<str>>,
    /// Own chat lines whose echo came before the answer.
    echoed: Vec<Arc<str>>,
}

impl Conference {
    /// Returns a participant by uuid.
    pub fn person(&self, id: &ParticipantId) -> Option<&Participant> {
        self.person_arc(id).map(|person| &**person)
    }

    /// Returns a participant by uuid, to be kept as they are now at the cost of a pointer.
    pub fn person_arc(&self, id: &ParticipantId) -> Option<&Arc<Participant>> {
        self.roster.get(id)
    }

    /// Returns a participant by uuid, with their number in the order in which people came to be known.
    pub fn numbered(&self, id: &ParticipantId) -> Option<(u32, &Arc<Participant>)> {
        self.roster.numbered(id)
    }

    /// Returns how many rows the roster has, whoever they are.
    pub fn people_count(&self) -> usize {
        self.roster.len()
    }

    /// Returns everybody, in no order.
    pub fn people(&self) -> impl Iterator<Item = &Participant> {
        self.roster.iter().map(|(_, person)| person)
    }

    /// Returns everybody in the order to show: hosts first, then by when they came to be known. Only coming, leaving and a
    /// change of role change it.
    pub fn order(&self) -> Vec<ParticipantId> {
        self.roster.hosts_first()
    }

    /// Returns who waits to be admitted, longest first.
    pub fn waiting(&self) -> Vec<ParticipantId> {
        self.roster.waiting()
    }

    /// Returns who is in the spotlight, first to last: by ascending stamp; those of one second as they came, as the picture has them.
    pub fn spotlights(&self) -> Vec<ParticipantId> {
        let spotlit = self.roster.spotlit();
        let mut spotlit: Vec<_> = spotlit
            .filter_map(|person| Some((person.spotlight?, &person.id)))
            .collect();
        spotlit.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        spotlit.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Returns this session's own uuid.
    pub fn own(&self) -> Option<&ParticipantId> {
        self.own.as_ref()
    }

    /// Returns what is known of the meeting itself.
    pub fn meeting(&self) -> Meeting {
        self.meeting
    }

    /// Returns what is on air.
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Returns how many `layout` events were taken in; a change of it confirms `override_layout`.
    pub fn layout_event_count(&self) -> u32 {
        self.layout_event_count
    }

    /// Returns who speaks, in speaking order.
    pub fn stage(&self) -> &[Speaker] {
        &self.stage
    }

    /// Returns the presentation under way.
    pub fn presentation(&self) -> Option<&Presentation> {
        self.presentation.as_ref()
    }

    /// Returns the chat, oldest first.
    pub fn chat(&self) -> impl DoubleEndedIterator<Item = &ChatLine> + ExactSizeIterator {
        self.chat.iter()
    }

    /// Returns the log, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogEntry> + ExactSizeIterator {
        self.log.iter()
    }

    /// Returns how many events could not be read or aren't known.
    pub fn not_understood(&self) -> u32 {
        self.not_understood
    }

    /// Returns whether a snapshot is under way.
    pub fn is_syncing(&self) -> bool {
        self.sync.is_some()
    }

    /// Returns whether the roster is the server's whole list since the last [`Conference::stream_lost`].
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Returns whether something happened that only `GET participants` can settle, and forgets it: whoever asks sends the request.
    pub fn take_roster_request(&mut self) -> bool {
        std::mem::take(&mut self.roster_wanted)
    }

    /// Returns whether [`Conference::take_roster_request`] would say yes.
    pub fn wants_roster(&self) -> bool {
        self.roster_wanted
    }

    /// Begins a new session: other uuids, the same meeting. People stay shown until the next snapshot replaces them.
    pub fn admitted(&mut self, own: ParticipantId) {
        self.own = Some(own);
        self.is_hold_old = true;
        self.awaiting_echo.clear();
        self.echoed.clear();
    }

    /// Takes in one event. `at_ms` is wall time, ms since 1970; `changes` gets what it changed.
    // As fast as this crate is compiled, wherever it is called.
    #[inline(never)]
    pub fn apply(&mut self, at_ms: u64, event: Event, changes: &mut Vec<Change>) {
        match event {
            Event::SyncBegin => self.begin_sync(),
            Event::SyncEnd => self.end_sync(at_ms, changes),
            Event::Roster(people) => self.read_roster(at_ms, people, changes),
            Event::Created(_) | Event::Updated(_) | Event::Deleted(_) => {
                self.apply_to_people(at_ms, event, changes);
            }
            Event::Service(patch) => self.apply_service(at_ms, patch, changes),
            Event::Layout(layout) => self.apply_layout(at_ms, layout, changes),
            Event::Stage(stage) => self.apply_stage(stage, changes),
            Event::PresentationStart { name, address, id } => {
                self.start_presentation(at_ms, &name, &address, id, changes);
            }
            Event::PresentationStop => self.stop_presentation(at_ms, changes),
            Event::PresentationFrame(id) => changes.push(Change::Frame(id)),
            Event::Message { .. } => self.message(at_ms, event, changes),
            Event::CallDisconnected { call, reason } => {
                if let Some(call) = call {
                    self.note_call_reason(&call, &reason);
                }
                self.log_about_meeting(at_ms, LogKind::CallDisconnected(reason), changes);
            }
            Event::Disconnected { id, reason } => {
                let name = id
                    .as_ref()
                    .and_then(|id| self.person(id))
                    .map_or_else(|| Arc::from(""), |p| p.name.clone());
                self.log_about(at_ms, id, name, LogKind::PutOut(reason), changes);
            }
            Event::RefreshNow => {
                self.log_about_meeting(at_ms, LogKind::RefreshAsked, changes);
            }
            Event::OnHold(is_on_hold) => self.hold(at_ms, is_on_hold, changes),
            Event::Other(name) => self.log_unread_event(at_ms, &name, false, changes),
            Event::Malformed(name) => {
                // Whom it was about can't be told, so everybody has to be asked for.
                self.roster_wanted |= name.starts_with("participant_");
                self.log_unread_event(at_ms, &name, true, changes);
            }
        }
    }
}
