//! Which path is which command, who may use it, and which edition of the server has it.

use super::command::{Command, Edition, Level, Rights};
use super::commands::{access, beyond, calls, conference, participant};
use super::forms::OldForm;
use super::request::percent_decode;
use super::room::Room;

/// What stands before the room in every command's path.
pub const SERVICES_PREFIX: &str = "/api/services/";
/// The API server's only path.
pub const CHECK_JOIN_PATH: &str = "/api/v3/meet/checkJoin.shtml";

macro_rules! commands {
    ($($level:ident $method:ident $name:literal $rights:ident $edition:ident $run:path;)*) => {
        &[$(Command {
            level: Level::$level,
            name: $name,
            method: stringify!($method),
            rights: Rights::$rights,
            edition: Edition::$edition,
            run: $run,
        }),*]
    };
}

/// Every command of the document.
pub static COMMANDS: &[Command] = commands! {
    Room POST "new_session" Unchecked Every access::new_session;
    Room POST "refresh_session" Unchecked Every access::refresh_session;
    Room POST "end_session" Unchecked Every access::end_session;
    Room GET "events" Unchecked Every access::events;
    Room GET "presentation.jpeg" Unchecked Every access::presentation_jpeg;
    Room POST "dial" Host Every conference::dial;
    Room GET "service_status" Session Every conference::service_status;
    Room POST "lock" Host Every conference::lock;
    Room POST "unlock" Host Every conference::unlock;
    Room POST "start_service" Host Public conference::start_service;
    Room POST "muteguests" Host Every conference::mute_guests;
    Room POST "unmuteguests" Host Every conference::unmute_guests;
    Room POST "disconnect" Host Every conference::disconnect;
    Room POST "message" Session Every conference::message;
    Room GET "participants" Session Every conference::participants;
    Room POST "override_layout" Host WithLayouts conference::override_layout;
    Participant POST "disconnect" Host Every participant::disconnect;
    Participant POST "mute" Host Every participant::mute;
    Participant POST "unmute" Host Every participant::unmute;
    Participant POST "allowrxpresentation" Host Every participant::allow_presentation;
    Participant POST "denyrxpresentation" Host Every participant::deny_presentation;
    Participant POST "spotlighton" Host Public participant::spotlight_on;
    Participant POST "spotlightoff" Host Public participant::spotlight_off;
    Participant POST "unlock" Host Public participant::unlock;
    Participant POST "dtmf" Host Every participant::dtmf;
    Participant POST "role" Host Public participant::role;
    Participant POST "transfer" Host Public participant::transfer;
    Participant POST "overlaytext" Host Public participant::overlay_text;
    Participant POST "override_text" Host Private participant::overlay_text;
    Participant POST "calls" HostOrSelf Every calls::calls;
    Call POST "ack" HostOrSelf Every calls::ack;
    Call POST "disconnect" HostOrSelf Every calls::disconnect;
};

/// Commands that the document doesn't have, and the vendor's own clients do.
pub static BEYOND: &[Command] = commands! {
    Room POST "start_service" Host Private beyond::start_nothing;
    Room POST "record" Host Private beyond::record;
    Room POST "unrecord" Host Private beyond::stop_recording;
    Room POST "live" Host Private beyond::go_live;
    Room POST "unlive" Host Private beyond::stop_live;
    Room POST "clearallhand" Host Public beyond::clear_all_hands;
    Participant POST "overlaytext" Host Private participant::overlay_text;
    Participant POST "camera_disable" Host Private beyond::bar_camera;
    Participant POST "camera_enable" Host Private beyond::allow_camera;
    Participant POST "hard_vmute" Host Public beyond::bar_camera;
    Participant POST "hard_uvmute" Host Public beyond::allow_camera;
    Participant POST "mutear" Host Public beyond::deafen;
    Participant POST "unmutear" Host Public beyond::undeafen;
    Participant POST "muteye" Host Public beyond::blind;
    Participant POST "umuteye" Host Public beyond::unblind;
    Participant POST "hold" Host Public beyond::hold;
    Participant POST "resume" Host Public beyond::resume;
    Participant POST "stick" Host Public beyond::stick;
    Participant POST "unstick" Host Public beyond::unstick;
    Participant POST "raisehand" HostOrSelf Public beyond::raise_hand;
    Participant POST "clearhand" HostOrSelf Public beyond::clear_hand;
    Participant POST "cancel_delay" Host Public beyond::cancel_delay;
    Participant POST "resume_delay" Host Public beyond::resume_delay;
    Call POST "dtmf" HostOrSelf Every beyond::dtmf;
};

/// A command's path, taken apart.
#[derive(Debug)]
pub struct Route {
    /// The room's number or address, decoded.
    pub room: String,
    /// The participant, decoded; "" where there is none.
    pub person: String,
    /// The call, decoded; "" where there is none.
    pub call: String,
    /// Where the command stands.
    pub level: Level,
    /// The command's name as it came.
    pub name: String,
}

impl Route {
    /// Takes a path apart; `None` where it has no command's form.
    pub fn parse(path: &str) -> Option<Route> {
        let rest = path.strip_prefix(SERVICES_PREFIX)?;
        let segments: Vec<String> = rest.split('/').map(percent_decode).collect();
        let (room, person, call, level, name) = match segments.as_slice() {
            [room, name] => (room, "", "", Level::Room, name),
            [room, list, person, name] if list == "participants" => {
                (room, person.as_str(), "", Level::Participant, name)
            }
            [room, list, person, calls, call, name]
                if list == "participants" && calls == "calls" =>
            {
                (room, person.as_str(), call.as_str(), Level::Call, name)
            }
            _ => return None,
        };
        Some(Route {
            room: room.clone(),
            person: person.to_owned(),
            call: call.to_owned(),
            level,
            name: name.clone(),
        })
    }

    /// Returns the command of this name at this level, if the room's edition has one.
    pub fn command(&self, room: &Room) -> Option<&'static Command> {
        let beyond = match room.old(OldForm::DocumentCommands) {
            true => &[],
            false => BEYOND,
        };
        COMMANDS
            .iter()
            .chain(beyond)
            .find(|c| c.level == self.level && c.name == self.name && c.is_offered(room.template))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Settings, World};

    #[test]
    fn paths_are_taken_apart() {
        let mut world = World::new(Settings::default(), 0);
        let room = world.room("1234").unwrap();
        let check = |path: &str, expected: Option<(&str, &str, bool)>| {
            let route = Route::parse(path);
            let found = route
                .as_ref()
                .map(|r| (r.room.as_str(), r.name.as_str(), r.command(room).is_some()));
            assert_eq!(found, expected, "{path}");
        };
        check("/api/services/1234/lock", Some(("1234", "lock", true)));
        check(
            "/api/services/a%40b.cn/dial",
            Some(("a@b.cn", "dial", true)),
        );
        check("/api/services/a%2Fb+c/dial", Some(("a/b+c", "dial", true)));
        check(
            "/api/services/1/participants/u/mute",
            Some(("1", "mute", true)),
        );
        check(
            "/api/services/1/participants/u/calls/c/ack",
            Some(("1", "ack", true)),
        );
        check("/api/services/1/mute", Some(("1", "mute", false)));
        check("/api/services/1", None);
        check("/api/services/1/people/u/mute", None);
        check("/elsewhere", None);
    }
}
