//! The meeting-control API: requests, answers and events to and from the types of `conference`.
//!
//! Only this crate knows field names, spellings and quirks, and only this crate builds addresses. Nothing here sends
//! anything: a [`Request`] is made, whoever has a network sends it, and the matching `read_…` makes sense of the
//! [`Reply`]. A second server dialect is a second set of such functions.

mod admission;
mod answer;
mod call;
mod check_join;
mod command;
mod endpoint;
mod event;
mod host;
mod object;
mod participant;
mod percent;
mod request;
mod roster;
mod script;
mod secret;
mod sse;

pub use admission::{Admitted, Question, Refreshed, SessionInfo, read_new_session, read_refresh};
pub use answer::{Refusal, RefusalKind, Reply, read_dial, read_done};
pub use call::{Call, StartedCall, ack_call, end_call, read_call, start_call};
pub use check_join::{JoinInfo, read_check_join};
pub use command::{Dialect, command, command_word};
pub use endpoint::{ApiServer, Endpoint, Node};
pub use event::{EVENT_NAMES, RawEvent, TOO_LARGE, is_respelt, read_event};
pub use host::BadAddress;
pub use request::{
    Admission, Method, PinHeader, Request, check_join, end_session, events_url, frame_url,
    new_session, participants, refresh_session, service_status,
};
pub use roster::{read_participants, read_service_status};
pub use secret::{Password, Pin, Token};
pub use sse::Parser;
