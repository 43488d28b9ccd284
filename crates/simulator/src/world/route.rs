//! Which path is which command, and who may use it.

use super::commands::{access, calls, conference, participant};
use super::request::{Reply, Request, decode};
use super::room::Room;
use super::template::Template;

/// What stands before the room in every command's path.
pub const SERVICES: &str = "/api/services/";
/// The API server's only path.
pub const CHECK_JOIN: &str = "/api/v3/meet/checkJoin.shtml";

/// Where in the path a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `{room}/{command}`
    Room,
    /// `{room}/participants/{uuid}/{command}`
    Participant,
    /// `{room}/participants/{uuid}/calls/{call}/{command}`
    Call,
}

impl Level {
    /// The word that a fault names it by.
    pub fn word(self) -> &'static str {
        match self {
            Level::Room => "room",
            Level::Participant => "participant",
            Level::Call => "call",
        }
    }
}

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// The command looks after its credentials itself.
    Own,
    /// Any living token.
    Session,
    /// A host's token.
    Host,
    /// A host's token, or a guest's for their own row.
    HostOrSelf,
}

/// Which edition of the server has a command (the document's last table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edition {
    Every,
    Public,
    Private,
    WithLayouts,
}

/// A request on its way into a command.
#[derive(Debug)]
pub struct Call<'a> {
    /// The request.
    pub request: &'a Request,
    /// The caller's row; "" for commands that look after credentials themselves.
    pub caller: String,
    /// The participant in the path; "" where there is none.
    pub person: String,
    /// The call in the path; "" where there is none.
    pub call: String,
    /// A free number for an event stream.
    pub stream: u64,
}

/// A command: an answer, or a refusal.
pub type Handler = fn(&mut Room, &Call) -> Result<Reply, Reply>;

/// A line of the command table.
#[derive(Debug)]
pub struct Command {
    /// Where it stands in the path.
    pub level: Level,
    /// Its name on the wire.
    pub name: &'static str,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Who may use it.
    pub rights: Rights,
    edition: Edition,
    /// What it does.
    pub run: Handler,
}

impl Command {
    /// Whether this room's edition has it.
    pub fn offered(&self, template: &Template) -> bool {
        match self.edition {
            Edition::Every => true,
            Edition::Public => !template.private,
            Edition::Private => template.private,
            Edition::WithLayouts => template.layouts,
        }
    }
}

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
    Room POST "new_session" Own Every access::new_session;
    Room POST "refresh_session" Own Every access::refresh_session;
    Room POST "end_session" Own Every access::end_session;
    Room GET "events" Own Every access::events;
    Room GET "presentation.jpeg" Own Every access::presentation_jpeg;
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
        let rest = path.strip_prefix(SERVICES)?;
        let segments: Vec<String> = rest.split('/').map(decode).collect();
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

    /// The command of this name at this level.
    pub fn command(&self) -> Option<&'static Command> {
        COMMANDS
            .iter()
            .find(|c| c.level == self.level && c.name == self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        let check = |path: &str, expected: Option<(&str, &str, bool)>| {
            let route = Route::parse(path);
            let found = route
                .as_ref()
                .map(|r| (r.room.as_str(), r.name.as_str(), r.command().is_some()));
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
