//! What the form insists on before anything is sent.

use conference::{tidy, tidy_number};

use crate::{
    config::is_http,
    i18n::{Locale, td_string},
};

/// Characters of a meeting's number or address that the server takes.
pub const MAX_ACCOUNT: usize = 60;
/// Characters of a password that the server takes.
pub const MAX_PASSWORD: usize = 15;
/// Characters of a name that the server takes.
pub const MAX_NAME: usize = 50;

/// What may be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// No API server was typed.
    NoServer,
    /// No node was typed.
    NoNode,
    /// It isn't a web address.
    BadAddress,
    /// No meeting was typed.
    NoAccount,
    /// No name was typed.
    NoName,
    /// The server takes at most so many characters.
    TooLong(usize),
}

impl FieldError {
    /// Returns what is wrong, and what would be right.
    pub fn text(self, locale: Locale) -> String {
        match self {
            Self::NoServer => td_string!(locale, connect.need_server).to_owned(),
            Self::NoNode => td_string!(locale, connect.need_node).to_owned(),
            Self::BadAddress => td_string!(locale, connect.bad_server).to_owned(),
            Self::NoAccount => td_string!(locale, connect.need_account).to_owned(),
            Self::NoName => td_string!(locale, connect.need_name).to_owned(),
            Self::TooLong(most) => td_string!(locale, connect.too_long, most = most),
        }
    }
}

/// An API server's or a node's address.
pub fn host(text: &str, direct: bool) -> Option<FieldError> {
    match &*tidy(text) {
        "" if direct => Some(FieldError::NoNode),
        "" => Some(FieldError::NoServer),
        address => (!is_http(address)).then_some(FieldError::BadAddress),
    }
}

/// A meeting's number or address, put right as [`tidy_number`] does.
pub fn account(text: &str) -> Option<FieldError> {
    match tidy_number(text) {
        account if account.is_empty() => Some(FieldError::NoAccount),
        account => length(&account, MAX_ACCOUNT),
    }
}

/// A name.
pub fn name(text: &str) -> Option<FieldError> {
    if text.trim().is_empty() {
        Some(FieldError::NoName)
    } else {
        length(text.trim(), MAX_NAME)
    }
}

/// A password, spaces and all; none is fine.
pub fn password(text: &str) -> Option<FieldError> {
    length(text, MAX_PASSWORD)
}

fn length(text: &str, most: usize) -> Option<FieldError> {
    (text.chars().count() > most).then_some(FieldError::TooLong(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<FieldError>, expect: Option<FieldError>) {
        assert_eq!(found, expect);
    }

    #[test]
    fn wants_an_address_with_a_scheme() {
        check(host(" https://api.example.cn ", false), None);
        check(host("http://127.0.0.1:8081", false), None);
        check(host("\u{FEFF}https://api.example.cn\u{200B}", false), None);
        check(host("", false), Some(FieldError::NoServer));
        check(host("  ", true), Some(FieldError::NoNode));
        check(host("api.example.cn", false), Some(FieldError::BadAddress));
        check(host("https://", true), Some(FieldError::BadAddress));
        check(host("https://a b", true), Some(FieldError::BadAddress));
    }

    #[test]
    fn counts_characters_not_bytes() {
        check(account(&"会".repeat(60)), None);
        check(account(&"会".repeat(61)), Some(FieldError::TooLong(60)));
        check(account(" "), Some(FieldError::NoAccount));
        check(
            account("\u{202A}\u{200B}\u{202C}"),
            Some(FieldError::NoAccount),
        );
        check(account(&"1 ".repeat(60)), None);
        check(name(&"王".repeat(50)), None);
        check(name(&"王".repeat(51)), Some(FieldError::TooLong(50)));
        check(name("\t"), Some(FieldError::NoName));
        check(password(""), None);
        check(password(&"密".repeat(16)), Some(FieldError::TooLong(15)));
    }
}
