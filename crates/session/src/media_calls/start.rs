//! A media call is asked for, and the server answers.

use super::{CallNews, CallNumber, MediaCall, NewCall, Stage};
use crate::requests::Purpose;
use crate::{CommandError, Now, Output, Session};
use conference::{Kind, ParticipantId, can};
use std::sync::Arc;
use wire::{Reply, StartedCall};

impl Session {
    pub(crate) fn start_call(
        &mut self,
        now: Now,
        number: CallNumber,
        participant: ParticipantId,
        call: &NewCall,
    ) {
        let target = self.room.conference.person(&participant);
        let name = target.map(|person| person.name.clone());
        if let Err(refusal) = can(Kind::AddCall, &self.room.powers, target) {
            self.notice_media_call(Kind::AddCall, name, CommandError::NotAllowed(refusal));
            return self.call_news(number, CallNews::Over);
        }
        let request = self
            .access()
            .map(|(node, token)| wire::start_call(node, token, &participant, &call.as_wire()));
        let Some(request) = request else {
            return self.call_news(number, CallNews::Over);
        };
        self.media_calls.all.push(MediaCall {
            number,
            participant,
            name,
            id: None,
            is_webrtc: call.is_webrtc(),
            stage: Stage::Asked,
        });
        self.send(now, Purpose::StartCall(number), request);
    }

    pub(crate) fn call_answered(
        &mut self,
        now: Now,
        number: CallNumber,
        token: u32,
        reply: &Reply<'_>,
    ) {
        match wire::read_call(reply) {
            Ok(started) => self.call_started(now, number, reply.status, started),
            Err(refusal) => {
                self.token_refused(refusal.kind, token);
                if let Some(call) = self.media_calls.take(number)
                    && call.stage == Stage::Asked
                {
                    let error = self.error_of(now, Some(call.participant), Kind::AddCall, refusal);
                    self.notice_media_call(Kind::AddCall, call.name, error);
                    self.call_news(number, CallNews::Over);
                }
            }
        }
        self.media_calls.forget_early_ends();
    }

    fn call_started(&mut self, now: Now, number: CallNumber, status: u16, started: StartedCall) {
        let early_end = self.media_calls.take_early_end(&started.id);
        let Some(call) = self.media_calls.find(number) else {
            return;
        };
        call.id = Some(started.id.clone());
        let is_wanted = call.stage == Stage::Asked;
        let is_empty = call.is_webrtc && started.sdp.is_none();
        call.stage = Stage::Up;
        if let Some(reason) = early_end {
            if is_wanted {
                self.call_lost(number, reason);
            } else {
                self.media_calls.take(number);
            }
        } else if is_wanted && !is_empty {
            self.call_news(number, CallNews::Started(started));
        } else {
            if is_wanted {
                // An answer without an answer.
                let refused = CommandError::Refused {
                    status,
                    words: Arc::from(""),
                };
                let name = call.name.clone();
                self.notice_media_call(Kind::AddCall, name, refused);
                self.call_news(number, CallNews::Over);
            }
            self.hang_up(now, number, false);
        }
    }

    /// No answer: whether there is a call now nobody knows. Without `ack` it carries nothing.
    pub(crate) fn call_unanswered(&mut self, number: CallNumber) {
        if let Some(call) = self.media_calls.take(number)
            && call.stage == Stage::Asked
        {
            self.notice_media_call(Kind::AddCall, call.name, CommandError::Unknown);
            self.call_news(number, CallNews::Over);
        }
        self.media_calls.forget_early_ends();
    }

    pub(super) fn call_news(&mut self, number: CallNumber, news: CallNews) {
        self.outbox.push(Output::Call(number, news));
    }
}
