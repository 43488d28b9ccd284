//! The rooms that exist, one for each case a client meets.

/// Which PINs a room asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pins {
    /// None: everybody who enters is a host (as in the API's family).
    None,
    /// Hosts have one, guests enter with `pin: none`.
    HostOnly,
    /// Hosts and guests have one each.
    Both,
}

/// Who is in a fresh room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// As many as `--people` says, and a script that lets them live.
    Lively,
    /// So many, who stay as they are.
    Still(usize),
}

/// The blueprint of a room.
#[derive(Debug)]
pub struct Template {
    /// The all-digit number.
    pub number: &'static str,
    /// The address, email-like.
    pub alias: &'static str,
    /// The name people know it by.
    pub name: &'static str,
    /// The PINs it asks for.
    pub pins: Pins,
    /// The number asked for as `conference_extension`.
    pub extension: Option<&'static str>,
    /// Locked from the start.
    pub locked: bool,
    /// `service_type` of those who are in.
    pub service_type: &'static str,
    /// Private edition: some commands and events are missing.
    pub private: bool,
    /// `override_layout` is offered.
    pub layouts: bool,
    /// Point to point (`isDot`).
    pub point_to_point: bool,
    /// Recording is offered.
    pub record: bool,
    /// Live streaming is offered.
    pub live: bool,
    /// Who is there.
    pub crowd: Crowd,
    /// How many wait at the door of a fresh room.
    pub waiting: usize,
    /// The layouts hosts and guests get by default.
    pub default_layouts: (&'static str, &'static str),
}

/// The PIN of hosts.
pub const HOST_PIN: &str = "1111";
/// The PIN of guests.
pub const GUEST_PIN: &str = "2222";

const PLAIN: Template = Template {
    number: "",
    alias: "",
    name: "",
    pins: Pins::Both,
    extension: None,
    locked: false,
    service_type: "conference",
    private: false,
    layouts: true,
    point_to_point: false,
    record: false,
    live: false,
    crowd: Crowd::Still(5),
    waiting: 0,
    default_layouts: ("1:7", "1:7"),
};

/// Every room, by number.
pub static TEMPLATES: &[Template] = &[
    Template {
        number: "1000",
        alias: "demo@example.cn",
        name: "演示会议 · Demo meeting",
        pins: Pins::None,
        record: true,
        live: true,
        crowd: Crowd::Lively,
        waiting: 3,
        ..PLAIN
    },
    Template {
        number: "1234",
        alias: "weekly@example.cn",
        name: "周例会 · Weekly review",
        record: true,
        live: true,
        crowd: Crowd::Lively,
        waiting: 2,
        ..PLAIN
    },
    Template {
        number: "2000",
        alias: "open-house@example.cn",
        name: "开放日 · Open house",
        pins: Pins::HostOnly,
        ..PLAIN
    },
    Template {
        number: "3000",
        alias: "standup@example.cn",
        name: "站会 · Stand-up",
        pins: Pins::None,
        ..PLAIN
    },
    Template {
        number: "4000",
        alias: "reception@example.cn",
        name: "总机 · Reception",
        pins: Pins::None,
        extension: Some("42"),
        ..PLAIN
    },
    Template {
        number: "4100",
        alias: "reception-pin@example.cn",
        name: "总机(密码) · Reception with PIN",
        extension: Some("42"),
        ..PLAIN
    },
    Template {
        number: "5000",
        alias: "board@example.cn",
        name: "董事会 · Board",
        locked: true,
        waiting: 3,
        ..PLAIN
    },
    Template {
        number: "6000",
        // An address with everything that must be escaped in a path segment.
        alias: "讲堂/一号+a@例子.cn",
        name: "大讲堂 · Lecture hall",
        service_type: "lecture",
        crowd: Crowd::Still(30),
        record: true,
        default_layouts: ("1:7", "1:0"),
        ..PLAIN
    },
    Template {
        number: "7000",
        alias: "private@example.cn",
        name: "专属云 · Private edition",
        private: true,
        record: true,
        live: true,
        layouts: false,
        crowd: Crowd::Still(8),
        ..PLAIN
    },
    Template {
        number: "7100",
        // The document names layouts for the private edition and then says that it has none: here it has.
        alias: "private-layouts@example.cn",
        name: "专属云(布局) · Private edition with layouts",
        private: true,
        crowd: Crowd::Still(8),
        ..PLAIN
    },
    Template {
        number: "8000",
        alias: "bob@example.cn",
        name: "Bob Miller",
        pins: Pins::None,
        service_type: "gateway",
        point_to_point: true,
        crowd: Crowd::Still(1),
        default_layouts: ("1:0", "1:0"),
        ..PLAIN
    },
    Template {
        number: "9000",
        alias: "quiet@example.cn",
        name: "测试 · Quiet",
        record: true,
        live: true,
        crowd: Crowd::Still(0),
        ..PLAIN
    },
];

/// What a fresh room's address ends in: `9000.abc` has the address `9000.abc@fresh.example.cn`.
const FRESH_ADDRESS: &str = "@fresh.example.cn";

/// Returns the address of the room that is kept under `key`.
pub fn alias(template: &Template, key: &str) -> String {
    if key == template.number {
        template.alias.to_owned()
    } else {
        format!("{key}{FRESH_ADDRESS}")
    }
}

/// Finds the room that `account` names (number or address, without regard to case), and the key it is kept under.
/// With `fresh`, `<number>.<anything>` is a room of its own made from that number's template.
pub fn find(account: &str, fresh: bool) -> Option<(&'static Template, String)> {
    if let Some(found) = TEMPLATES
        .iter()
        .find(|t| t.number == account || t.alias.eq_ignore_ascii_case(account))
    {
        return Some((found, found.number.to_owned()));
    }
    let account = account.strip_suffix(FRESH_ADDRESS).unwrap_or(account);
    let (number, suffix) = account.split_once('.')?;
    if !fresh || suffix.is_empty() {
        return None;
    }
    let found = TEMPLATES.iter().find(|t| t.number == number)?;
    Some((found, account.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_found() {
        let check = |account: &str, fresh: bool, expected: Option<(&str, &str)>| {
            let found = find(account, fresh);
            let found = found.as_ref().map(|(t, key)| (t.number, key.as_str()));
            assert_eq!(found, expected, "{account}");
        };
        check("1234", false, Some(("1234", "1234")));
        check("Weekly@example.CN", false, Some(("1234", "1234")));
        check("讲堂/一号+a@例子.cn", false, Some(("6000", "6000")));
        check("9000.abc", true, Some(("9000", "9000.abc")));
        check(
            "9000.abc@fresh.example.cn",
            true,
            Some(("9000", "9000.abc")),
        );
        check("9000.abc", false, None);
        check("9000.", true, None);
        check("4711", true, None);
    }

    #[test]
    fn numbers_and_addresses_are_unique() {
        for (index, one) in TEMPLATES.iter().enumerate() {
            for other in &TEMPLATES[index + 1..] {
                assert_ne!(one.number, other.number);
                assert_ne!(one.alias, other.alias);
            }
        }
    }
}
