//! What people type and paste, put right before it is judged: what can't be seen is taken out, and signs of other keyboards
//! become those that servers know. Whoever asks shows what became of it.

/// Returns a line without what can't be seen (marks of direction, joiners, zero-width spaces) and without space at its ends; other
/// spaces, hyphens, widths and digits become those of ASCII.
///
/// ```
/// assert_eq!(conference::tidy("\u{202A}ada\u{200B}@example.com\u{202C} "), "ada@example.com");
/// ```
pub fn tidy(typed: &str) -> String {
    let plain: String = typed.chars().filter_map(plain).collect();
    plain.trim().to_owned()
}

/// The same for what may be a number, such as a meeting's: between the digits of one nothing stays.
///
/// ```
/// assert_eq!(conference::tidy_number("820 445 398"), "820445398");
/// assert_eq!(conference::tidy_number("room-7@example.com"), "room-7@example.com");
/// ```
pub fn tidy_number(typed: &str) -> String {
    let text = tidy(typed);
    let is_number = text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
    if is_number {
        text.replace([' ', '-'], "")
    } else {
        text
    }
}

/// The same for tones: nothing stands between them.
pub(crate) fn tidy_tones(typed: &str) -> String {
    tidy(typed).replace([' ', '-'], "")
}

fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}' => return None,
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        // Full-width forms stand in ASCII's order.
        '！'..='～' => moved(c, '！', '!'),
        '。' | '｡' => '.',
        '٠'..='٩' => moved(c, '٠', '0'),
        '۰'..='۹' => moved(c, '۰', '0'),
        '०'..='९' => moved(c, '०', '0'),
        _ => c,
    })
}

/// Returns the character that stands as far behind `to` as `c` behind `from`.
fn moved(c: char, from: char, to: char) -> char {
    let place = u32::from(c).saturating_sub(u32::from(from));
    char::from_u32(u32::from(to) + place).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let check = |typed: &str, expect: &str| {
            assert_eq!(tidy(typed), expect, "{typed:?}");
            assert_eq!(tidy(expect), expect, "once more");
        };
        check("", "");
        check("王芳", "王芳");
        check("\u{FEFF}a\u{200B}d\u{200D}a\u{2060}@x.cn", "ada@x.cn");
        check("\u{2066}+86 138\u{2069}", "+86 138");
        check("\u{200E}8001\u{200F}", "8001");
        check("+49\u{A0}30\u{202F}555\u{2009}01\u{3000}", "+49 30 555 01");
        check("a\u{2011}b\u{2013}c\u{2212}d", "a-b-c-d");
        check("ｂｏｂ＠ｅｘａｍｐｌｅ．ｃｎ", "bob@example.cn");
        check("bob@example。cn", "bob@example.cn");
        check("＋８６＃＊～", "+86#*~");
        check("٠٩ ۰۹ ०९", "09 09 09");
        check("sof\u{AD}t", "soft");
    }

    #[test]
    fn numbers() {
        let check = |typed: &str, expect: &str| assert_eq!(tidy_number(typed), expect, "{typed:?}");
        check("820 445 398", "820445398");
        check("820\u{2011}445-398", "820445398");
        check("８２０４４５３９８", "820445398");
        check("\u{202A}820\u{A0}445\u{A0}398\u{202C}", "820445398");
        check(" Board room ", "Board room");
        check("room-7", "room-7");
        check("10.0.0.7", "10.0.0.7");
        check(" - ", "-");
        check("", "");
    }
}
