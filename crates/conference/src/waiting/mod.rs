//! Who waits to be let in: who may always come in, and when a host is told of a knock.

mod always;
mod knocks;

pub use always::{AlwaysAdmitted, KnownBy, Regular};
pub use knocks::Knocks;
