//! What stands on the wire: the only place that knows names of methods, fields and quirks.

mod answer;
mod message;
mod notification;
mod request;

pub use answer::{Answer, ServerError};
pub use message::{Message, read_message};
pub use notification::{Notification, Stamp};
pub use request::Request;
