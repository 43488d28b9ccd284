//! Finding a participant by what a host types.

use crate::Participant;

/// The text that a search looks in: name and address, folded. Made once per change of a person, not once per look.
pub fn search_key(person: &Participant) -> String {
    fold(&format_pair(&person.name, &person.address))
}

/// Whether every word of `query` stands in `key` (from [`search_key`]). An empty query matches everybody.
pub fn matches(key: &str, query: &str) -> bool {
    query
        .split_whitespace()
        .all(|word| key.contains(&fold(word)))
}

fn format_pair(name: &str, address: &str) -> String {
    let mut text = String::with_capacity(name.len() + address.len() + 1);
    text.push_str(name);
    text.push(' ');
    text.push_str(address);
    text
}

/// Lower case, full-width forms as their ASCII twins.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
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
        let check = |query: &str, expect: bool| assert_eq!(matches(&key, query), expect, "{query}");
        check("", true);
        check("王", true);
        check("WANG", true);
        check("ｗａｎｇ", true);
        check("wang 芳", true);
        check("example.cn", true);
        check("li", false);
    }
}
