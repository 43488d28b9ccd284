//! Commands about one participant.

use crate::world::fields::{Fields, bad};
use crate::world::person::Person;
use crate::world::request::Reply;
use crate::world::room::Room;
use crate::world::route::Call;
use serde_json::{Value, json};

/// The answer for a uuid that nobody has. Not 404, which says that a server lacks the command.
pub fn unknown() -> Reply {
    Reply::failed(200, "Participant not found")
}

/// Changes the person in the path, tells everybody, and keeps the script's hands off them from then on.
fn change(room: &mut Room, call: &Call, with: impl FnOnce(&mut Person)) -> Result<Reply, Reply> {
    let person = room.person_mut(&call.person).ok_or_else(unknown)?;
    person.scripted = false;
    with(person);
    room.publish(&call.person);
    Ok(Reply::success(true))
}

/// `disconnect`: out. Of someone who waits: refused. The result is null, as deployed servers answer.
pub fn disconnect(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    if room.put_out(&call.person, "API initiated participant disconnect") {
        Ok(Reply::success(Value::Null))
    } else {
        Err(unknown())
    }
}

/// `mute`
pub fn mute(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    change(room, call, |person| person.set("is_muted", "YES"))
}

/// `unmute`
pub fn unmute(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    change(room, call, |person| person.set("is_muted", "NO"))
}

/// `allowrxpresentation`
pub fn allow_presentation(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    change(room, call, |person| {
        person.set("rx_presentation_policy", "ALLOW")
    })
}

/// `denyrxpresentation`
pub fn deny_presentation(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    change(room, call, |person| {
        person.set("rx_presentation_policy", "DENY")
    })
}

/// `spotlighton`: the stamp is in whole seconds, so two within one second tie.
pub fn spotlight_on(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let seconds = room.now / 1000;
    change(room, call, |person| {
        if person.spotlight() <= 0.0 {
            person.set("spotlight", seconds);
        }
    })
}

/// `spotlightoff`
pub fn spotlight_off(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    change(room, call, |person| person.set("spotlight", 0))
}

/// `unlock`: lets in somebody who waits. The result is false where they don't.
pub fn unlock(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let person = room.person_mut(&call.person).ok_or_else(unknown)?;
    person.scripted = false;
    Ok(Reply::success(room.admit(&call.person)))
}

/// `dtmf`
pub fn dtmf(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let fields = Fields::parse(&call.request.body)?;
    let digits = fields.filled("digits")?;
    if !digits.chars().all(|c| "0123456789*#ABCDabcd,".contains(c)) {
        return Err(bad(
            "the field \"digits\" may hold 0-9, *, #, A-D and commas",
        ));
    }
    room.person(&call.person).ok_or_else(unknown)?;
    Ok(Reply::success(true))
}

/// `role`
pub fn role(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let fields = Fields::parse(&call.request.body)?;
    let role = fields.choice("role", &["chair", "guest"])?;
    change(room, call, |person| person.set("role", role))
}

/// `transfer`: off to another room, which is another node's business.
pub fn transfer(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let fields = Fields::parse(&call.request.body)?;
    fields.choice("role", &["chair", "guest"])?;
    fields.filled("conference_alias")?;
    fields.optional("pin")?;
    if room.put_out(&call.person, "Transferred to another conference") {
        Ok(Reply::success(true))
    } else {
        Err(unknown())
    }
}

/// `overlaytext` (`override_text` in the private edition): the caption under the picture.
pub fn overlay_text(room: &mut Room, call: &Call) -> Result<Reply, Reply> {
    let fields = Fields::parse(&call.request.body)?;
    let text = json!(fields.text("text")?);
    change(room, call, |person| person.set("overlay_text", text))
}
