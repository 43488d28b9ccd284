//! What each command does to a room.

pub mod access;
pub mod beyond;
pub mod calls;
pub mod check_join;
pub mod conference;
pub mod participant;

use super::fields::Fields;
use super::forms::OldForm;
use super::request::Reply;
use super::room::Room;

/// Returns the role that `dial` and `transfer` give somebody: a host's unless they say something else.
fn role(room: &Room, fields: &Fields) -> Result<&'static str, Reply> {
    let known = &["guest", "chair"];
    if room.old(OldForm::RoleRequired) {
        return fields.choice("role", known);
    }
    Ok(fields.optional_choice("role", known)?.unwrap_or("chair"))
}
