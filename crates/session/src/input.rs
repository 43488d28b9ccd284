//! Everything that can happen to a session. A closed set.

use crate::{CallNumber, NewCall, RequestId, StreamId, Unreachable};
use conference::{Command, CommandId, ParticipantId};
use std::fmt;
use wire::{InsecureOrigins, Password, Pin, RawEvent};

/// What happened. Its `Debug` shows nothing that came from the network: answers hold tokens.
pub enum Input {
    /// The host asked to join.
    Join(Box<JoinRequest>),
    /// The host answered a question of the server's.
    Answer(Answer),
    /// The host wants something done. It is sent at once, unless the same is under way already: then `id` has the same fate. The
    /// opposite of what is under way is [`crate::CommandError::Busy`].
    Command {
        /// The gesture.
        id: CommandId,
        /// What is to be done.
        command: Command,
    },
    /// The host wants the same done to many. A few at a time are under way, in this order; who has left meanwhile is left out, and
    /// without a connection the rest is given up. A queue that is still waiting goes first.
    CommandQueue(Vec<(CommandId, Command)>),
    /// The host wants the spotlight's queue in another order. It takes the place of the order that is still being made.
    OrderSpotlight {
        /// The gesture.
        id: CommandId,
        /// Everybody in the spotlight, from the first.
        order: Vec<ParticipantId>,
    },
    /// The host wants these in the spotlight, in this order: who isn't yet is put in. Otherwise as [`Input::OrderSpotlight`].
    FillSpotlight {
        /// The gesture.
        id: CommandId,
        /// Who is to be in it, from the first.
        order: Vec<ParticipantId>,
    },
    /// The host wants more media of somebody, or for them.
    StartCall {
        /// The number that it is told about by.
        number: CallNumber,
        /// Whose.
        participant: ParticipantId,
        /// What.
        call: NewCall,
    },
    /// A WebRTC call's answer is in place.
    AckCall(CallNumber),
    /// The host ends a call, or its media can't be had.
    EndCall(CallNumber),
    /// The host leaves.
    Leave,
    /// The host wants to join again, after an end.
    Rejoin,
    /// The host wants back to the meeting that the server sent them from.
    GoBack,
    /// The host won't go back there: it may be forgotten.
    StayHere,
    /// An answer to request N. Any status.
    Response {
        /// Which request.
        id: RequestId,
        /// HTTP status.
        status: u16,
        /// `Retry-After`, seconds.
        retry_after_s: Option<u32>,
        /// The body, as it came.
        body: Vec<u8>,
    },
    /// Request N got no answer.
    Failed {
        /// Which request.
        id: RequestId,
        /// Why.
        failure: Failure,
    },
    /// The stream answered 200 with the right content type.
    StreamOpened(StreamId),
    /// Bytes of the stream.
    StreamBytes(StreamId, Vec<u8>),
    /// An event, where the browser's own `EventSource` reads the stream.
    StreamEvent(StreamId, RawEvent),
    /// The stream didn't open, or ended.
    StreamFailed(StreamId, StreamFailure),
    /// Time went by.
    Tick,
    /// The page's life.
    Page(Page),
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join(request) => write!(f, "Join({request:?})"),
            Self::Answer(answer) => write!(f, "Answer({answer:?})"),
            Self::Command { id, command } => write!(f, "Command({id:?} {command:?})"),
            Self::CommandQueue(commands) => write!(f, "CommandQueue({commands:?})"),
            Self::OrderSpotlight { id, order } => write!(f, "OrderSpotlight({id:?} {order:?})"),
            Self::FillSpotlight { id, order } => write!(f, "FillSpotlight({id:?} {order:?})"),
            Self::StartCall {
                number,
                participant,
                ..
            } => write!(f, "StartCall({number:?} {participant:?})"),
            Self::AckCall(number) => write!(f, "AckCall({number:?})"),
            Self::EndCall(number) => write!(f, "EndCall({number:?})"),
            Self::Leave => f.write_str("Leave"),
            Self::Rejoin => f.write_str("Rejoin"),
            Self::GoBack => f.write_str("GoBack"),
            Self::StayHere => f.write_str("StayHere"),
            Self::Response {
                id, status, body, ..
            } => write!(f, "Response({id:?} {status}, {} bytes)", body.len()),
            Self::Failed { id, failure } => write!(f, "Failed({id:?} {failure:?})"),
            Self::StreamOpened(id) => write!(f, "StreamOpened({id:?})"),
            Self::StreamBytes(id, bytes) => write!(f, "StreamBytes({id:?}, {})", bytes.len()),
            Self::StreamEvent(id, raw) => write!(f, "StreamEvent({id:?} {})", raw.name),
            Self::StreamFailed(id, why) => write!(f, "StreamFailed({id:?} {why:?})"),
            Self::Tick => f.write_str("Tick"),
            Self::Page(page) => write!(f, "Page({page:?})"),
        }
    }
}

/// What the host typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRequest {
    /// Where.
    pub target: Target,
    /// The host's name.
    pub name: String,
    /// The meeting's password, where one was typed.
    pub password: Option<Password>,
    /// Not in the list of participants.
    pub hide_me: bool,
    /// Where plain http is allowed although it isn't this machine.
    pub insecure: InsecureOrigins,
}

/// Where to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// By the API server, which names the node.
    Server {
        /// Its address.
        server: String,
        /// Meeting number or address.
        account: String,
    },
    /// Straight to a conferencing node.
    Node {
        /// Its address.
        node: String,
        /// Meeting number or address.
        room: String,
    },
}

/// The host's answer to the server's question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The PIN typed, whoever's it is.
    Pin(Pin),
    /// As a guest, where guests need none.
    GuestWithoutPin,
    /// The extension.
    Extension(String),
    /// Never mind.
    Cancel,
}

/// Why a request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It couldn't be sent or was cut.
    Network(Unreachable),
    /// The session gave it up itself.
    TimedOut,
}

/// Why a stream is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamFailure {
    /// Another status than 200, and `Retry-After` in seconds.
    Status(u16, Option<u32>),
    /// 200, but no event stream.
    NotAStream,
    /// Couldn't be reached, or was cut.
    Network,
    /// Ended by the server.
    Ended,
    /// It didn't open, and the browser doesn't say why, not even whether it is the token.
    Unsaid,
}

/// What the browser does with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Not visible any more.
    Hidden,
    /// Visible again.
    Visible,
    /// No network.
    Offline,
    /// Network again.
    Online,
    /// Back from being frozen, or from the back-forward cache.
    Resumed,
    /// Closing or navigating away (`pagehide`).
    Leaving,
}
