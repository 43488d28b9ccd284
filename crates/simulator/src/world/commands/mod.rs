//! What each command does to a room.

pub mod access;
pub mod calls;
pub mod check_join;
pub mod conference;
pub mod participant;
