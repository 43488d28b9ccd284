//! Media calls that this host has added to somebody (`calls`): asked for once, answered, begun by `ack`, and ended. They are told
//! about by number, which whoever asks gives; the server's id is known only with its answer.

mod ack;
mod end;
mod start;

use conference::{CallId, ParticipantId};
use std::sync::Arc;
use wire::{Call, StartedCall};

/// So many ends of calls that aren't known yet are kept while an answer is awaited.
const MOST_EARLY_ENDS: usize = 8;

/// A media call's number: given by whoever asks for it, never twice.
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

impl NewCall {
    fn is_webrtc(&self) -> bool {
        matches!(self, Self::WebRtc { .. })
    }

    /// Returns what is sent.
    fn as_wire(&self) -> Call<'_> {
        match self {
            Self::WebRtc { sdp, present } => Call::WebRtc {
                sdp,
                present: *present,
            },
            Self::Rtmp {
                streaming,
                present,
                bandwidth,
            } => Call::Rtmp {
                streaming: *streaming,
                present: *present,
                bandwidth: *bandwidth,
            },
        }
    }
}

/// What became of a media call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallNews {
    /// The server has answered. WebRTC: put the answer in place, then [`crate::Input::AckCall`].
    Started(StartedCall),
    /// There is none (any more). Why was told by a notice, unless the host ended it.
    Over,
}

/// A media call that this session has asked for.
#[derive(Debug)]
struct MediaCall {
    number: CallNumber,
    participant: ParticipantId,
    /// The participant's name.
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

/// The media calls of a session.
#[derive(Debug, Default)]
pub(crate) struct MediaCalls {
    all: Vec<MediaCall>,
    /// Ends that came before the answer they are about.
    early_ends: Vec<(CallId, Arc<str>)>,
}

impl MediaCalls {
    fn find(&mut self, number: CallNumber) -> Option<&mut MediaCall> {
        self.all.iter_mut().find(|call| call.number == number)
    }

    fn take(&mut self, number: CallNumber) -> Option<MediaCall> {
        let at = self.all.iter().position(|call| call.number == number)?;
        Some(self.all.remove(at))
    }

    /// Returns the numbers of those that `fit`.
    fn numbers(&self, fit: impl Fn(&MediaCall) -> bool) -> Vec<CallNumber> {
        let fitting = self.all.iter().filter(|call| fit(call));
        fitting.map(|call| call.number).collect()
    }

    pub fn await_answers(&self) -> bool {
        let awaits = |call: &MediaCall| matches!(call.stage, Stage::Asked | Stage::Unwanted);
        self.all.iter().any(awaits)
    }

    /// Keeps an end that may be about a call whose answer hasn't come.
    fn keep_early_end(&mut self, id: &CallId, reason: &Arc<str>) {
        if self.await_answers() && self.early_ends.len() < MOST_EARLY_ENDS {
            self.early_ends.push((id.clone(), reason.clone()));
        }
    }

    /// Returns why the call that has just got this id is over already, if it is.
    fn take_early_end(&mut self, id: &CallId) -> Option<Arc<str>> {
        let at = self.early_ends.iter().position(|(known, _)| known == id)?;
        Some(self.early_ends.swap_remove(at).1)
    }

    fn forget_early_ends(&mut self) {
        if !self.await_answers() {
            self.early_ends.clear();
        }
    }
}
