//! Somebody who is called.

use crate::id::CallId;
use crate::wire::{ServerError, Stamp};
use std::sync::Arc;

/// Names somebody on this page, over all calls to the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallKey(pub(super) u32);

impl CallKey {
    /// Returns the number that stands for somebody in the page.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// Somebody, and how their last call stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who, on this page.
    pub key: CallKey,
    /// The call, once the server has said which it is.
    pub call: Option<CallId>,
    /// The call before it to the same number: late news of it are none of this one.
    pub(crate) former: Option<CallId>,
    /// The number; empty where somebody else called them and the server doesn't tell.
    pub number: Arc<str>,
    /// The name that a host knows them by; may be empty.
    pub name: Arc<str>,
    /// How it stands.
    pub state: CallState,
    /// When they came in, by the server's clock, if it told.
    pub joined_at: Option<Stamp>,
    /// When they left, by the server's clock, if it told.
    pub left_at: Option<Stamp>,
}

/// How it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The server told of them.
    Told,
    /// It follows from how many the server counts: with everybody in who may be in, or nobody at all.
    Counted,
}

/// How a call stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallState {
    /// The server will be asked: it is asked one thing at a time.
    Waiting,
    /// The server was asked to call them.
    Asked,
    /// It calls.
    Ringing,
    /// It was asked, and whether it calls nobody knows.
    Unclear,
    /// In the conference.
    In(Source),
    /// Not any more.
    Out(Source),
    /// The call came to nothing.
    Failed(CallFailure),
}

/// Why a call came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallFailure {
    /// The server refused to call.
    Refused(ServerError),
    /// It called, and this is what it says came of it; the service's number.
    Result(i64),
    /// It rang for as long as telephones ring, and the server counts nobody who could be them.
    NoAnswer,
    /// It was never asked: the connection broke before.
    NotSent,
    /// It was never asked: the host didn't want it any more.
    CalledOff,
    /// The conference was over before they were seen in it.
    Ended,
}

impl CallState {
    /// Returns whether they are in.
    pub fn is_in(&self) -> bool {
        matches!(self, Self::In(_))
    }

    /// Returns whether they are in or may be any moment: to call them again would ring a second time.
    pub fn is_live(&self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Asked | Self::Ringing | Self::Unclear | Self::In(_)
        )
    }

    /// Returns whether they may be in without anybody having told.
    pub fn may_ring(&self) -> bool {
        matches!(self, Self::Ringing | Self::Unclear)
    }
}
