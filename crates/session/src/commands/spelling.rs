//! Some servers know a command in another spelling, and say so before they do anything.

use super::Commands;
use crate::Session;
use conference::{Audience, Command, Edition, LayoutRequest};
use wire::Dialect;

impl Commands {
    /// A command was understood in this spelling, where it needed one of its own.
    pub fn learn(&mut self, spelling: Option<Dialect>) {
        self.learned = spelling.or(self.learned);
    }
}

impl Session {
    /// Returns how this server spells commands: as was learned by being refused, or as its edition does, as far as that can be told by
    /// fields that only one of them has. What is presumed forbids nothing: where it is refused the other spelling is tried.
    pub(crate) fn dialect(&self) -> Dialect {
        self.commands.learned.unwrap_or_else(|| Dialect {
            camera_switch: self.edition() == Some(Edition::Private),
            ..Dialect::default()
        })
    }

    /// Returns the server's edition, as far as that can be told by fields that only one of them has.
    pub(crate) fn edition(&self) -> Option<Edition> {
        let meeting = self.room.conference.meeting();
        if self.info().is_some_and(|info| info.is_public) {
            Some(Edition::Public)
        } else if meeting.recording.is_some() || meeting.live.is_some() {
            Some(Edition::Private)
        } else {
            None
        }
    }
}

/// Returns the spelling in which a command that was refused is to be tried, if there is another one.
pub(super) fn other_spelling(command: &Command, status: u16, known: Dialect) -> Option<Dialect> {
    match command {
        Command::OverlayText(..) if status == 404 => Some(Dialect {
            override_text: !known.override_text,
            ..known
        }),
        Command::BlockCamera(_) | Command::AllowCamera(_) if status == 404 => Some(Dialect {
            camera_switch: !known.camera_switch,
            ..known
        }),
        Command::OverrideLayout(asked)
            if status == 400 && !known.plus_n_refused && asked.iter().any(counts_rest) =>
        {
            Some(Dialect {
                plus_n_refused: true,
                ..known
            })
        }
        _ => None,
    }
}

/// Whether `plus_n: "auto"` goes out for hosts, which some servers refuse.
fn counts_rest(asked: &LayoutRequest) -> bool {
    asked.audience == Audience::Hosts && asked.plus_n && asked.actors.is_empty()
}

/// Returns `true` if a 404 is about whom or what was named ("Participant not found", "Neither conference nor gateway found").
pub(super) fn is_about_its_object(words: &str) -> bool {
    let objects = ["articipant", "onference", "ateway", "estination", "lias"];
    objects.iter().any(|object| words.contains(object))
}
