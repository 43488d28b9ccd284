//! Recording and going live: calls to an RTMP target, recognised in the roster by the name of their row. The private edition
//! has commands for them instead, and tells in the meeting's state how they stand.

use crate::{Capability, Command, Dial, DialProtocol, Meeting, Participant, ParticipantId};

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// A recorder.
    Recording,
    /// A live stream.
    Live,
}

impl StreamKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Recording, Self::Live];

    /// Returns what the row of such a stream is called, as in the vendor's own clients.
    pub const fn row_name(self) -> &'static str {
        match self {
            Self::Recording => "anonymous_recorder",
            Self::Live => "anonymous_living",
        }
    }

    /// Returns the kind of a stream whose row is called so.
    pub fn of_row_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.row_name() == name)
    }

    /// Returns what this session must be allowed to do.
    pub const fn capability(self) -> Capability {
        match self {
            Self::Recording => Capability::Record,
            Self::Live => Capability::Live,
        }
    }

    /// Returns the command that starts it, to an `rtmp://` or `rtmps://` URL.
    pub fn start_command(self, target_url: &str) -> Command {
        Command::Dial(Box::new(Dial {
            name: Some(self.row_name().into()),
            ..Dial::to(target_url, DialProtocol::Rtmp)
        }))
    }

    /// Returns the private edition's commands that start and end it.
    pub const fn switches(self) -> [Command; 2] {
        match self {
            Self::Recording => [Command::StartRecording, Command::StopRecording],
            Self::Live => [Command::StartLive, Command::StopLive],
        }
    }

    /// Returns whether it is under way by the meeting's state; `None` = the server doesn't tell, as in the public edition.
    pub const fn state_in(self, meeting: &Meeting) -> Option<bool> {
        match self {
            Self::Recording => meeting.recording,
            Self::Live => meeting.live,
        }
    }

    /// Returns the row of the stream under way, the newest where there are several.
    pub fn find_row<'a>(
        self,
        people: impl IntoIterator<Item = &'a Participant>,
    ) -> Option<&'a ParticipantId> {
        let rows = people.into_iter();
        rows.filter(|person| person.is_helper() && *person.name == *self.row_name())
            .last()
            .map(|person| &person.id)
    }

    /// Returns whether it is being started or stopped, given the row under way and the commands that are.
    pub fn is_pending<'a>(
        self,
        row: Option<&ParticipantId>,
        pending: impl IntoIterator<Item = &'a Command>,
    ) -> bool {
        pending.into_iter().any(|command| match command {
            Command::Dial(dial) => dial.name.as_deref() == Some(self.row_name()),
            Command::Disconnect(id) => row == Some(id),
            command => self.switches().contains(command),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_row_is_found_by_name() {
        let person = |id: &str, name: &str| Participant {
            name: name.into(),
            streaming: id != "guest",
            ..Participant::unknown(ParticipantId::new(id))
        };
        let people = [
            person("a", "Ann"),
            person("r", "anonymous_recorder"),
            person("s", "anonymous_recorder"),
            person("guest", "anonymous_recorder"),
        ];
        let check = |kind: StreamKind, expect: Option<&str>| {
            assert_eq!(kind.find_row(&people).map(ParticipantId::as_str), expect);
            assert_eq!(StreamKind::of_row_name(kind.row_name()), Some(kind));
        };
        check(StreamKind::Recording, Some("s"));
        check(StreamKind::Live, None);
    }

    #[test]
    fn it_is_pending_while_its_command_is() {
        let row = ParticipantId::new("r");
        let start = StreamKind::Recording.start_command("rtmp://x/y");
        let stop = Command::Disconnect(row.clone());
        let check = |kind: StreamKind, row: Option<&ParticipantId>, command: &Command, expect| {
            assert_eq!(kind.is_pending(row, [command]), expect, "{command:?}");
        };
        for kind in StreamKind::ALL {
            for switch in kind.switches() {
                check(kind, None, &switch, true);
            }
        }
        check(StreamKind::Live, None, &Command::StopRecording, false);
        check(StreamKind::Recording, None, &start, true);
        check(StreamKind::Live, None, &start, false);
        check(StreamKind::Recording, Some(&row), &stop, true);
        check(StreamKind::Recording, None, &stop, false);
        check(StreamKind::Recording, Some(&row), &Command::Lock, false);
    }
}
