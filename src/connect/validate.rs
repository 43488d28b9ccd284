//! What the form insists on before anything is sent.

use crate::{config::is_http, i18n::t_string};

/// Characters of a meeting's number or address that the server takes.
pub const MOST_ACCOUNT: usize = 60;
/// Characters of a password that the server takes.
pub const MOST_PASSWORD: usize = 15;
/// Characters of a name that the server takes.
pub const MOST_NAME: usize = 50;

/// What a field may be refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NoServer,
    NoNode,
    BadAddress,
    NoAccount,
    NoName,
    TooLong(usize),
}

impl Refusal {
    pub(super) fn say(self) -> String {
        match self {
            Self::NoServer => t_string!(connect.need_server).to_owned(),
            Self::NoNode => t_string!(connect.need_node).to_owned(),
            Self::BadAddress => t_string!(connect.bad_server).to_owned(),
            Self::NoAccount => t_string!(connect.need_account).to_owned(),
            Self::NoName => t_string!(connect.need_name).to_owned(),
            Self::TooLong(most) => t_string!(connect.too_long, most = most),
        }
    }
}

/// An API server's or a node's address.
pub(super) fn host(text: &str, direct: bool) -> Option<Refusal> {
    match text.trim() {
        "" if direct => Some(Refusal::NoNode),
        "" => Some(Refusal::NoServer),
        address => (!is_http(address)).then_some(Refusal::BadAddress),
    }
}

/// A meeting's number or address.
pub(super) fn account(text: &str) -> Option<Refusal> {
    if text.trim().is_empty() {
        Some(Refusal::NoAccount)
    } else {
        length(text.trim(), MOST_ACCOUNT)
    }
}

/// A name.
pub(super) fn name(text: &str) -> Option<Refusal> {
    if text.trim().is_empty() {
        Some(Refusal::NoName)
    } else {
        length(text.trim(), MOST_NAME)
    }
}

/// A password, spaces and all; none is fine.
pub(super) fn password(text: &str) -> Option<Refusal> {
    length(text, MOST_PASSWORD)
}

fn length(text: &str, most: usize) -> Option<Refusal> {
    (text.chars().count() > most).then_some(Refusal::TooLong(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<Refusal>, expect: Option<Refusal>) {
        assert_eq!(found, expect);
    }

    #[test]
    fn wants_an_address_with_a_scheme() {
        check(host(" https://api.example.cn ", false), None);
        check(host("http://127.0.0.1:8081", false), None);
        check(host("", false), Some(Refusal::NoServer));
        check(host("  ", true), Some(Refusal::NoNode));
        check(host("api.example.cn", false), Some(Refusal::BadAddress));
        check(host("https://", true), Some(Refusal::BadAddress));
        check(host("https://a b", true), Some(Refusal::BadAddress));
    }

    #[test]
    fn counts_characters_not_bytes() {
        check(account(&"会".repeat(60)), None);
        check(account(&"会".repeat(61)), Some(Refusal::TooLong(60)));
        check(account(" "), Some(Refusal::NoAccount));
        check(name(&"王".repeat(50)), None);
        check(name(&"王".repeat(51)), Some(Refusal::TooLong(50)));
        check(name("\t"), Some(Refusal::NoName));
        check(password(""), None);
        check(password(&"密".repeat(16)), Some(Refusal::TooLong(15)));
    }
}
