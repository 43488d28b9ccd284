//! What goes into a session and what comes out.

use crate::conference::{CallKey, Change};
use crate::id::ConfId;
use crate::numbers::Callee;
use crate::wire::ServerError;
use std::sync::Arc;

/// Names one gesture of a host's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommandId(pub u64);

/// What a host wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Make a conference.
    Create,
    /// Go on with a conference that is there.
    Attach(ConfId),
    /// Call somebody, for the first time or again.
    Invite(Callee),
    /// Hang up on somebody, or call them no more where they wait to be called.
    HangUp(CallKey),
    /// End the conference for everybody. What waits is called off.
    Dismiss,
}

impl Command {
    pub(super) fn is_hang_up(&self) -> bool {
        matches!(self, Self::HangUp(_))
    }

    /// Returns whose turn it is: the least is first. Whoever ends a conference, or puts somebody out of it, doesn't want to wait until
    /// hundreds are called.
    pub(super) fn order(&self) -> u8 {
        match self {
            Self::Dismiss => 0,
            Self::HangUp(_) => 1,
            Self::Create | Self::Attach(_) | Self::Invite(_) => 2,
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<'a> {
    /// The host wants to be connected, from now on.
    Connect,
    /// The socket is open.
    Opened,
    /// The socket is closed, or couldn't be opened.
    Closed,
    /// The server said this.
    Text(&'a str),
    /// The host wants this.
    Do(CommandId, Command),
    /// The host wants nothing any more of what wasn't sent yet.
    CallOff,
    /// The page is seen by nobody, or by somebody again.
    Hidden(bool),
    /// The host leaves. The conference goes on.
    Leave,
    /// Time has passed.
    Wake,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Open a socket.
    Open,
    /// Close it, whatever state it is in; [`Input::Closed`] isn't awaited.
    Close,
    /// Send this.
    Send(String),
    /// Come again with [`Input::Wake`] then, ms. An earlier one doesn't count any more.
    WakeAt(u64),
    /// What is known of the conference is other.
    Changed(Change),
    /// How true what is shown is, is other.
    Phase(Phase),
    /// What became of a command.
    Status(CommandId, Status),
    /// Something that a host should be told once.
    Notice(Notice),
}

/// How true what is shown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not connected, and nobody wants it.
    Off,
    /// On the way for the first time.
    Connecting,
    /// The server answers.
    Live,
    /// The server doesn't answer, or there is no connection; it is tried again.
    Stale,
}

/// How far a command is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It waits for those before it.
    Waiting,
    /// The server is asked.
    Sent,
    /// The server says that it does it; nothing is seen of it yet.
    Accepted,
    /// It has happened.
    Seen,
    /// It hasn't, or nobody knows.
    Failed(Failure),
}

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no connection; nothing was sent.
    NotConnected,
    /// There is no conference, or it is over; nothing was sent.
    NoConference,
    /// There is a conference already; nothing was sent.
    AlreadyOpen,
    /// The conference is being dismissed; nothing was sent.
    Dismissing,
    /// The host called it off; nothing was sent.
    CalledOff,
    /// They are called or in already, or the same is under way; nothing was sent.
    AlreadyThere,
    /// Nobody knows their call, so there is nothing to hang up; nothing was sent.
    NoCall,
    /// The server's no.
    Refused(ServerError),
    /// The call came to nothing; the service's number.
    CallFailed(i64),
    /// The server called, it rang for as long as telephones ring, and it counts nobody who could be them.
    NoAnswer,
    /// They left, or the conference ended, before it was seen.
    Over,
    /// The server didn't answer: it may have happened, and may yet.
    Silent,
    /// The connection broke before the answer: it may have happened.
    ConnectionLost,
    /// The server said that it does it, and in all the time since nothing was seen of it.
    NotSeen,
    /// The server said that it hangs up, and they are still in: what a known version of it always does.
    StillIn,
    /// What the server answered can't be understood.
    NotUnderstood,
}

/// Something that a host should be told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// This server's hang-up does nothing: whoever is called stays in until they hang up, or the conference is dismissed.
    HangUpBroken,
    /// The server doesn't say how many are in.
    NotCounted(ServerError),
    /// The server told something that nobody knows; once for each name.
    Unknown(Arc<str>),
    /// It has said so many things that can't be understood: at the first, the tenth, the hundredth, and so on.
    NotUnderstood(u32),
}
