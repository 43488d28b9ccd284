//! What some servers write and strict JSON refuses, written as JSON has it.

use std::fmt::Write;
use std::str::Chars;

/// Rewrites a text that isn't JSON so that it is, where only this is wrong with it:
/// - control characters inside strings;
/// - half surrogate pairs (`\ud83d` alone), which become U+FFFD;
/// - numbers larger than any `f64`, which become `null`;
/// - keys without quotes, as in the document's own sample of `layout`.
///
/// What is wrong in another way stays so.
pub(super) fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((between, string)) = rest.split_once('"') {
        repair_between_strings(between, &mut out);
        out.push('"');
        rest = repair_string(string, &mut out);
    }
    repair_between_strings(rest, &mut out);
    out
}

fn repair_between_strings(part: &str, out: &mut String) {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_$-+.".contains(letter);
    let mut rest = part;
    while let Some(start) = rest.find(is_word) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|letter| !is_word(letter));
        let (word, after) = word.split_at(end.unwrap_or(word.len()));
        out.push_str(before);
        if after.trim_start().starts_with(':') {
            out.extend(["\"", word, "\""]);
        } else if is_too_large(word) {
            out.push_str("null");
        } else {
            out.push_str(word);
        }
        rest = after;
    }
    out.push_str(rest);
}

fn is_too_large(word: &str) -> bool {
    // serde_json has no kind for it, only these words.
    let read = serde_json::from_str::<f64>(word);
    read.is_err_and(|error| error.to_string().starts_with("number out of range"))
}

/// Repairs what stands behind an opening quote, to the closing one; returns what follows that.
fn repair_string<'a>(text: &'a str, out: &mut String) -> &'a str {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                out.push('"');
                break;
            }
            '\\' => repair_escape(&mut letters, out),
            '\0'..='\u{1F}' => {
                // Writing to a `String` can't fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    letters.as_str()
}

/// Repairs what stands behind a backslash.
fn repair_escape(letters: &mut Chars<'_>, out: &mut String) {
    let escaped = letters.next();
    out.push('\\');
    out.extend(escaped);
    if escaped != Some('u') {
        return;
    }
    let text = letters.as_str();
    let first = code_unit(text);
    let second = text
        .get(4..)
        .and_then(|rest| rest.strip_prefix("\\u"))
        .and_then(code_unit);
    let taken = match (first, second) {
        (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => {
            out.extend(text.get(..10));
            10
        }
        (Some(0xD800..0xE000), _) => {
            out.push_str("fffd");
            4
        }
        _ => 0,
    };
    *letters = text.get(taken..).unwrap_or_default().chars();
}

fn code_unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.get(..4)?, 16).ok()
}
