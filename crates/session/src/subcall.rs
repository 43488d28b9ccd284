//! Sub-calls that this host has added to somebody (`calls`): asked for once, answered, begun by `ack`, and ended. They are told
//! about by number, which whoever asks gives; the server's id is known only with its answer.

use crate::requests::Purpose;
use crate::{Notice, Now, Outcome, Output, Session};
use conference::{CallId, Kind, ParticipantId, can};
use std::sync::Arc;
use wire::{Call, Refusal, RefusalKind, Reply, StartedCall};

/// So many ends of calls that aren't known yet are kept while an answer is awaited.
const MOST_EARLY: usize = 8;

/// A sub-call's number: given by whoever asks for it, never twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallNumber(pub u32);

/// What is asked for. `present` is the document's word, "send" or "receive": the presentation instead of the main picture.
#[derive(Clone, PartialEq, Eq)]
pub enum NewCall {
    /// Media by WebRTC.
    WebRtc {
        /// The offer.
        sdp: String,
        /// The presentation.
        present: Option<&'static str>,
    },
    /// A stream by RTMP, to or from an address that the server gives.
    Rtmp {
        /// Treat it as a stream.
        streaming: bool,
        /// The presentation.
        present: Option<&'static str>,
        /// The most that it may use, kbit/s.
        bandwidth: Option<u32>,
    },
}

/// What became of a sub-call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallNews {
    /// The server has answered. WebRTC: put the answer in place, then [`crate::Input::AckCall`].
    Started(StartedCall),
    /// There is none (any more). Why was told by a notice, unless the host ended it.
    Over,
}

/// One that this session has asked for.
#[derive(Debug)]
pub(crate) struct SubCall {
    number: CallNumber,
    participant: ParticipantId,
    name: Option<Arc<str>>,
    id: Option<CallId>,
    is_webrtc: bool,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// No answer yet.
    Asked,
    /// No answer yet, and it is to be ended as soon as it has an id.
    Unwanted,
    Up,
    /// Its end is on its way.
    Ending {
        repeated: bool,
    },
    /// Its end was refused for the token's sake and goes once more with the next one.
    AwaitsToken,
}

/// The calls, and ends that came before the answer they are about.
#[derive(Debug, Default)]
pub(crate) struct SubCalls {
    all: Vec<SubCall>,
    early: Vec<(CallId, Arc<str>)>,
}

impl SubCalls {
    fn find(&mut self, number: CallNumber) -> Option<&mut SubCall> {
        self.all.iter_mut().find(|call| call.number == number)
    }

    fn take(&mut self, number: CallNumber) -> Option<SubCall> {
        let at = self.all.iter().position(|call| call.number == number)?;
        Some(self.all.remove(at))
    }
}

