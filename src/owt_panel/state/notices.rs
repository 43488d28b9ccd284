//! What is told in passing.

use std::sync::Arc;

use owt::{Failure, InRoom};

use super::super::client::Trouble;

/// What is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A room was made.
    Made(String),
    /// A room was changed.
    Saved(String),
    /// A room is gone.
    Deleted(String),
    /// A room wasn't deleted.
    NotDeleted(String, Trouble),
    /// A command failed.
    NotDone {
        /// What was asked.
        ask: InRoom,
        /// Whom or what it was about.
        name: Arc<str>,
        /// Why.
        why: Failure,
    },
}
