//! What is told to [`super::Listening`], and what it wants.

use crate::answer::PortalToken;
use crate::ask::NewToken;
use crate::live::List;
use crate::portal::{LoginResult, PortalEvent};
use crate::room::Room;
use std::sync::Arc;

/// Something that matters for it.
#[derive(Debug)]
pub enum ListeningInput<'a> {
    /// It is [`super::Listening::wake_at_ms`].
    Wake,
    /// Who is in, without this panel; `None` = the server doesn't say.
    Seats(Option<Seats>),
    /// The answer to [`ListeningOutput::ReadRoom`]; `None` = there is none.
    Room(Option<&'a Room>),
    /// The answer to [`ListeningOutput::MakeToken`]; `None` = there is none.
    Token(Option<PortalToken>),
    /// The socket says this.
    Text(&'a str),
    /// The socket is closed, or couldn't be opened.
    Closed,
    /// A list has somebody or something come or gone that the portal tells of, and told nothing of.
    Contradicted,
    /// The device has a network, or hasn't.
    Online(bool),
    /// The page is seen, or isn't.
    Visible(bool),
}

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListeningOutput {
    /// Read how the room is configured.
    ReadRoom,
    /// Make a token for the panel itself.
    MakeToken(NewToken),
    /// Open a socket at this address.
    Open(String),
    /// Say this to it.
    Send(String),
    /// Close it.
    Close,
    /// The panel is in, and is told everything at once.
    In(LoginResult),
    /// Something happened in the room.
    Told(PortalEvent),
}

/// Who is in a room besides this panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Who isn't a panel, by the name.
    pub people: usize,
    /// Other panels.
    pub panels: usize,
}

/// What a room's portal tells of: it may be configured to tell of neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two lists of a room that it can tell of")]
pub struct Tells {
    pub people: bool,
    pub streams: bool,
}

impl Tells {
    /// Returns whether it is told what becomes of this list.
    pub fn of(self, list: List) -> bool {
        match list {
            List::Participants => self.people,
            List::Streams => self.streams,
            _ => false,
        }
    }
}

/// How far the panel is in the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hearing {
    /// It isn't.
    #[default]
    Out,
    /// It may be: it has asked, and doesn't know yet under which id.
    Entering,
    /// It is, and hears this.
    In(Tells),
}

/// Why the panel isn't in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyOut {
    /// It is about to go in.
    NotYet,
    /// The device has no network.
    Offline,
    /// Nobody looks at the page.
    Hidden,
    /// It isn't known who is in.
    NotKnown,
    /// Nobody is in who could be heard of.
    Nobody,
    /// The last place is left to somebody else.
    Full,
    /// The room couldn't be read.
    NoRoom,
    /// The room has no role to go in with.
    NoRole,
    /// The room is configured to tell nothing.
    Untold,
    /// The server makes no token.
    NoToken,
    /// The token names no portal that may be reached: none, or one without TLS on another machine than the API's.
    NoAddress,
    /// The portal couldn't be reached.
    Unreachable,
    /// The portal didn't answer in time.
    Late,
    /// The portal didn't let the panel in; its words are safe to show, and may be empty.
    Refused(Arc<str>),
    /// The connection broke.
    Closed,
    /// Nothing came for longer than the portal may be silent.
    Silent,
    /// The portal told nothing of what the lists have.
    Deaf,
    /// Somebody removed the panel, or the room ended.
    Dropped,
}

/// How it went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListeningCounts {
    /// How often the panel went in.
    pub entered: u32,
    /// How often it was lost.
    pub lost: u32,
    /// How often it couldn't go in.
    pub failed: u32,
    /// Events that were told.
    pub events: u32,
    /// Events that say nothing that is known here, or too much.
    pub unread: u32,
}
