//! Whom a host calls often. What is kept, imported and exported are the same cells, whatever holds them.

use crate::{CallType, Dial, DialProtocol, Participant, Role, clean_name, csv, dial};
use std::sync::Arc;

/// What the cells of a contact are called, in the order of a table's columns.
pub const KEYS: [&str; 7] = [
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
    /// Reads the cells, in the order of [`KEYS`]; what isn't known is as usual. `None` where the address can't be called.
    pub fn of_cells(cells: &[String; 7]) -> Option<Self> {
        let [name, address, protocol, role, groups, call_type, streaming] = cells;
        let protocol = DialProtocol::of_word(protocol.trim()).unwrap_or_default();
        let clean = |text: &str| Arc::from(&*clean_name(text));
        Some(Self {
            name: clean(name),
            address: dial::destination(protocol, address).ok()?.into(),
            protocol,
            role: match role.trim() {
                "chair" | "host" => Role::Host,
                _ => Role::Guest,
            },
            groups: clean(groups),
            call_type: CallType::of_word(call_type.trim()).unwrap_or_default(),
            streaming: match streaming.trim() {
                "yes" => true,
                "no" => false,
                _ => protocol == DialProtocol::Rtmp,
            },
        })
    }

    /// The cells, in the order of [`KEYS`].
    pub fn cells(&self) -> [&str; 7] {
        let role = match self.role {
            Role::Host => "chair",
            Role::Guest => "guest",
        };
        [
            &self.name,
            &self.address,
            self.protocol.as_str(),
            role,
            &self.groups,
            self.call_type.as_str(),
            if self.streaming { "yes" } else { "no" },
        ]
    }

    /// What they are shown as.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() {
            &self.address
        } else {
            &self.name
        }
    }

    /// The call.
    pub fn dial(&self) -> Dial {
        Dial {
            role: self.role,
            name: Some(self.name.clone()).filter(|name| !name.is_empty()),
            call_type: self.call_type,
            streaming: self.streaming,
            ..Dial::to(&self.address, self.protocol)
        }
    }

    /// Their groups, one by one.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups
            .split([',', '，', '、', ';', '；'])
            .map(str::trim)
            .filter(|group| !group.is_empty())
    }

    /// Whether this is the same entry: the same address by the same protocol.
    pub fn is_same(&self, other: &Self) -> bool {
        self.protocol == other.protocol && self.address == other.address
    }

    /// Whether `person` is they, by address or by name. A number without a host is that number anywhere.
    pub fn is(&self, person: &Participant) -> bool {
        let (own, theirs) = (dial::bare(&self.address), dial::bare(&person.address));
        let user = theirs.split('@').next().unwrap_or_default();
        own.eq_ignore_ascii_case(theirs)
            || own.eq_ignore_ascii_case(user)
            || (!self.name.is_empty() && self.name == person.name)
    }

    /// Whether they are who is being called.
    pub fn is_called_by(&self, dial: &Dial) -> bool {
        *self.address == *dial.destination
    }
}

/// Reads a table: its first row names the columns, in any order. `None` where it has no column of addresses. Rows that can't be
/// called are left out.
pub fn read_table(text: &str) -> Option<Vec<Contact>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let head = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t']
        .into_iter()
        .find(|separator| head.contains(*separator))
        .unwrap_or(',');
    let mut rows = rows(text, separator).into_iter();
    let head: Vec<String> = rows.next()?;
    let column = |key: &str| {
        head.iter()
            .position(|name| name.trim().eq_ignore_ascii_case(key))
    };
    let columns = KEYS.map(column);
    let [_, Some(_), ..] = columns else {
        return None;
    };
    let contact = |row: Vec<String>| {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at)).cloned();
            String::from(csv::unguarded(&cell.unwrap_or_default()))
        };
        Contact::of_cells(&columns.map(cell))
    };
    Some(rows.filter_map(contact).collect())
}

/// RFC 4180.
fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            _ if quoted => cell.push(letter),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ if letter == separator => row.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    row.push(cell);
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    fn contact(name: &str, address: &str, groups: &str) -> Contact {
        let cells = [name, address, "sip", "guest", groups, "video", "no"];
        Contact::of_cells(&cells.map(String::from)).unwrap()
    }

    #[test]
    fn cells_come_back() {
        let check = |cells: [&str; 7], expect: Option<[&str; 7]>| {
            let read = Contact::of_cells(&cells.map(String::from));
            assert_eq!(read.as_ref().map(Contact::cells), expect, "{cells:?}");
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
                contact("Bob", own, "").is(&person),
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

    #[test]
    fn tables() {
        let check = |text: &str, expect: Option<&[(&str, &str, &str)]>| {
            let read = read_table(text);
            let found = read.as_ref().map(|all| {
                let brief = |one: &Contact| {
                    (
                        one.name.to_string(),
                        one.address.to_string(),
                        one.groups.to_string(),
                    )
                };
                all.iter().map(brief).collect::<Vec<_>>()
            });
            let owned =
                |(a, b, c): &(&str, &str, &str)| (a.to_string(), b.to_string(), c.to_string());
            let expect = expect.map(|all| all.iter().map(owned).collect::<Vec<_>>());
            assert_eq!(found, expect, "{text:?}");
        };
        check("", None);
        check("name,phone\nBob,1\n", None);
        check(
            "name,address\r\nBob,8001\r\nAnn,\r\n",
            Some(&[("Bob", "8001", "")]),
        );
        check(
            "\u{FEFF}Address;Groups;Name\n8001;\"Board; Sales\";\"Li \"\"Lei\"\"\"",
            Some(&[("Li \"Lei\"", "8001", "Board; Sales")]),
        );
        check(
            "name,address,protocol\n\"a\nb\",'+86 10,phone\n",
            Some(&[("a b", "+8610", "")]),
        );
    }
}
