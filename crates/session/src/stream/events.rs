//! The stream's bytes become events.

use crate::{Ending, Life, Now, Session, StreamId};
use conference::Event;
use std::sync::Arc;
use wire::RawEvent;

impl Session {
    pub(crate) fn stream_bytes(&mut self, now: Now, id: StreamId, bytes: &[u8]) {
        let Some(open) = self.stream.open_with(id) else {
            return;
        };
        open.hear(now, bytes.starts_with(b":"));
        // Taken out, so that what an event leads to may change everything, the stream too.
        let mut parser = std::mem::take(&mut open.parser);
        self.stream.delivers();
        parser.push(bytes, &mut |raw| self.raw_event(now, raw));
        if let Some(open) = self.stream.open_with(id) {
            open.parser = parser;
        }
    }

    pub(crate) fn stream_event(&mut self, now: Now, id: StreamId, raw: &RawEvent) {
        if let Some(open) = self.stream.open_with(id) {
            open.hear(now, false);
            self.stream.delivers();
            self.raw_event(now, raw);
        }
    }

    fn raw_event(&mut self, now: Now, raw: &RawEvent) {
        if let Some(referral) = wire::read_referral(raw)
            && (self.life == Life::Live || self.stream.is_parting())
        {
            return self.follow_referral(now, referral);
        }
        // An event that ended the session leaves its followers nothing to be about.
        if self.life != Life::Live {
            return;
        }
        self.health.event_named(raw);
        if let Some(event) = wire::read_event(raw) {
            self.health.event_read(&event);
            self.event(now, event);
        }
    }

    fn event(&mut self, now: Now, event: Event) {
        let mut put_out = None;
        match &event {
            Event::RefreshNow => self.want_refresh(),
            Event::CallDisconnected {
                call: Some(call),
                reason,
            } => self.call_disconnected(call, reason),
            Event::Service(patch) => self.state_reads.status_told(now, *patch),
            Event::Disconnected { id, reason } => {
                let is_about_us = id.is_none() || id.as_ref() == self.room.conference.own();
                put_out = is_about_us.then(|| reason.clone());
            }
            _ => {}
        }
        self.room.apply(now.wall_ms, event);
        if let Some(reason) = put_out {
            if self.commands.is_ending_meeting() {
                self.end(Ending::EndedForAll);
            } else {
                self.put_out(now, reason);
            }
        }
    }

    /// The server has put this session out. The stream is heard a little longer: where to go on may be told behind that.
    fn put_out(&mut self, now: Now, reason: Arc<str>) {
        self.stream_is_over();
        self.stream.part(now);
        self.end_unheard(Ending::PutOut(reason));
    }
}
