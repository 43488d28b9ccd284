//! The meeting-control API: requests, answers and events to and from the types of `conference`.
//!
//! Only this crate knows field names, spellings and quirks, and only this crate builds addresses. Nothing here sends
//! anything: a [`Request`] is made, whoever has a network sends it, and the matching `read_…` makes sense of the
//! [`Reply`]. A second server dialect is a second set of such functions.

mod answer;
mod endpoint;
mod event;
mod host;
mod lenient;
mod percent;
mod request;
mod script;
mod secret;
mod site;
mod sse;

pub use answer::{
    Admitted, JoinInfo, Question, Refreshed, Refusal, RefusalKind, Reply, SessionInfo, StartedCall,
    read_call, read_check_join, read_dial, read_done, read_new_session, read_participants,
    read_refresh, read_service_status,
};
pub use endpoint::{ApiServer, Endpoint, Node};
pub use event::{
    EVENT_NAMES, RawEvent, Referral, TOO_LARGE, is_respelt, read_event, read_referral,
};
pub use host::BadAddress;
pub use request::{
    Admission, Call, Dialect, Method, PinHeader, Request, ack_call, check_join, command,
    command_word, end_call, end_session, events_url, frame_url, new_session, participants,
    refresh_session, service_status, start_call,
};
pub use secret::{Password, Pin, Token};
pub use site::InsecureOrigins;
pub use sse::{Parser, is_event_stream};
