//! Finding a participant by what a host types.

use crate::Participant;

/// Makes a text lower case. Given by who asks: browsers have the tables for it, and a program that brings its own is five kilobytes
/// heavier.
pub type Lower = fn(&str) -> String;

/// The text that a search looks in: name and address, folded.
pub fn search_key(person: &Participant, lower: Lower) -> String {
    fold(&format_pair(&person.name, &person.address), lower)
}

/// What a host looks for, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// The words of `text`.
    pub fn new(text: &str, lower: Lower) -> Self {
        Self(
            text.split_whitespace()
                .map(|word| fold(word, lower))
                .collect(),
        )
    }

    /// Whether it asks for nothing, and finds everybody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word stands in `key` (from [`search_key`]).
    pub fn fits(&self, key: &str) -> bool {
        self.0.iter().all(|word| holds(key, word))
    }
}

/// Whether `part` stands in `text`. Byte by byte: what the library has for long texts is two kilobytes of program.
pub fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

fn format_pair(name: &str, address: &str) -> String {
    let mut text = String::with_capacity(name.len() + address.len() + 1);
    text.push_str(name);
    text.push(' ');
    text.push_str(address);
    text
}

/// Lower case, full-width forms as their ASCII twins.
fn fold(text: &str, lower: Lower) -> String {
    let narrow: String = text
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect();
    lower(&narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;
    use std::sync::Arc;

    #[test]
    fn finds_by_name_and_address() {
        let mut person = Participant::unknown(ParticipantId::new("1"));
        person.name = Arc::from("王芳 Wang");
        person.address = Arc::from("wang@example.cn");
        let key = search_key(&person, str::to_lowercase);
        let check = |query: &str, expect: bool| {
            let query = Query::new(query, str::to_lowercase);
            assert_eq!(query.fits(&key), expect, "{query:?}")
        };
        check("", true);
        check("王", true);
        check("WANG", true);
        check("ｗａｎｇ", true);
        check("wang 芳", true);
        check("example.cn", true);
        check("li", false);
    }
}
