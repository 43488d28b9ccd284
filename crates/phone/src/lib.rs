//! A phone conference that is run by JSON-RPC over a WebSocket: requests, answers, notifications, what they make of a conference, and
//! the session that talks to the server.
//!
//! Nothing here sends anything or knows the time: both come in as arguments. [`Request`] is everything that can be asked,
//! [`read_message`] reads what the server says, in every spelling that is known of it. [`PhoneConference`] folds both into who is
//! called, in and out. [`Session`] sends one request at a time, gives up on silence, connects again, counts what the server never
//! tells, and says of each command what really became of it.

mod address;
mod attendance;
mod conference;
mod id;
mod lenient;
mod numbers;
mod session;
mod wire;

pub use self::conference::{
    Call, CallFailure, CallKey, CallState, Change, Ending, PhoneConference, Source,
};
pub use address::{ClientId, as_web_address, socket_address};
pub use attendance::{Attendance, Attendee};
pub use id::{CallId, ConfId};
pub use numbers::{BadNumber, Callee, NumberList, NumberProblem, number_line, read_numbers};
pub use session::{
    Behind, Command, CommandId, Delay, Failure, Input, Notice, Output, Phase, Session, Status,
};
pub use wire::{Answer, Message, Notification, Request, ServerError, Stamp, read_message};
