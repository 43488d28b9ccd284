//! Calls out: who is being called since when, and how it ended. No event tells why a called row vanishes; the time does.

use super::Conference;
use crate::{CallEnd, CallId, Participant, ParticipantId, Service};
use std::sync::Arc;

/// Whoever takes no call is gone after 30 s (the document); one that vanishes so much earlier was refused. A second and a half
/// for events that are late or early.
const UNANSWERED_MS: u64 = 28_500;

/// Somebody is being called.
#[derive(Debug)]
pub(super) struct OutgoingCall {
    id: ParticipantId,
    /// Wall time of the first news, ms.
    since_ms: u64,
    /// This host takes the call back.
    is_hung_up: bool,
    /// What `call_disconnected` said.
    reason: Option<Arc<str>>,
}

impl Conference {
    /// Notes that this host takes a call back, or removes somebody: what comes of it is no refusal.
    pub fn hang_up(&mut self, id: &ParticipantId) {
        for call in self.outgoing_calls.iter_mut().filter(|call| call.id == *id) {
            call.is_hung_up = true;
        }
    }

    /// Returns whether somebody of this uuid is there or has been.
    pub fn has_seen(&self, id: &ParticipantId) -> bool {
        self.roster.has_seen(id)
    }

    /// Returns a mark for [`Conference::arrived_since`].
    pub fn arrival_mark(&self) -> u32 {
        self.roster.next_number()
    }

    /// Returns who has come since the mark was taken.
    pub fn arrived_since(&self, mark: u32) -> impl Iterator<Item = &Participant> {
        self.roster
            .iter()
            .filter(move |(number, _)| *number >= mark)
            .map(|(_, person)| person)
    }

    /// Begins or ends to track a call: somebody is there, or changed.
    pub(super) fn track_outgoing_call(
        &mut self,
        at_ms: u64,
        id: &ParticipantId,
        before: Option<&Service>,
    ) {
        let now = self.roster.get(id).map(|person| &person.service);
        if now != Some(&Service::Connecting) {
            self.outgoing_calls.retain(|call| call.id != *id);
        } else if before != Some(&Service::Connecting) {
            self.outgoing_calls.push(OutgoingCall {
                id: id.clone(),
                since_ms: at_ms,
                is_hung_up: false,
                reason: None,
            });
        }
    }

    /// Forgets the calls of those who aren't being called any more: a snapshot has come.
    pub(super) fn forget_ended_calls(&mut self) {
        let roster = &self.roster;
        self.outgoing_calls.retain(|call| {
            let person = roster.get(&call.id);
            person.is_some_and(|person| person.service == Service::Connecting)
        });
    }

    /// Notes why a call ended.
    pub(super) fn note_call_reason(&mut self, call_id: &CallId, reason: &Arc<str>) {
        let is_it = |call: &&mut OutgoingCall| call.id.as_str() == call_id.as_str();
        if let Some(call) = self.outgoing_calls.iter_mut().find(is_it) {
            call.reason = Some(reason.clone()).filter(|words| !words.trim().is_empty());
        }
    }

    /// Returns how the call to somebody ended who was being called and has vanished.
    pub(super) fn end_outgoing_call(&mut self, at_ms: u64, id: &ParticipantId) -> CallEnd {
        let Some(at) = self.outgoing_calls.iter().position(|call| call.id == *id) else {
            return CallEnd::Unknown;
        };
        let call = self.outgoing_calls.swap_remove(at);
        match call.reason {
            _ if call.is_hung_up => CallEnd::HungUp,
            Some(words) => CallEnd::Failed(words),
            None if at_ms.saturating_sub(call.since_ms) < UNANSWERED_MS => CallEnd::Refused,
            None => CallEnd::NoAnswer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{created, deleted, id, log, patch, play};
    use super::*;
    use crate::{Event, LogKind, ParticipantPatch};

    fn rings() -> Event {
        Event::Created(Box::new(ParticipantPatch {
            service: Some(Service::Connecting),
            ..patch("a")
        }))
    }

    fn disconnected(call: &str, reason: &str) -> Event {
        Event::CallDisconnected {
            call: Some(CallId::new(call)),
            reason: reason.into(),
        }
    }

    #[test]
    fn how_a_call_ended() {
        let check = |after_ms: u64, between: Option<Event>, expect: CallEnd| {
            let (mut meeting, mut changes) = (Conference::default(), Vec::new());
            meeting.apply(1_000, rings(), &mut changes);
            meeting.apply(2_000, rings(), &mut changes);
            if let Some(event) = between {
                meeting.apply(3_000, event, &mut changes);
            }
            meeting.apply(1_000 + after_ms, deleted("a"), &mut changes);
            assert_eq!(log(&meeting).last(), Some(&LogKind::CallEnded(expect)));
            assert!(meeting.outgoing_calls.is_empty());
        };
        let busy = || CallEnd::Failed("Call rejected".into());
        check(2_500, None, CallEnd::Refused);
        check(28_000, None, CallEnd::Refused);
        check(29_900, None, CallEnd::NoAnswer);
        check(31_000, None, CallEnd::NoAnswer);
        check(9_000, Some(disconnected("a", "Call rejected")), busy());
        check(31_000, Some(disconnected("a", "Call rejected")), busy());
        check(9_000, Some(disconnected("a", "")), CallEnd::Refused);
        check(9_000, Some(disconnected("b", "Busy")), CallEnd::Refused);
    }

    #[test]
    fn a_call_taken_back_is_no_refusal() {
        let mut meeting = Conference::default();
        play(&mut meeting, [rings()]);
        meeting.hang_up(&id("a"));
        play(&mut meeting, [deleted("a")]);
        let ended = LogKind::CallEnded(CallEnd::HungUp);
        assert_eq!(log(&meeting).last(), Some(&ended));
    }

    #[test]
    fn who_was_found_ringing_tells_no_time() {
        let mut meeting = Conference::default();
        let list = [Event::SyncBegin, rings(), Event::SyncEnd, deleted("a")];
        play(&mut meeting, list);
        let ended = LogKind::CallEnded(CallEnd::Unknown);
        assert_eq!(log(&meeting).last(), Some(&ended));
    }

    #[test]
    fn knows_who_has_come() {
        let mut meeting = Conference::default();
        play(&mut meeting, [created("a")]);
        let mark = meeting.arrival_mark();
        play(&mut meeting, [created("b"), created("c"), deleted("c")]);
        let names: Vec<_> = meeting.arrived_since(mark).map(|one| &*one.name).collect();
        assert_eq!(names, ["b"]);
        assert!(meeting.has_seen(&id("c")) && !meeting.has_seen(&id("d")));
    }
}
