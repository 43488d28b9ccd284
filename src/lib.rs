//! The panel: what a meeting's host sees and presses.
//!
//! Dependencies point one way: this package knows `session`, which knows `wire` and `conference`; nothing knows this one.

pub mod address;
mod ahead;
pub mod app;
mod calls;
pub mod config;
pub mod connect;
pub mod driver;
pub mod i18n;
pub mod reactive;
mod rehearsal;
pub mod room;
pub mod state;
pub mod transport;
pub mod ui;

/// The texts by name, made by `build.rs`.
#[allow(missing_docs, non_camel_case_types, non_upper_case_globals)]
pub mod texts {
    use crate::i18n::{Word, fill};

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
