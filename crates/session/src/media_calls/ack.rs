//! The answer is in place: the media may begin.

use super::{CallNews, CallNumber, Stage};
use crate::requests::Purpose;
use crate::{CommandError, Now, Session};
use conference::Kind;
use wire::Reply;

impl Session {
    pub(crate) fn ack_call(&mut self, now: Now, number: CallNumber) {
        let Some(call) = self.media_calls.find(number) else {
            return;
        };
        let (Stage::Up, Some(id)) = (call.stage, call.id.clone()) else {
            return;
        };
        let participant = call.participant.clone();
        let request = self
            .access()
            .map(|(node, token)| wire::ack_call(node, token, &participant, &id));
        if let Some(request) = request {
            self.send(now, Purpose::AckCall(number), request);
        }
    }

    /// The server has answered to `ack`; `None` = it hasn't.
    pub(crate) fn call_acked(
        &mut self,
        now: Now,
        number: CallNumber,
        token: u32,
        reply: Option<&Reply<'_>>,
    ) {
        let error = match reply.map(wire::read_done) {
            Some(Ok(())) => return,
            Some(Err(refusal)) => {
                self.token_refused(refusal.kind, token);
                refusal.into()
            }
            None => CommandError::Unknown,
        };
        if let Some(call) = self.media_calls.find(number)
            && call.stage == Stage::Up
        {
            let name = call.name.clone();
            self.notice_media_call(Kind::AddCall, name, error);
            self.call_news(number, CallNews::Over);
            self.hang_up(now, number, false);
        }
    }
}
