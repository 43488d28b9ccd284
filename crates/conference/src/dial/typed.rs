//! Whom to call, as people type and paste it.

use super::check_tones;
use crate::DialProtocol;
use crate::typed::{tidy, tidy_number, tidy_tones};

/// Digits of a phone number: E.164 has fifteen, prefixes of a house come before them.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 2..=20;
/// Begins the digits that follow when a call is answered, as telephones write it: a pause, or a wait.
const PAUSES: [char; 6] = [',', ';', 'p', 'P', 'w', 'W'];

/// What was typed for whom to call, put right. It is not judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDestination {
    /// Address, number or URL.
    pub address: String,
    /// Digits that stood behind the number, to be sent on connect.
    pub tones: String,
}

impl TypedDestination {
    /// Puts right what was typed: `tel:+49-30-5550100` is a number, `number,,id#` a number and digits, `Ada <sip:ada@example.com>` an
    /// address. What H.323 knows goes out as it was typed.
    pub fn new(protocol: DialProtocol, typed: &str) -> Self {
        let text = tidy(typed);
        let as_it_is = |address: String| Self {
            address,
            tones: String::new(),
        };
        match protocol {
            DialProtocol::Rtmp | DialProtocol::Rtsp => as_it_is(text),
            DialProtocol::H323 => as_it_is(tidy_number(without_quote(&text))),
            DialProtocol::Phone => phone(&text).unwrap_or_else(|| as_it_is(text)),
            DialProtocol::Auto | DialProtocol::Sip | DialProtocol::Mssip => {
                let address = without_quote(in_brackets(&text));
                // An IP address has dots, and nothing between its digits.
                let may_be_number = address.contains([' ', '(', ',', ';', ':'])
                    && !address.contains(['.', '@', '/']);
                let number = may_be_number.then(|| phone(address)).flatten();
                number.unwrap_or_else(|| as_it_is(tidy_number(address)))
            }
        }
    }
}

/// What stands in brackets behind a name, as mail programs and telephones copy it.
fn in_brackets(text: &str) -> &str {
    let inside = text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
        .map_or(text, |(_, inside)| inside);
    strip_scheme(inside, "mailto:").unwrap_or(inside).trim()
}

/// Spreadsheets write an apostrophe before digits that are text, and `.0` behind a whole number.
fn without_quote(text: &str) -> &str {
    let bare = text.trim_start_matches('\'');
    let text = if bare.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        bare
    } else {
        text
    };
    text.strip_suffix(".0")
        .filter(|whole| is_phone_number(whole))
        .unwrap_or(text)
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Returns a phone number without what people write between its digits, and the digits behind it.
fn phone(text: &str) -> Option<TypedDestination> {
    let text = strip_scheme(text, "tel:")
        .or_else(|| strip_scheme(text, "callto:"))
        .unwrap_or(text);
    let text = without_quote(text.trim());
    let (number, behind) = text
        .find(PAUSES)
        .and_then(|at| text.split_at_checked(at))
        .unwrap_or((text, ""));
    // `+49 (0)30`: the zero is dialled at home only.
    let number = if number.starts_with('+') {
        number.replace("(0)", "")
    } else {
        number.to_owned()
    };
    let number = number.replace([' ', '-', '.', '(', ')', '/'], "");
    let tones = tones(behind)?;
    is_phone_number(&number).then_some(TypedDestination {
        address: number,
        tones,
    })
}

/// Returns the digits behind a number: the first pause is what it takes to be answered.
fn tones(behind: &str) -> Option<String> {
    let digits = behind.trim_start_matches(|c: char| c == ' ' || PAUSES.contains(&c));
    let digits = strip_scheme(digits, "ext=")
        .or_else(|| strip_scheme(digits, "postd="))
        .unwrap_or(digits);
    let tones = tidy_tones(digits).replace(PAUSES, ",");
    check_tones(&tones).is_ok().then_some(tones)
}

/// Returns whether this is a phone number, with nothing between its digits.
pub(super) fn is_phone_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    PHONE_DIGITS.contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
}

