//! Addresses and tones as they are typed.

use crate::{Dial, DialProtocol, Participant};
use thiserror::Error;

/// Characters of an address; longer ones nobody means.
const MAX_ADDRESS: usize = 250;
/// Digits of a phone number: E.164 has fifteen, prefixes of a house come before them.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 2..=20;

/// What is wrong with what was typed. The locale has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DialProblem {
    /// Nothing was typed.
    #[error("no address")]
    AddressMissing,
    /// Longer than any address.
    #[error("too long for an address")]
    AddressTooLong,
    /// Not the number or address of somebody of this installation (`auto`).
    #[error("not an address of this installation")]
    NotInternalAddress,
    /// Not a phone number.
    #[error("not a phone number")]
    NotPhoneNumber,
    /// Not a SIP, H.323 or Skype address.
    #[error("not an address")]
    NotCallAddress,
    /// Not an `rtmp://` or `rtmps://` URL.
    #[error("not an RTMP URL")]
    NotRtmpUrl,
    /// Not tones.
    #[error("not tones")]
    NotTones,
}

/// Returns what to send as the destination of a call, given what was typed.
///
/// # Errors
/// What is wrong with it, by the protocol's rules.
pub fn parse_destination(protocol: DialProtocol, typed: &str) -> Result<String, DialProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DialProblem::AddressMissing);
    }
    if typed.len() > MAX_ADDRESS {
        return Err(DialProblem::AddressTooLong);
    }
    let is_one_word = !typed.contains(|c: char| c.is_whitespace() || c.is_control());
    let (is_right, problem) = match protocol {
        DialProtocol::Phone => return phone(typed).ok_or(DialProblem::NotPhoneNumber),
        DialProtocol::Rtmp => (is_rtmp(typed), DialProblem::NotRtmpUrl),
        DialProtocol::Auto => (
            !typed.contains("://") || is_rtmp(typed),
            DialProblem::NotInternalAddress,
        ),
        DialProtocol::Sip | DialProtocol::H323 | DialProtocol::Mssip => (
            is_address(without_scheme(typed)),
            DialProblem::NotCallAddress,
        ),
    };
    if is_one_word && is_right {
        Ok(typed.to_owned())
    } else {
        Err(problem)
    }
}

/// Returns a number without what people write between its digits.
fn phone(typed: &str) -> Option<String> {
    let number: String = typed
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'))
        .collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let is_number =
        PHONE_DIGITS.contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
    is_number.then_some(number)
}

/// `user@host`, a host or its IP address, or a number.
fn is_address(text: &str) -> bool {
    match text.split_once('@') {
        Some((user, host)) => !user.is_empty() && is_host(host),
        None if text.is_empty() => false,
        None => {
            text.bytes().all(|c| c.is_ascii_digit())
                || (text.bytes().any(|byte| byte == b'.') && is_host(text))
        }
    }
}

fn is_host(text: &str) -> bool {
    let fits = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "-._:[];=".contains(c);
    !text.is_empty() && !text.starts_with(['.', ':', ';']) && text.chars().all(fits)
}