impl Session {
    pub(crate) fn start_call(
        &mut self,
        now: Now,
        number: CallNumber,
        participant: ParticipantId,
        call: &NewCall,
    ) {
        let target = self.conference.person(&participant);
        let name = target.map(|person| person.name.clone());
        if let Err(refusal) = can(Kind::AddCall, &self.powers, target) {
            self.tell(Kind::AddCall, name, Outcome::NotAllowed(refusal));
            return self.call_news(number, CallNews::Over);
        }
        let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) else {
            return self.call_news(number, CallNews::Over);
        };
        let wire_call = match call {
            NewCall::WebRtc { sdp, present } => Call::WebRtc {
                sdp,
                present: *present,
            },
            NewCall::Rtmp {
                streaming,
                present,
                bandwidth,
            } => Call::Rtmp {
                streaming: *streaming,
                present: *present,
                bandwidth: *bandwidth,
            },
        };
        let request = wire::start_call(at, keeper.token(), &participant, &wire_call);
        self.subcalls.all.push(SubCall {
            number,
            participant,
            name,
            id: None,
            is_webrtc: matches!(call, NewCall::WebRtc { .. }),
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
                if let Some(call) = self.subcalls.take(number)
                    && call.stage == Stage::Asked
                {
                    let outcome =
                        self.outcome_for(now, Some(call.participant), Kind::AddCall, refusal);
                    self.tell(Kind::AddCall, call.name, outcome);
                    self.call_news(number, CallNews::Over);
                }
            }
        }
        self.forget_early();
    }

    fn call_started(&mut self, now: Now, number: CallNumber, status: u16, started: StartedCall) {
        let early = &mut self.subcalls.early;
        let ended = early.iter().position(|(id, _)| *id == started.id);
        let ended = ended.map(|at| early.swap_remove(at).1);
        let Some(call) = self.subcalls.find(number) else {
            return;
        };
        call.id = Some(started.id.clone());
        let wanted = call.stage == Stage::Asked;
        let is_empty = call.is_webrtc && started.sdp.is_none();
        call.stage = Stage::Up;
        if let Some(reason) = ended {
            if wanted {
                self.call_lost(number, reason);
            } else {
                self.subcalls.take(number);
            }
        } else if wanted && !is_empty {
            self.call_news(number, CallNews::Started(started));
        } else {
            if wanted {
                // An answer without an answer.
                let refused = Outcome::Refused {
                    status,
                    words: Arc::from(""),
                };
                let name = call.name.clone();
                self.tell(Kind::AddCall, name, refused);
                self.call_news(number, CallNews::Over);
            }
            self.hang_up(now, number, false);
        }
    }

    /// No answer: whether there is a call now nobody knows. Without `ack` it carries nothing.
    pub(crate) fn call_unanswered(&mut self, number: CallNumber) {
        if let Some(call) = self.subcalls.take(number)
            && call.stage == Stage::Asked
        {
            self.tell(Kind::AddCall, call.name, Outcome::Unknown);
            self.call_news(number, CallNews::Over);
        }
        self.forget_early();
    }

    /// The answer is in place: the media may begin.
    pub(crate) fn ack_call(&mut self, now: Now, number: CallNumber) {
        if let Some(call) = self.subcalls.find(number)
            && call.stage == Stage::Up
            && let (Some(id), Some(at), Some(keeper)) =
                (&call.id, &self.entry.endpoint, &self.keeper)
        {
            let request = wire::ack_call(at, keeper.token(), &call.participant, id);
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
        let outcome = match reply.map(wire::read_done) {
            Some(Ok(())) => return,
            Some(Err(refusal)) => {
                self.token_refused(refusal.kind, token);
                refused(&refusal)
            }
            None => Outcome::Unknown,
        };
        if let Some(call) = self.subcalls.find(number)
            && call.stage == Stage::Up
        {
            let name = call.name.clone();
            self.tell(Kind::AddCall, name, outcome);
            self.call_news(number, CallNews::Over);
            self.hang_up(now, number, false);
        }
    }

    /// The host has enough of it, or its media can't be had.
    pub(crate) fn end_call(&mut self, now: Now, number: CallNumber) {
        let Some(call) = self.subcalls.find(number) else {
            return;
        };
        match call.stage {
            Stage::Asked => call.stage = Stage::Unwanted,
            Stage::Up => self.hang_up(now, number, false),
            _ => return,
        }
        self.call_news(number, CallNews::Over);
    }

    fn hang_up(&mut self, now: Now, number: CallNumber, repeated: bool) {
        if let Some(call) = self.subcalls.find(number)
            && let (Some(id), Some(at), Some(keeper)) =
                (&call.id, &self.entry.endpoint, &self.keeper)
        {
            call.stage = Stage::Ending { repeated };
            let request = wire::end_call(at, keeper.token(), &call.participant, id);
            self.send(now, Purpose::EndCall(number), request);
        }
    }

    /// The server has answered to the end; `None` = it hasn't. Ending the same call twice does no harm.
    pub(crate) fn call_ended(
        &mut self,
        now: Now,
        number: CallNumber,
        token: u32,
        reply: Option<&Reply<'_>>,
    ) {
        let outcome = match reply.map(wire::read_done) {
            Some(Ok(())) => {
                self.subcalls.take(number);
                return;
            }
            Some(Err(refusal)) => {
                self.token_refused(refusal.kind, token);
                let fresh = self.token_number != token;
                if refusal.kind == RefusalKind::InvalidToken
                    && let Some(call) = self.subcalls.find(number)
                    && call.stage == (Stage::Ending { repeated: false })
                {
                    call.stage = Stage::AwaitsToken;
                    return if fresh {
                        self.hang_up(now, number, true)
                    };
                }
                refused(&refusal)
            }
            None => Outcome::Unknown,
        };
        if let Some(call) = self.subcalls.take(number) {
            self.tell(Kind::EndCall, call.name, outcome);
        }
    }

    /// A new token is there.
    pub(crate) fn hang_up_again(&mut self, now: Now) {
        let waits = |call: &&SubCall| call.stage == Stage::AwaitsToken;
        let waiting: Vec<_> = self.subcalls.all.iter().filter(waits).collect();
        let waiting: Vec<_> = waiting.iter().map(|call| call.number).collect();
        for number in waiting {
            self.hang_up(now, number, true);
        }
    }

    /// The server says that a call is over. Its words may come before the answer that tells which one it is.
    pub(crate) fn call_disconnected(&mut self, id: &CallId, reason: &Arc<str>) {
        let is_it = |call: &&SubCall| call.id.as_ref() == Some(id);
        if let Some(call) = self.subcalls.all.iter().find(is_it) {
            self.call_lost(call.number, reason.clone());
        } else if self.awaits_calls() && self.subcalls.early.len() < MOST_EARLY {
            self.subcalls.early.push((id.clone(), reason.clone()));
        }
    }

    fn awaits_calls(&self) -> bool {
        let awaits = |call: &SubCall| matches!(call.stage, Stage::Asked | Stage::Unwanted);
        self.subcalls.all.iter().any(awaits)
    }

    fn forget_early(&mut self) {
        if !self.awaits_calls() {
            self.subcalls.early.clear();
        }
    }

    /// A call is over that wasn't to be; one that was is no news.
    fn call_lost(&mut self, number: CallNumber, reason: Arc<str>) {
        if let Some(call) = self.subcalls.take(number)
            && call.stage == Stage::Up
        {
            let name = call.name;
            self.notice(Notice::SubCallEnded { name, reason });
            self.call_news(number, CallNews::Over);
        }
    }

    /// Calls of people who have left went with them.
    pub(crate) fn drop_calls_of_gone(&mut self) {
        if !self.conference.is_complete() {
            return;
        }
        let own = self.conference.own();
        let gone = |call: &&SubCall| {
            // A host who is hidden stands in no list.
            Some(&call.participant) != own
                && call.stage == Stage::Up
                && self.conference.person(&call.participant).is_none()
        };
        let gone: Vec<_> = self.subcalls.all.iter().filter(gone).collect();
        let gone: Vec<_> = gone.iter().map(|call| call.number).collect();
        for number in gone {
            self.call_lost(number, Arc::from(""));
        }
    }

    /// The session is being left: what shows something here ends with it. A stream that somebody set up by RTMP goes on.
    pub(crate) fn leave_calls(&mut self) {
        let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) else {
            return;
        };
        for call in &self.subcalls.all {
            if let (Some(call_id), true) = (&call.id, call.is_webrtc) {
                let id = self.requests.next_id();
                self.out.push(Output::Send {
                    id,
                    request: wire::end_call(at, keeper.token(), &call.participant, call_id),
                    keepalive: true,
                });
            }
        }
    }

    /// The session is over, or dead.
    pub(crate) fn forget_calls(&mut self) {
        for call in std::mem::take(&mut self.subcalls).all {
            self.call_news(call.number, CallNews::Over);
        }
    }

    fn call_news(&mut self, number: CallNumber, news: CallNews) {
        self.out.push(Output::Call(number, news));
    }
}

fn refused(refusal: &Refusal) -> Outcome {
    Outcome::Refused {
        status: refusal.status,
        words: Arc::from(refusal.words.as_deref().unwrap_or_default()),
    }
}