/// Returns whether a spreadsheet has rounded this number: `8.61380E+12`, with a comma in some countries.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    are_digits(whole.trim_start_matches(['+', '-']))
        && fraction.is_none_or(are_digits)
        && (fraction.is_some() || power.starts_with('+'))
        && are_digits(power.trim_start_matches('+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dial::parse_destination;
    use DialProtocol::{Auto, H323, Mssip, Phone, Rtmp, Sip};

    /// Every line of what was reported: as it is typed, and as it goes out.
    #[test]
    fn what_was_reported() {
        let lines = include_str!("../../tests/reports/typed_strings.tsv")
            .lines()
            .skip(1);
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let [field, protocol, typed, expect] = cells[..] else {
                panic!("{line}");
            };
            let typed = unescape(typed);
            let expect = match expect.split_once(", ").map_or(expect, |(first, _)| first) {
                "the same" | "the same (an H.323 alias)" => &typed,
                other => other,
            };
            let found = match DialProtocol::of_word(protocol) {
                Some(protocol) => TypedDestination::new(protocol, &typed).address,
                None => tidy_number(&typed),
            };
            assert_eq!(found, expect, "{field} {line}");
        }
    }

    /// `"\u202a…"`: a JSON string of this file.
    fn unescape(json: &str) -> String {
        let mut parts = json.trim_matches('"').split("\\u");
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            let (code, rest) = part.split_at(4);
            let code = u32::from_str_radix(code, 16).unwrap();
            text.push(char::from_u32(code).unwrap());
            text.push_str(rest);
        }
        text
    }

    #[test]
    fn numbers_and_digits() {
        let check = |protocol: DialProtocol, typed: &str, address: &str, tones: &str| {
            let found = TypedDestination::new(protocol, typed);
            assert_eq!(
                (&*found.address, &*found.tones),
                (address, tones),
                "{typed:?}"
            );
            let again = TypedDestination::new(protocol, address);
            assert_eq!((&*again.address, &*again.tones), (address, ""), "again");
        };
        for protocol in [Phone, Auto, Sip] {
            check(
                protocol,
                "+1 646 555 0186,,820445398#",
                "+16465550186",
                "820445398#",
            );
            check(
                protocol,
                "+16465550186,,820445398#,,,,*4711#",
                "+16465550186",
                "820445398#,,,,*4711#",
            );
            check(
                protocol,
                "+1 646 555 0186 p 820 445#",
                "+16465550186",
                "820445#",
            );
            check(protocol, "tel:+49-30-5550100", "+49305550100", "");
            check(protocol, "TEL:+49-30-5550100;ext=12", "+49305550100", "12");
            check(protocol, "(010) 8888 6666", "01088886666", "");
            check(protocol, "+44 (0)20 7946 0000", "+442079460000", "");
            check(protocol, "'008001", "008001", "");
            check(protocol, "8001.0", "8001", "");
            check(protocol, "8001,", "8001", "");
        }
        check(Phone, "010.8888.6666", "01088886666", "");
        check(
            Phone,
            "tel:8001;phone-context=example.com",
            "tel:8001;phone-context=example.com",
            "",
        );
        for protocol in [Auto, Sip, Mssip] {
            check(
                protocol,
                "\"Ada\" <sip:ada@example.com>",
                "sip:ada@example.com",
                "",
            );
            check(protocol, "mailto:ada@example.com", "ada@example.com", "");
            check(protocol, "ada\u{200B}@example.com", "ada@example.com", "");
            check(protocol, "10.0.0.7", "10.0.0.7", "");
            check(protocol, "820 445 398", "820445398", "");
            check(
                protocol,
                "ada@example.com;transport=tls",
                "ada@example.com;transport=tls",
                "",
            );
        }
        check(Auto, "two words", "two words", "");
        check(
            H323,
            "203.0.113.11##820445398#4711",
            "203.0.113.11##820445398#4711",
            "",
        );
        check(H323, "BoardRoom1", "BoardRoom1", "");
        check(H323, "\u{202A}820 445 398\u{202C}", "820445398", "");
        check(Rtmp, "rtmp://x/key,p;1", "rtmp://x/key,p;1", "");
    }

    #[test]
    fn what_is_put_right_can_be_called() {
        let check = |protocol: DialProtocol, typed: &str, expect: &str| {
            assert_eq!(
                parse_destination(protocol, typed).as_deref(),
                Ok(expect),
                "{typed:?}"
            );
        };
        check(Phone, "\u{202A}+86 138 0013 8000\u{202C}", "+8613800138000");
        check(Phone, "０１０－８８８８６６６６", "01088886666");
        check(Auto, "tel:+49-30-5550100", "+49305550100");
        check(Sip, "ada\u{200B}@example.com", "ada@example.com");
    }
}
