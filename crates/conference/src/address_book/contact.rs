//! Somebody whom a host calls often.

use crate::dial::{DialProblem, parse_destination, without_scheme};
use crate::{CallType, Dial, DialProtocol, Participant, Role, clean_name};
use std::sync::Arc;

/// What the cells of a contact are called, in the order of a table's columns.
pub const COLUMNS: [&str; 7] = [
    "name",
    "address",
    "protocol",
    "role",
    "groups",
    "call_type",
    "streaming",
];

/// Somebody to call, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Their name; empty = their address stands for it.
    pub name: Arc<str>,
    /// Address, number or URL; right for the protocol.
    pub address: Arc<str>,
    /// Protocol.
    pub protocol: DialProtocol,
    /// Role in the meeting.
    pub role: Role,
    /// Groups, as typed: names with commas between them.
    pub groups: Arc<str>,
    /// What the call carries.
    pub call_type: CallType,
    /// An RTMP call as a stream.
    pub streaming: bool,
}

impl Contact {
    /// Makes a contact of its cells, in the order of [`COLUMNS`]; what isn't known is as usual.
    ///
    /// # Errors
    /// Why the address can't be called, or that characters were lost on the way.
    pub fn from_cells(cells: &[String; 7]) -> Result<Self, DialProblem> {
        let [name, address, protocol, role, groups, call_type, streaming] = cells;
        if cells
            .iter()
            .any(|cell| cell.contains(char::REPLACEMENT_CHARACTER))
        {
            return Err(DialProblem::CharactersLost);
        }
        let word = protocol.trim().to_ascii_lowercase().replace('.', "");
        let protocol = DialProtocol::of_word(&word).unwrap_or_default();
        let clean = |text: &str| Arc::from(&*clean_name(text));
        Ok(Self {
            name: clean(name),
            address: parse_destination(protocol, address)?.into(),
            protocol,
            role: Role::of_word(role.trim()).unwrap_or_default(),
            groups: clean(groups),
            call_type: CallType::of_word(call_type.trim()).unwrap_or_default(),
            streaming: match streaming.trim() {
                "yes" => true,
                "no" => false,
                _ => protocol == DialProtocol::Rtmp,
            },
        })
    }

    /// Returns the cells, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [&str; 7] {
        [
            &self.name,
            &self.address,
            self.protocol.as_str(),
            self.role.api_word(),
            &self.groups,
            self.call_type.as_str(),
            if self.streaming { "yes" } else { "no" },
        ]
    }

    /// Returns what they are shown as.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() {
            &self.address
        } else {
            &self.name
        }
    }

    /// Returns the call to them.
    pub fn dial(&self) -> Dial {
        Dial {
            role: self.role,
            name: Some(self.name.clone()).filter(|name| !name.is_empty()),
            call_type: self.call_type,
            streaming: self.streaming,
            ..Dial::to(&self.address, self.protocol)
        }
    }

    /// Returns their groups, one by one.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups
            .split([',', '，', '、', ';', '；'])
            .map(str::trim)
            .filter(|group| !group.is_empty())
    }

    /// Returns whether this is the same entry: the same address by the same protocol.
    pub fn is_same_entry(&self, other: &Self) -> bool {
        self.protocol == other.protocol && self.address == other.address
    }

    /// Returns whether `person` is they, by address or by name. A number without a host is that number anywhere.
    pub fn is_person(&self, person: &Participant) -> bool {
        let (own, theirs) = (
            without_scheme(&self.address),
            without_scheme(&person.address),
        );
        let user = theirs.split('@').next().unwrap_or_default();
        own.eq_ignore_ascii_case(theirs)
            || own.eq_ignore_ascii_case(user)
            || (!self.name.is_empty() && self.name == person.name)
    }

    /// Returns whether they are whom a call is to.
    pub fn is_target_of(&self, dial: &Dial) -> bool {
        *self.address == *dial.destination
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    fn contact(name: &str, address: &str, groups: &str) -> Contact {
        let cells = [name, address, "sip", "guest", groups, "video", "no"];
        Contact::from_cells(&cells.map(String::from)).unwrap()
    }

    #[test]
    fn cells_come_back() {
        let check = |cells: [&str; 7], expect: Option<[&str; 7]>| {
            let read = Contact::from_cells(&cells.map(String::from));
            assert_eq!(read.as_ref().map(Contact::cells).ok(), expect, "{cells:?}");
        };
        let whole = ["王芳", "+8610", "phone", "chair", "A, B", "audio", "no"];
        check(whole, Some(whole));
        check(
            ["", " 8001 ", "?", "host", "", "", ""],
            Some(["", "8001", "auto", "chair", "", "video", "no"]),
        );
        check(
            ["", "rtmp://x/y", "rtmp", "", "", "", ""],
            Some(["", "rtmp://x/y", "rtmp", "guest", "", "video", "yes"]),
        );
        check(
            ["", "BoardRoom1", "H.323", "", "", "", ""],
            Some(["", "BoardRoom1", "h323", "guest", "", "video", "no"]),
        );
        check(["\u{FFFD}\u{FFFD}", "8001", "sip", "", "", "", ""], None);
        check(["Bob", "", "sip", "", "", "", ""], None);
        check(["Bob", "no address", "sip", "", "", "", ""], None);
    }

    #[test]
    fn groups_are_a_list() {
        let check = |groups: &str, expect: &[&str]| {
            let contact = contact("Bob", "8001", groups);
            assert_eq!(contact.groups().collect::<Vec<_>>(), expect);
        };
        check("", &[]);
        check("Board", &["Board"]);
        check(" Board ,, 销售部，Team;", &["Board", "销售部", "Team"]);
    }

    #[test]
    fn knows_them_in_the_roster() {
        let check = |own: &str, name: &str, address: &str, expect: bool| {
            let mut person = Participant::unknown(ParticipantId::new("a"));
            person.name = name.into();
            person.address = address.into();
            assert_eq!(
                contact("Bob", own, "").is_person(&person),
                expect,
                "{own} {address}"
            );
        };
        check("bob@example.com", "B.", "sip:BOB@example.com", true);
        check("8001", "B.", "8001@example.com", true);
        check("8001@example.com", "B.", "8001@example.org", false);
        check("8001", "Bob", "8002", true);
        check("8001", "Ann", "8002", false);
    }
}