/// Returns whether this is an RTMP target.
fn is_rtmp(text: &str) -> bool {
    let rest = text
        .strip_prefix("rtmp://")
        .or_else(|| text.strip_prefix("rtmps://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// Checks that these are tones: digits, `*`, `#`, A to D, and `,` for a pause.
///
/// # Errors
/// [`DialProblem::NotTones`].
pub fn check_tones(typed: &str) -> Result<(), DialProblem> {
    let is_tone = |c: char| c.is_ascii_digit() || "*#ABCDabcd,".contains(c);
    if typed.chars().all(is_tone) {
        Ok(())
    } else {
        Err(DialProblem::NotTones)
    }
}

/// Returns an address without its scheme.
pub(crate) fn without_scheme(address: &str) -> &str {
    ["sips:", "sip:", "h323:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .unwrap_or(address)
}

impl Dial {
    /// Returns whether a row that has come since may be the one that was called, as far as its name and address tell.
    pub fn may_have_reached(&self, person: &Participant) -> bool {
        self.name.as_ref() == Some(&person.name)
            || person.address.contains(without_scheme(&self.destination))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DialProtocol::{Auto, H323, Mssip, Phone, Rtmp, Sip};

    #[test]
    fn destinations() {
        let check = |protocol: DialProtocol, typed: &str, expect: Result<&str, DialProblem>| {
            let found = parse_destination(protocol, typed);
            assert_eq!(found.as_deref().map_err(|why| *why), expect, "{typed:?}");
        };
        for protocol in DialProtocol::ALL {
            check(protocol, "  ", Err(DialProblem::AddressMissing));
            check(protocol, &"1".repeat(251), Err(DialProblem::AddressTooLong));
        }
        check(Auto, " 8001 ", Ok("8001"));
        check(Auto, "王芳", Ok("王芳"));
        check(Auto, "bob@example.com", Ok("bob@example.com"));
        check(Auto, "two words", Err(DialProblem::NotInternalAddress));
        check(
            Auto,
            "https://example.com",
            Err(DialProblem::NotInternalAddress),
        );
        for protocol in [Sip, H323, Mssip] {
            let wrong = Err(DialProblem::NotCallAddress);
            check(protocol, "bob@example.com", Ok("bob@example.com"));
            check(protocol, "8001", Ok("8001"));
            check(protocol, "10.0.0.7", Ok("10.0.0.7"));
            check(protocol, "room@[2001:db8::1]", Ok("room@[2001:db8::1]"));
            check(protocol, "王@例子.cn:5061", Ok("王@例子.cn:5061"));
            check(protocol, "bob", wrong);
            check(protocol, "bob@", wrong);
            check(protocol, "@example.com", wrong);
            check(protocol, "bob@exa mple.com", wrong);
            check(protocol, "bob@a@b", wrong);
            check(protocol, "rtmp://example.com/live", wrong);
        }
        check(Sip, "sip:bob@example.com", Ok("sip:bob@example.com"));
        check(Sip, "sip:", Err(DialProblem::NotCallAddress));
        check(Phone, "+86 138-0013 8000", Ok("+8613800138000"));
        check(Phone, "(010) 8888.6666", Ok("01088886666"));
        check(Phone, "110", Ok("110"));
        check(Phone, "1", Err(DialProblem::NotPhoneNumber));
        check(Phone, "+", Err(DialProblem::NotPhoneNumber));
        check(Phone, "86+138", Err(DialProblem::NotPhoneNumber));
        check(Phone, "bob@example.com", Err(DialProblem::NotPhoneNumber));
        check(
            Rtmp,
            "rtmp://live.example.com/a/b",
            Ok("rtmp://live.example.com/a/b"),
        );
        check(Rtmp, "rtmps://x/y", Ok("rtmps://x/y"));
        check(Rtmp, "rtmp://", Err(DialProblem::NotRtmpUrl));
        check(Rtmp, "rtmp:///y", Err(DialProblem::NotRtmpUrl));
        check(Rtmp, "http://x/y", Err(DialProblem::NotRtmpUrl));
        check(Rtmp, "rtmp://x/y z", Err(DialProblem::NotRtmpUrl));
    }

    #[test]
    fn tones_are_tones() {
        let check = |typed: &str, is_right: bool| assert_eq!(check_tones(typed).is_ok(), is_right);
        check("", true);
        check("1234567890*#ABCDabcd,", true);
        check("12 34", false);
        check("1e", false);
    }

    #[test]
    fn finds_who_was_called() {
        let check = |typed: &str, name: Option<&str>, expect: bool| {
            let mut dial = Dial::to(typed, Sip);
            dial.name = name.map(Into::into);
            let mut person = Participant::unknown(crate::ParticipantId::new("a"));
            person.name = "Bob".into();
            person.address = "sip:bob@example.com".into();
            assert_eq!(dial.may_have_reached(&person), expect, "{typed}");
        };
        check("bob@example.com", None, true);
        check("sip:bob@example.com", None, true);
        check("ann@example.com", None, false);
        check("8001", Some("Bob"), true);
        check("8001", None, false);
    }
}
