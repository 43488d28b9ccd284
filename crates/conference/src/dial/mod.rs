//! Calling out (`dial`): what is typed is judged before anything is sent.

mod destination;
mod form;
mod request;
mod typed;

pub(crate) use destination::without_scheme;
pub use destination::{DialProblem, check_tones, parse_destination};
pub use form::{DialForm, DialFormProblems};
pub use request::{CallType, Dial, DialProtocol, KeepAlive};
pub use typed::TypedDestination;
