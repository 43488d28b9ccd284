//! Commands about one participant.

use crate::world::command::CommandRequest;
use crate::world::fields::{Fields, bad_request};
use crate::world::person::Person;
use crate::world::request::Reply;
use crate::world::room::Room;
use serde_json::{Value, json};

/// Returns the answer for a uuid that nobody has. Not 404, which says that a server lacks the command.
pub fn unknown() -> Reply {
    Reply::failed(200, "Participant not found")
}

/// Changes the person in the path, tells everybody, and keeps the script's hands off them from then on.
///
/// # Errors
/// Nobody has that uuid.
pub fn change(
    room: &mut Room,
    command: &CommandRequest,
    with: impl FnOnce(&mut Person),
) -> Result<Reply, Reply> {
    let person = room.person_mut(&command.person).ok_or_else(unknown)?;
    person.scripted = false;
    with(person);
    room.publish(&command.person);
    Ok(Reply::success(true))
}

/// `disconnect`: out. Of someone who waits: refused. The result is null, as deployed servers answer.
pub fn disconnect(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    if room.disconnect_person(&command.person, "API initiated participant disconnect") {
        Ok(Reply::success(Value::Null))
    } else {
        Err(unknown())
    }
}

/// `mute`
pub fn mute(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("is_muted", "YES"))
}

/// `unmute`
pub fn unmute(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("is_muted", "NO"))
}

/// `allowrxpresentation`
pub fn allow_presentation(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| {
        person.set("rx_presentation_policy", "ALLOW")
    })
}

/// `denyrxpresentation`
pub fn deny_presentation(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| {
        person.set("rx_presentation_policy", "DENY")
    })
}

/// `spotlighton`: the stamp is in whole seconds, so two within one second tie.
pub fn spotlight_on(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let seconds = room.now / 1000;
    change(room, command, |person| {
        if person.spotlight() <= 0.0 {
            person.set("spotlight", seconds);
        }
    })
}

/// `spotlightoff`
pub fn spotlight_off(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("spotlight", 0))
}

/// `unlock`: lets in somebody who waits. The result is false where they don't.
pub fn unlock(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let person = room.person_mut(&command.person).ok_or_else(unknown)?;
    person.scripted = false;
    Ok(Reply::success(room.admit(&command.person)))
}

/// Reads the tones of a `dtmf`.
///
/// # Errors
/// The reply that refuses them.
pub fn digits(command: &CommandRequest) -> Result<(), Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let digits = fields.non_empty("digits")?;
    if !digits.chars().all(|c| "0123456789*#ABCDabcd,".contains(c)) {
        return Err(bad_request(
            "the field \"digits\" may hold 0-9, *, #, A-D and commas",
        ));
    }
    Ok(())
}

/// `dtmf`
pub fn dtmf(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    digits(command)?;
    room.person(&command.person).ok_or_else(unknown)?;
    Ok(Reply::success(true))
}

/// `role`
pub fn role(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let role = fields.choice("role", &["chair", "guest"])?;
    change(room, command, |person| person.set("role", role))
}

/// `transfer`: off to another room, as a host unless the role says something else.
pub fn transfer(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let host = super::role(room, &fields)? == "chair";
    let alias = fields.non_empty("conference_alias")?;
    fields.optional("pin")?;
    if room.transfer(&command.person, alias, host) {
        Ok(Reply::success(true))
    } else {
        Err(unknown())
    }
}

/// `overlaytext` (`override_text` in the private edition): the caption under the picture.
pub fn overlay_text(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let text = json!(fields.text("text")?);
    change(room, command, |person| person.set("overlay_text", text))
}
