//! Commands of the vendor's own clients that the document doesn't have. What they do to a row is told by the vendor for
//! `v_muted`, `ear_muted` and `delay_time` alone; the other fields are made up here (see the README).

use super::calls::no_call;
use super::participant::{change, digits, unknown};
use crate::world::command::CommandRequest;
use crate::world::person::Person;
use crate::world::request::Reply;
use crate::world::room::Room;
use serde_json::json;

/// By how much somebody's play is delayed (s), unless the delay is cancelled.
const DELAY_SECONDS: u64 = 10;

/// `start_service` of the private edition: there so that nothing breaks, and without effect.
pub fn start_nothing(_: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    Ok(Reply::success(true))
}

fn keep(room: &mut Room, with: impl FnOnce(&mut Room)) -> Result<Reply, Reply> {
    with(room);
    room.emit("service_update", Some(&room.status()));
    Ok(Reply::success(true))
}

/// `record`
pub fn record(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    keep(room, |room| room.records = true)
}

/// `unrecord`
pub fn stop_recording(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    keep(room, |room| room.records = false)
}

/// `live`
pub fn go_live(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    keep(room, |room| room.streams_live = true)
}

/// `unlive`
pub fn stop_live(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    keep(room, |room| room.streams_live = false)
}

/// `hard_vmute`; `camera_disable` in the private edition.
pub fn bar_camera(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("v_muted", 1))
}

/// `hard_uvmute`; `camera_enable` in the private edition.
pub fn allow_camera(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("v_muted", 0))
}

/// `mutear`: hears nobody.
pub fn deafen(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("ear_muted", "YES"))
}

/// `unmutear`
pub fn undeafen(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("ear_muted", "NO"))
}

/// `muteye`: sees nobody.
pub fn blind(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("eye_muted", "YES"))
}

/// `umuteye`
pub fn unblind(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("eye_muted", "NO"))
}

/// `stick`: pinned in the picture.
pub fn stick(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("stick", "YES"))
}

/// `unstick`
pub fn unstick(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("stick", "NO"))
}

/// `cancel_delay`
pub fn cancel_delay(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| person.set("delay_time", 0))
}

/// `resume_delay`
pub fn resume_delay(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, |person| {
        person.set("delay_time", DELAY_SECONDS)
    })
}

/// `raisehand`: one's own.
pub fn raise_hand(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let seconds = room.now / 1000;
    change(room, command, |person| {
        person.set("hand_raised", "YES");
        person.set("hand_raised_time", seconds);
    })
}

fn lower(person: &mut Person) {
    person.set("hand_raised", "NO");
    person.set("hand_raised_time", 0);
}

/// `clearhand`
pub fn clear_hand(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    change(room, command, lower)
}

/// `clearallhand`
pub fn clear_all_hands(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    let raised = room.people.iter().filter(|p| p.flag("hand_raised"));
    let raised: Vec<String> = raised.map(|p| p.uuid().to_owned()).collect();
    for uuid in raised {
        if let Some(person) = room.person_mut(&uuid) {
            lower(person);
        }
        room.publish(&uuid);
    }
    Ok(Reply::success(true))
}

fn set_hold(room: &mut Room, command: &CommandRequest, on: bool) -> Result<Reply, Reply> {
    room.person(&command.person).ok_or_else(unknown)?;
    room.emit_to(&command.person, "on_hold", Some(&json!({"setting": on})));
    Ok(Reply::success(true))
}

/// `hold`: only the one held is told.
pub fn hold(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    set_hold(room, command, true)
}

/// `resume`
pub fn resume(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    set_hold(room, command, false)
}

/// `calls/{id}/dtmf`
pub fn dtmf(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    digits(command)?;
    let person = room.person(&command.person).ok_or_else(unknown)?;
    let mut calls = person.calls.iter();
    if !calls.any(|known| known.uuid == command.call) {
        return Err(no_call());
    }
    Ok(Reply::success(true))
}
