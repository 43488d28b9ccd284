//! A media call ends: by the host, by the server, with its participant, or with the session.

use super::{CallNews, CallNumber, MediaCall, Stage};
use crate::requests::Purpose;
use crate::{CommandError, Notice, Now, Session};
use conference::{CallId, Kind};
use std::sync::Arc;
use wire::{RefusalKind, Reply, Request};

impl Session {
    /// The host has enough of it, or its media can't be had.
    pub(crate) fn end_call(&mut self, now: Now, number: CallNumber) {
        let Some(call) = self.media_calls.find(number) else {
            return;
        };
        match call.stage {
            Stage::Asked => call.stage = Stage::Unwanted,
            Stage::Up => self.hang_up(now, number, false),
            _ => return,
        }
        self.call_news(number, CallNews::Over);
    }

    pub(super) fn hang_up(&mut self, now: Now, number: CallNumber, repeated: bool) {
        let mut all = self.media_calls.all.iter();
        let call = all.find(|call| call.number == number);
        let Some(request) = call.and_then(|call| self.end_of(call)) else {
            return;
        };
        if let Some(call) = self.media_calls.find(number) {
            call.stage = Stage::Ending { repeated };
        }
        self.send(now, Purpose::EndCall(number), request);
    }

    /// Returns the request that ends `call`, once the server's id of it is known.
    fn end_of(&self, call: &MediaCall) -> Option<Request> {
        let (node, token) = self.access()?;
        let id = call.id.as_ref()?;
        Some(wire::end_call(node, token, &call.participant, id))
    }

    /// The server has answered to the end; `None` = it hasn't. Ending the same call twice does no harm.
    pub(crate) fn call_ended(
        &mut self,
        now: Now,
        number: CallNumber,
        token: u32,
        reply: Option<&Reply<'_>>,
    ) {
        let error = match reply.map(wire::read_done) {
            Some(Ok(())) => {
                self.media_calls.take(number);
                return;
            }
            Some(Err(refusal)) => {
                self.token_refused(refusal.kind, token);
                let has_new_token = self.credentials.number() != token;
                if refusal.kind == RefusalKind::InvalidToken
                    && let Some(call) = self.media_calls.find(number)
                    && call.stage == (Stage::Ending { repeated: false })
                {
                    call.stage = Stage::AwaitsToken;
                    return if has_new_token {
                        self.hang_up(now, number, true)
                    };
                }
                refusal.into()
            }
            None => CommandError::Unknown,
        };
        if let Some(call) = self.media_calls.take(number) {
            self.notice_media_call(Kind::EndCall, call.name, error);
        }
    }

    /// A new token is there.
    pub(crate) fn end_calls_again(&mut self, now: Now) {
        let waiting = |call: &MediaCall| call.stage == Stage::AwaitsToken;
        for number in self.media_calls.numbers(waiting) {
            self.hang_up(now, number, true);
        }
    }

    /// The server says that a call is over. Its words may come before the answer that tells which one it is.
    pub(crate) fn call_disconnected(&mut self, id: &CallId, reason: &Arc<str>) {
        let known = |call: &MediaCall| call.id.as_ref() == Some(id);
        match self.media_calls.numbers(known).first() {
            Some(number) => self.call_lost(*number, reason.clone()),
            None => self.media_calls.keep_early_end(id, reason),
        }
    }

    /// A call is over that wasn't to be; one that was is no news.
    pub(super) fn call_lost(&mut self, number: CallNumber, reason: Arc<str>) {
        if let Some(call) = self.media_calls.take(number)
            && call.stage == Stage::Up
        {
            let name = call.name;
            self.outbox.notice(Notice::MediaCallEnded { name, reason });
            self.call_news(number, CallNews::Over);
        }
    }

    /// Drops the calls of people who have left: they went with them.
    pub(crate) fn drop_media_calls_of_gone(&mut self) {
        let meeting = &self.room.conference;
        if !meeting.is_complete() {
            return;
        }
        let is_gone = |call: &MediaCall| {
            // A host who is hidden stands in no list.
            Some(&call.participant) != meeting.own()
                && call.stage == Stage::Up
                && meeting.person(&call.participant).is_none()
        };
        for number in self.media_calls.numbers(is_gone) {
            self.call_lost(number, Arc::from(""));
        }
    }

    /// The session is being left: what shows something here ends with it. A stream that somebody set up by RTMP goes on.
    pub(crate) fn leave_media_calls(&mut self) {
        let all = self.media_calls.all.iter();
        let ends: Vec<_> = all
            .filter(|call| call.is_webrtc)
            .filter_map(|call| self.end_of(call))
            .collect();
        for request in ends {
            self.send_farewell(request);
        }
    }

    /// The session is over, or dead.
    pub(crate) fn forget_media_calls(&mut self) {
        for call in std::mem::take(&mut self.media_calls).all {
            self.call_news(call.number, CallNews::Over);
        }
    }
}
