//! What a gateway is asked for, and with what.

use crate::search::Search;
use std::fmt;

/// An access token. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Reads a token as it is typed or pasted; `None` = there is none, or it has what no header can have.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_token = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_token.then(|| Self(text.to_owned()))
    }

    /// Returns the value of the header `Authorization`.
    pub fn authorization(&self) -> String {
        ["Bearer ", &self.0].concat()
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Counters, and the id of the newest event.
    Status,
    /// Open rooms.
    Rooms,
    /// Recordings.
    Recordings,
    /// Calls.
    Calls,
    /// Warnings of media servers.
    Warnings,
    /// Events of the history: what is looked for, and before which id.
    History(Search, Option<i64>),
    /// Requests that were refused.
    Refused,
}

impl Ask {
    /// What a panel begins with: all that is known now.
    pub const ALL: [Self; 5] = [
        Self::Status,
        Self::Rooms,
        Self::Recordings,
        Self::Calls,
        Self::Warnings,
    ];

    /// Returns the address at a gateway.
    pub fn url(&self, gateway: &str) -> String {
        let path = match self {
            Self::Status => "/api/status",
            Self::Rooms => "/api/rooms",
            Self::Recordings => "/api/recordings",
            Self::Calls => "/api/calls",
            Self::Warnings => "/api/warnings",
            Self::History(search, before) => {
                let query = search.query(*before);
                return [base(gateway), "/api/history?", &query].concat();
            }
            Self::Refused => "/api/refused",
        };
        [base(gateway), path].concat()
    }
}

/// Returns the address of a gateway's stream of events.
pub fn events_url(gateway: &str) -> String {
    [base(gateway), "/api/events"].concat()
}

fn base(gateway: &str) -> &str {
    gateway.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let check = |text: &str, expect: Option<&str>| {
            let token = Token::parse(text);
            let header = token.as_ref().map(Token::authorization);
            assert_eq!(header.as_deref(), expect, "{text:?}");
            assert!(!format!("{token:?}").contains("secret"));
        };
        check(" secret\n", Some("Bearer secret"));
        check("", None);
        check(" ", None);
        check("a b", None);
        check("密钥", None);
    }

    #[test]
    fn addresses() {
        let check = |ask: Ask, expect: &str| assert_eq!(ask.url("https://g/base/"), expect);
        check(Ask::Status, "https://g/base/api/status");
        check(Ask::Refused, "https://g/base/api/refused");
        let search = Search {
            text: "a&b=张".to_owned(),
            ..Search::default()
        };
        check(
            Ask::History(search, Some(7)),
            "https://g/base/api/history?limit=200&before=7&text=a%26b%3D%E5%BC%A0",
        );
        assert_eq!(events_url("https://g"), "https://g/api/events");
    }
}
