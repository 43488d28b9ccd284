//! What a command is: where it stands in a path, who may use it, and what it gets. The table of all of them is in `route`.

use super::request::{Reply, Request};
use super::room::Room;
use super::template::Template;

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
    /// Returns the name that a fault knows it by.
    pub fn name(self) -> &'static str {
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
    /// Anybody: the command looks after credentials itself.
    Unchecked,
    /// Any living token.
    Session,
    /// A host's token.
    Host,
    /// A host's token, or a guest's for their own row.
    HostOrSelf,
}

/// Which edition of the server has a command (the document's last table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Every edition.
    Every,
    /// The public one.
    Public,
    /// The private one.
    Private,
    /// Those in which layouts can be set.
    WithLayouts,
}

/// A request on its way into a command.
#[derive(Debug)]
pub struct CommandRequest<'a> {
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

/// Carries a command out.
///
/// # Errors
/// The reply that refuses it.
pub type Handler = fn(&mut Room, &CommandRequest) -> Result<Reply, Reply>;

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
    /// Which edition has it.
    pub edition: Edition,
    /// What it does.
    pub run: Handler,
}

impl Command {
    /// Returns whether the edition of a room has it.
    pub fn is_offered(&self, template: &Template) -> bool {
        match self.edition {
            Edition::Every => true,
            Edition::Public => !template.private,
            Edition::Private => template.private,
            Edition::WithLayouts => template.layouts,
        }
    }
}
