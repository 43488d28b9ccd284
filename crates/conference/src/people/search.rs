//! Finding a participant by what a host types.

use crate::Participant;

/// Returns the text that a search looks in: name and address, folded.
pub fn search_key(person: &Participant) -> String {
    fold(&format!("{} {}", person.name, person.address))
}

/// What a host looks for, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// Makes a query of the words of `text`.
    pub fn new(text: &str) -> Self {
        Self(text.split_whitespace().map(fold).collect())
    }

    /// Returns whether it asks for nothing, and finds everybody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether every word stands in `key` (from [`search_key`]).
    pub fn matches(&self, key: &str) -> bool {
        self.0.iter().all(|word| key.contains(&**word))
    }
}

/// Returns a text in lower case, full-width forms as their ASCII twins.
pub(crate) fn fold(text: &str) -> String {
    let narrow: String = text
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect();
    narrow.to_lowercase()
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
        let key = search_key(&person);
        let check = |query: &str, expect: bool| {
            let query = Query::new(query);
            assert_eq!(query.matches(&key), expect, "{query:?}")
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
