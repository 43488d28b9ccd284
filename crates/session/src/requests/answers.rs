//! Answers, and their absence, go to whoever asked.

use super::Purpose;
use crate::{Failure, Now, RequestId, Session};
use wire::Reply;

impl Session {
    /// The server has answered the request with this number.
    pub(crate) fn answered(&mut self, now: Now, id: RequestId, reply: &Reply<'_>) {
        // That counts even where the answer itself is no longer waited for.
        if let (429 | 503, Some(seconds)) = (reply.status, reply.retry_after_s) {
            self.rate_limit.retry_after(now.mono_ms, seconds);
        }
        let Some(request) = self.requests.take(id) else {
            return;
        };
        self.network_proved(request.sent);
        if reply.status < 400 {
            self.stream.other_answered();
        }
        let token = request.token;
        match request.purpose {
            Purpose::CheckJoin => self.check_join_answered(now, reply),
            Purpose::NewSession => self.new_session_answered(now, request.sent, reply),
            Purpose::Refresh => self.refresh_answered(now, request.sent, reply),
            Purpose::Participants => self.participants_answered(now, &request, reply),
            Purpose::ServiceStatus => self.status_answered(now, &request, reply),
            Purpose::Probe => self.probe_answered(now, &request, reply),
            Purpose::Command(number) => {
                let ms = now.mono_ms.saturating_sub(request.sent.mono_ms);
                self.health.response_times.add(ms);
                self.command_answered(now, number, token, reply);
            }
            Purpose::StartCall(number) => self.call_answered(now, number, token, reply),
            Purpose::AckCall(number) => self.call_acked(now, number, token, Some(reply)),
            Purpose::EndCall(number) => self.call_ended(now, number, token, Some(reply)),
        }
    }

    /// The request with this number gets no answer.
    pub(crate) fn request_failed(&mut self, now: Now, id: RequestId, failure: Failure) {
        let Some(request) = self.requests.take(id) else {
            return;
        };
        match request.purpose {
            Purpose::CheckJoin => self.join_failed(failure),
            Purpose::NewSession => self.new_session_failed(now, failure),
            Purpose::Refresh => self.refresh_failed(now),
            Purpose::Participants => self.participants_failed(now),
            Purpose::ServiceStatus => self.status_failed(now),
            Purpose::Probe => self.probe_failed(now),
            Purpose::Command(number) => self.command_unanswered(now, number),
            Purpose::StartCall(number) => self.call_unanswered(number),
            Purpose::AckCall(number) => self.call_acked(now, number, request.token, None),
            Purpose::EndCall(number) => self.call_ended(now, number, request.token, None),
        }
    }
}
