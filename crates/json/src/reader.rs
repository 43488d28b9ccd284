//! A pull reader: whoever calls it says what they expect, everything else is skipped.

use super::Scalar;
use crate::scan::{first_of, has_capital};
use std::borrow::Cow;

/// Nesting beyond this is refused, so that no text from the network costs stack or time.
const DEEPEST: u32 = 128;

/// The text is not what was expected. Where and why helps nobody: the event is counted and dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bad;

/// What is called for every entry of an object: it has to read exactly one value.
pub type EachEntry<'f, 'a> = &'f mut dyn FnMut(&mut Reader<'a>, &str) -> Result<(), Bad>;
/// What is called for every item of an array: it has to read exactly one value.
pub type EachItem<'f, 'a> = &'f mut dyn FnMut(&mut Reader<'a>) -> Result<(), Bad>;

/// Reads one JSON text from front to back.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text: text.strip_prefix('\u{FEFF}').unwrap_or(text),
            at: 0,
        }
    }

    /// Nothing but white space may be left.
    pub fn end(&mut self) -> Result<(), Bad> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Bad),
        }
    }

    /// The first byte of the next value, white space skipped; `None` at the end.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Reads an object. Keys come in lower case, because some servers write `Locked`.
    pub fn object(&mut self, each: EachEntry<'_, 'a>) -> Result<(), Bad> {
        self.expect(b'{')?;
        if self.take_if(b'}') {
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.expect(b':')?;
            if has_capital(key.as_bytes()) {
                each(self, &key.to_ascii_lowercase())?;
            } else {
                each(self, &key)?;
            }
            if !self.take_if(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Reads an array.
    pub fn array(&mut self, each: EachItem<'_, 'a>) -> Result<(), Bad> {
        self.expect(b'[')?;
        if self.take_if(b']') {
            return Ok(());
        }
        loop {
            each(self)?;
            if !self.take_if(b',') {
                return self.expect(b']');
            }
        }
    }

    /// Reads any value; objects and arrays are kept as they were written.
    pub fn scalar(&mut self) -> Result<Scalar<'a>, Bad> {
        match self.peek().ok_or(Bad)? {
            b'"' => self.string().map(Scalar::Text),
            b'{' | b'[' => self.raw().map(Scalar::Compound),
            b'-' | b'0'..=b'9' => self.number().map(Scalar::Number),
            _ => match self.word() {
                "true" => Ok(Scalar::Flag(true)),
                "false" => Ok(Scalar::Flag(false)),
                "null" => Ok(Scalar::Null),
                _ => Err(Bad),
            },
        }
    }

    /// Skips any value.
    pub fn skip(&mut self) -> Result<(), Bad> {
        self.raw().map(drop)
    }

    /// Skips any value and gives it as it was written. A loop, not a recursion: depth costs one bit.
    pub fn raw(&mut self) -> Result<&'a str, Bad> {
        self.peek();
        let start = self.at;
        let mut objects = 0_u128;
        let mut depth = 0_u32;
        'value: loop {
            match self.peek().ok_or(Bad)? {
                open @ (b'{' | b'[') => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Bad);
                    }
                    objects = objects << 1 | u128::from(open == b'{');
                    self.at += 1;
                    if !self.take_if(if open == b'{' { b'}' } else { b']' }) {
                        if open == b'{' {
                            self.key()?;
                            self.expect(b':')?;
                        }
                        continue 'value;
                    }
                    objects >>= 1;
                    depth -= 1;
                }
                b'"' => {
                    self.string()?;
                }
                _ => {
                    self.scalar()?;
                }
            }
            while depth > 0 {
                let in_object = objects & 1 == 1;
                if self.take_if(b',') {
                    if in_object {
                        self.key()?;
                        self.expect(b':')?;
                    }
                    continue 'value;
                }
                self.expect(if in_object { b'}' } else { b']' })?;
                objects >>= 1;
                depth -= 1;
            }
            return self.text.get(start..self.at).ok_or(Bad);
        }
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes `byte` if it is what comes next.
    #[inline(always)]
    fn take_if(&mut self, byte: u8) -> bool {
        // Servers write no white space, so what is asked for mostly stands here.
        let found = self.byte() == Some(byte) || self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), Bad> {
        if self.take_if(byte) { Ok(()) } else { Err(Bad) }
    }

    fn key(&mut self) -> Result<Cow<'a, str>, Bad> {
        if self.peek() == Some(b'"') {
            return self.string();
        }
        // The document's own sample of `layout` has keys without quotes.
        match self.word() {
            "" => Err(Bad),
            word => Ok(Cow::Borrowed(word)),
        }
    }

    fn word(&mut self) -> &'a str {
        self.while_byte(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'$' || b == b'-')
    }

    fn number(&mut self) -> Result<&'a str, Bad> {
        let number =
            self.while_byte(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        if is_number(number.as_bytes()) {
            Ok(number)
        } else {
            Err(Bad)
        }
    }

    fn while_byte(&mut self, of: fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.byte().is_some_and(of) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Bad> {
        self.expect(b'"')?;
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).ok_or(Bad)?;
        self.at = start + first_of(rest, b'"', b'\\').ok_or(Bad)?;
        if self.byte() != Some(b'"') {
            return self.string_with_escapes(start).map(Cow::Owned);
        }
        let text = self.text.get(start..self.at).ok_or(Bad)?;
        self.at += 1;
        Ok(Cow::Borrowed(text))
    }

    fn string_with_escapes(&mut self, start: usize) -> Result<String, Bad> {
        let mut out = String::new();
        let mut start = start;
        loop {
            match self.byte().ok_or(Bad)? {
                b'"' => {
                    out.push_str(self.text.get(start..self.at).ok_or(Bad)?);
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => {
                    out.push_str(self.text.get(start..self.at).ok_or(Bad)?);
                    self.at += 1;
                    let escaped = self.byte().ok_or(Bad)?;
                    self.at += 1;
                    out.push(match escaped {
                        b'"' | b'\\' | b'/' => char::from(escaped),
                        b'b' => '\u{8}',
                        b'f' => '\u{C}',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => self.escaped_letter()?,
                        _ => return Err(Bad),
                    });
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
    }

    /// What follows `\u`. Half a surrogate pair becomes U+FFFD: the event around it is still good.
    fn escaped_letter(&mut self) -> Result<char, Bad> {
        let first = self.four_digits()?;
        if (0xD800..0xDC00).contains(&first)
            && self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\\u")
        {
            let back = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xDC00..0xE000).contains(&second) {
                let letter = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(letter).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, Bad> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = char::from(self.byte().ok_or(Bad)?)
                .to_digit(16)
                .ok_or(Bad)?;
            value = value * 16 + digit;
            self.at += 1;
        }
        Ok(value)
    }
}

/// The grammar of JSON numbers: `-`, digits without a leading zero, fraction, exponent.
fn is_number(text: &[u8]) -> bool {
    fn digits(text: &[u8]) -> Option<&[u8]> {
        let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
        if count == 0 { None } else { text.get(count..) }
    }
    fn rest(text: &[u8]) -> Option<&[u8]> {
        let text = text.strip_prefix(b"-").unwrap_or(text);
        let mut text = match text.strip_prefix(b"0") {
            Some(rest) => rest,
            None => digits(text)?,
        };
        if let Some(fraction) = text.strip_prefix(b".") {
            text = digits(fraction)?;
        }
        match text {
            [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] => {
                digits(exponent)
            }
            _ => Some(text),
        }
    }
    rest(text).is_some_and(<[u8]>::is_empty)
}
