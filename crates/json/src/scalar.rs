//! A value, and the many ways in which servers spell the same thing.

use std::borrow::Cow;
use std::sync::Arc;

/// Stamps above this are milliseconds: as seconds they would lie beyond the year 5000.
const LARGEST_SECONDS: f64 = 1e11;

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// As it was written.
    Number(&'a str),
    /// What stands between the quotes, read.
    Text(Cow<'a, str>),
    /// An object or an array as it was written.
    Compound(&'a str),
}

impl Scalar<'_> {
    /// The words of a text, or the digits of a number.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// Like [`Self::as_text`], white space cut off, `None` when nothing is left.
    pub fn as_word(&self) -> Option<&str> {
        self.as_text().map(trim).filter(|word| !word.is_empty())
    }

    /// A text of at most `most` bytes; more is cut at a character.
    pub fn to_text(&self, most: usize) -> Option<Arc<str>> {
        self.as_text().map(|text| Arc::from(cut(text, most)))
    }

    /// true/false, 1/0, and the words for them, as texts too.
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => flag_of(self.as_word()?),
        }
    }

    /// A number, as a text too.
    pub fn as_number(&self) -> Option<f64> {
        number_of(self.as_word()?)
    }

    /// A moment in seconds since 1970, given in seconds or milliseconds.
    pub fn as_stamp(&self) -> Option<f64> {
        let stamp = match self {
            Self::Flag(flag) => f64::from(u8::from(*flag)),
            _ => self.as_number()?,
        };
        let seconds = if stamp > LARGEST_SECONDS {
            stamp / 1000.0
        } else {
            stamp
        };
        (0.0..=LARGEST_SECONDS)
            .contains(&seconds)
            .then_some(seconds)
    }
}

/// At most `most` bytes of `text`, cut at a character.
pub fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// `str::trim`, which looks at letters one by one, only where an end could be white space.
pub fn trim(text: &str) -> &str {
    let is_dark = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_dark(bytes.first()) && is_dark(bytes.last()) {
        text
    } else {
        text.trim()
    }
}

fn flag_of(word: &str) -> Option<bool> {
    const fn packed(word: &[u8]) -> u64 {
        // Begins with a one, or a word with zeros before it would pass for the word.
        let (mut all, mut rest) = (1, word);
        while let [first, others @ ..] = rest {
            all = all << 8 | first.to_ascii_lowercase() as u64;
            rest = others;
        }
        all
    }
    const YES: [u64; 5] = [
        packed(b"yes"),
        packed(b"true"),
        packed(b"1"),
        packed(b"on"),
        packed(b"allow"),
    ];
    const NO: [u64; 5] = [
        packed(b"no"),
        packed(b"false"),
        packed(b"0"),
        packed(b"off"),
        packed(b"deny"),
    ];
    // None of them has more letters than a number has bytes, so each is one number.
    let word = packed(Some(word.as_bytes()).filter(|word| word.len() < 8)?);
    if YES.contains(&word) {
        Some(true)
    } else {
        NO.contains(&word).then_some(false)
    }
}

/// Reads decimal numbers. Exact for what stamps look like (up to 15 digits and 22 places); the standard library's reader
/// is exact for all, and ten kilobytes of tables larger.
fn number_of(word: &str) -> Option<f64> {
    let (negative, word) = match word.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (word, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() {
        return None;
    }
    let mut value = 0.0_f64;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10.0 + f64::from(digit - b'0');
    }
    let places = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let scale = 10_f64.powi(places.abs().min(400));
    let value = if places < 0 {
        value / scale
    } else {
        value * scale
    };
    value
        .is_finite()
        .then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags() {
        let check = |value: Scalar<'_>, expect: Option<bool>| {
            assert_eq!(value.as_flag(), expect, "{value:?}")
        };
        check(Scalar::Flag(true), Some(true));
        check(Scalar::Number("1"), Some(true));
        check(Scalar::Number("0"), Some(false));
        check(Scalar::Number("2"), None);
        check(Scalar::Text("YES".into()), Some(true));
        check(Scalar::Text("no".into()), Some(false));
        check(Scalar::Text(" true ".into()), Some(true));
        check(Scalar::Text("ALLOW".into()), Some(true));
        check(Scalar::Text("Off".into()), Some(false));
        check(Scalar::Text("maybe".into()), None);
        check(Scalar::Text("\0yes".into()), None);
        check(Scalar::Text("\0\x000".into()), None);
        check(Scalar::Text("yes\0\0\0\0\0yes".into()), None);
        check(Scalar::Null, None);
        check(Scalar::Compound("{}"), None);
    }

    #[test]
    fn stamps() {
        let check = |value: Scalar<'_>, expect: Option<f64>| {
            assert_eq!(value.as_stamp(), expect, "{value:?}")
        };
        check(Scalar::Number("1441720992"), Some(1_441_720_992.0));
        check(Scalar::Number("1441720999.25"), Some(1_441_720_999.25));
        check(Scalar::Number("1.44172099925e9"), Some(1_441_720_999.25));
        check(Scalar::Number("1573702690123"), Some(1_573_702_690.123));
        check(Scalar::Text("1441720992".into()), Some(1_441_720_992.0));
        check(Scalar::Text(" 1441720992 ".into()), Some(1_441_720_992.0));
        check(Scalar::Number("0"), Some(0.0));
        check(Scalar::Number("-0"), Some(0.0));
        check(Scalar::Flag(false), Some(0.0));
        check(Scalar::Flag(true), Some(1.0));
        check(Scalar::Number("-5"), None);
        check(Scalar::Number("1e999"), None);
        check(Scalar::Number("1e99999999999"), None);
        check(Scalar::Text("yesterday".into()), None);
        check(Scalar::Text(String::new().into()), None);
        check(Scalar::Null, None);
    }

    #[test]
    fn cuts_at_characters() {
        assert_eq!(cut("王芳", 4), "王");
        assert_eq!(cut("王芳", 6), "王芳");
        assert_eq!(cut("", 6), "");
    }
}
