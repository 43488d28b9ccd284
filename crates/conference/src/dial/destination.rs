//! Addresses and tones as they are typed.

use super::typed::{TypedDestination, is_phone_number, is_rounded};
use crate::{Dial, DialProtocol, Participant};
use thiserror::Error;

/// Characters of an address; longer ones nobody means.
const MAX_ADDRESS: usize = 250;

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
    /// Not an `rtsp://` or `rtsps://` URL.
    #[error("not an RTSP URL")]
    NotRtspUrl,
    /// Not tones.
    #[error("not tones")]
    NotTones,
    /// Digits to send on connect stand behind the number, where they can't be kept.
    #[error("digits behind the number")]
    DigitsBehindNumber,
    /// A spreadsheet has made `8.61380E+12` of a number: its digits are lost.
    #[error("a rounded number")]
    Rounded,
    /// It was read in another encoding than it was written in, or saved as a spreadsheet showed it: some of it is lost.
    #[error("characters are lost")]
    CharactersLost,
}

/// Returns what to send as the destination of a call, given what was typed.
///
/// # Errors
/// What is wrong with it, by the protocol's rules.
pub fn parse_destination(protocol: DialProtocol, typed: &str) -> Result<String, DialProblem> {
    if is_spreadsheet_error(typed.trim()) {
        return Err(DialProblem::CharactersLost);
    }
    let TypedDestination { address, tones } = TypedDestination::new(protocol, typed);
    if address.is_empty() {
        return Err(DialProblem::AddressMissing);
    }
    if address.len() > MAX_ADDRESS {
        return Err(DialProblem::AddressTooLong);
    }
    if address.contains(char::REPLACEMENT_CHARACTER) {
        return Err(DialProblem::CharactersLost);
    }
    if is_rounded(&address) {
        return Err(DialProblem::Rounded);
    }
    if !tones.is_empty() {
        return Err(DialProblem::DigitsBehindNumber);
    }
    let is_one_word = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let (is_right, problem) = match protocol {
        DialProtocol::Phone => (is_phone_number(&address), DialProblem::NotPhoneNumber),
        DialProtocol::Rtmp => (is_url_of("rtmp", &address), DialProblem::NotRtmpUrl),
        DialProtocol::Rtsp => (is_url_of("rtsp", &address), DialProblem::NotRtspUrl),
        DialProtocol::Auto => (
            !address.contains("://") || is_url_of("rtmp", &address),
            DialProblem::NotInternalAddress,
        ),
        DialProtocol::Sip | DialProtocol::Mssip => (
            is_address(without_scheme(&address)),
            DialProblem::NotCallAddress,
        ),
        DialProtocol::H323 => (
            is_h323_address(without_scheme(&address)),
            DialProblem::NotCallAddress,
        ),
    };
    if is_one_word && is_right {
        Ok(address)
    } else {
        Err(problem)
    }
}

/// Returns whether it is what a spreadsheet shows in place of a value: `#NUM!`, `#N/A`, or `####` in a column that is too narrow.
fn is_spreadsheet_error(typed: &str) -> bool {
    typed.strip_prefix('#').is_some_and(|rest| {
        let is_narrow = !rest.is_empty() && rest.chars().all(|c| c == '#');
        is_narrow || rest == "N/A" || rest.ends_with(['!', '?'])
    })
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

/// The same, a name that a gatekeeper knows, or an address with what is asked behind it: `IP##conference#pin`.
fn is_h323_address(text: &str) -> bool {
    match text.split_once('@') {
        Some((user, rest)) => {
            !user.is_empty() && is_host(rest.split('#').next().unwrap_or_default())
        }
        None => !text.is_empty() && !text.contains(['/', '\\']),
    }
}

fn is_host(text: &str) -> bool {
    let fits = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "-._:[];=".contains(c);
    !text.is_empty() && !text.starts_with(['.', ':', ';']) && text.chars().all(fits)
}

/// Returns whether this is a URL of this scheme, or of its encrypted form, with a host in it.
fn is_url_of(scheme: &str, text: &str) -> bool {
    let rest = text.strip_prefix(scheme);
    let rest = rest.map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    let rest = rest.and_then(|rest| rest.strip_prefix("://"));
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
    use DialProtocol::{Auto, H323, Mssip, Phone, Rtmp, Rtsp, Sip};

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
            if protocol != H323 {
                check(protocol, "bob", wrong);
                check(protocol, "203.0.113.11##820445398", wrong);
            }
            check(protocol, "bob@example.com", Ok("bob@example.com"));
            check(protocol, "8001", Ok("8001"));
            check(protocol, "10.0.0.7", Ok("10.0.0.7"));
            check(protocol, "room@[2001:db8::1]", Ok("room@[2001:db8::1]"));
            check(protocol, "王@例子.cn:5061", Ok("王@例子.cn:5061"));
            check(protocol, "bob@", wrong);
            check(protocol, "@example.com", wrong);
            check(protocol, "bob@exa mple.com", wrong);
            check(protocol, "bob@a@b", wrong);
            check(protocol, "rtmp://example.com/live", wrong);
        }
        for alias in [
            "BoardRoom1",
            "203.0.113.11##820445398",
            "203.0.113.11##820445398#4711",
            "820445398#4711@203.0.113.11",
            "h323:BoardRoom1",
            "会议室1",
        ] {
            check(H323, alias, Ok(alias));
        }
        check(Sip, "sip:bob@example.com", Ok("sip:bob@example.com"));
        check(Sip, "sip:", Err(DialProblem::NotCallAddress));
        check(Phone, "+86 138-0013 8000", Ok("+8613800138000"));
        check(Phone, "(010) 8888.6666", Ok("01088886666"));
        check(Phone, "110", Ok("110"));
        check(Phone, "+49 (0)30 5550100", Ok("+49305550100"));
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
        check(Rtmp, "rtsp://x/y", Err(DialProblem::NotRtmpUrl));
        check(Rtmp, "rtmpss://x/y", Err(DialProblem::NotRtmpUrl));
        let camera = "rtsp://user:word@10.0.0.9:554/1";
        check(Rtsp, camera, Ok(camera));
        check(Rtsp, "rtsps://x/y", Ok("rtsps://x/y"));
        check(Rtsp, "rtsp://", Err(DialProblem::NotRtspUrl));
        check(Rtsp, "rtmp://x/y", Err(DialProblem::NotRtspUrl));
        check(Rtsp, "10.0.0.9", Err(DialProblem::NotRtspUrl));
    }

    #[test]
    fn what_was_lost_is_refused() {
        let check = |typed: &str, expect: DialProblem| {
            for protocol in [Auto, Sip, H323, Mssip, Phone] {
                assert_eq!(parse_destination(protocol, typed), Err(expect), "{typed:?}");
            }
        };
        check("8.61380E+12", DialProblem::Rounded);
        check("8,61380E+12", DialProblem::Rounded);
        check("8.6138e12", DialProblem::Rounded);
        check("8E+12", DialProblem::Rounded);
        check("８.６１３８０E＋１２", DialProblem::Rounded);
        check("\u{FFFD}\u{FFFD}8001", DialProblem::CharactersLost);
        for cell in ["########", "#NUM!", "#N/A", "#DIV/0!", "#NAME?", " #REF! "] {
            check(cell, DialProblem::CharactersLost);
        }
        assert_eq!(parse_destination(Auto, "#8001").as_deref(), Ok("#8001"));
        assert_eq!(parse_destination(H323, "Room1E5").as_deref(), Ok("Room1E5"));
        assert_eq!(parse_destination(Auto, "1E5").as_deref(), Ok("1E5"));
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
