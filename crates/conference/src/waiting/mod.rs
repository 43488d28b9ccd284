//! Who waits to be let in, in which line: who may always come in, and when a host is told of a knock.

mod always;
mod knocks;
mod lines;

pub use always::{AlwaysAdmitted, KnownBy, Regular};
pub use knocks::Knocks;
pub use lines::{WaitingLine, waiting_lines};
