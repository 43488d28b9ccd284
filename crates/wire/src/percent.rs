//! Percent-encoding, by hand: three rules are all that is needed.

const DIGITS: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
];

/// Adds `text` as one path segment or one query value: letters, digits and `-._~` stay, all else is encoded. A segment
/// that browsers would take for a step up or down the path (`.`, `..`) is encoded twice, so that it stays one segment.
pub(crate) fn push_segment(out: &mut String, text: &str) {
    if matches!(text, "." | "..") {
        for _ in text.bytes() {
            out.push_str("%252E");
        }
        return;
    }
    for byte in text.bytes() {
        push(out, byte, is_plain(byte));
    }
}

/// Adds a token as a query value. Servers hand tokens out percent-encoded already (the document's end in `%3D`) and
/// clients put them into the address as they are; what can't stand there is encoded.
pub(crate) fn push_token(out: &mut String, token: &str) {
    let bytes = token.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let encoded = *byte == b'%'
            && bytes
                .get(at + 1..at + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        push(out, *byte, encoded || *byte == b'=' || is_plain(*byte));
    }
}

/// A header value out of any text: what a header can't carry is encoded, so that `fetch` doesn't throw. A PIN with such
/// letters is wrong in any case, and the server says so.
pub(crate) fn header_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.trim().bytes() {
        push(&mut out, byte, matches!(byte, b' '..=b'~'));
    }
    out
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn push(out: &mut String, byte: u8, plain: bool) {
    if plain {
        out.push(char::from(byte));
    } else {
        out.push('%');
        out.extend(DIGITS.get(usize::from(byte >> 4)));
        out.extend(DIGITS.get(usize::from(byte & 15)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_one_segment() {
        let check = |room: &str, expect: &str| {
            let mut out = String::new();
            push_segment(&mut out, room);
            assert_eq!(out, expect, "{room}");
        };
        check("1234", "1234");
        check("weekly@example.cn", "weekly%40example.cn");
        check("a+b", "a%2Bb");
        check("a/b", "a%2Fb");
        check("a b?c#d", "a%20b%3Fc%23d");
        check("周例会", "%E5%91%A8%E4%BE%8B%E4%BC%9A");
        check("..", "%252E%252E");
        check(".", "%252E");
        check("...", "...");
        check("../x", "..%2Fx");
        check("%2e%2e", "%252e%252e");
        check("a\\b", "a%5Cb");
        check("\u{0}\n", "%00%0A");
    }

    #[test]
    fn tokens_go_as_they_came() {
        let check = |token: &str, expect: &str| {
            let mut out = String::new();
            push_token(&mut out, token);
            assert_eq!(out, expect, "{token}");
        };
        check("SE9TVAltZ...jE%3D", "SE9TVAltZ...jE%3D");
        check("abc==", "abc==");
        check("a+b/c", "a%2Bb%2Fc");
        check("a&b#c", "a%26b%23c");
        check("50%", "50%25");
        check("50%zz", "50%25zz");
    }

    #[test]
    fn headers_carry_no_line_breaks() {
        let check = |text: &str, expect: &str| assert_eq!(header_value(text), expect);
        check(" 1234 ", "1234");
        check("12\r\nrole: chair", "12%0D%0Arole: chair");
        check("密码", "%E5%AF%86%E7%A0%81");
    }
}
