//! Finding lines of the log by what they say.

use crate::people::fold;
use crate::{Decompose, Line, Query};

/// Returns the lines that say every word of `query`, oldest first. `text_of` is what a line says, and when.
pub fn find_lines<T>(
    lines: impl IntoIterator<Item = Line<T>>,
    query: &Query,
    text_of: impl Fn(&T) -> String,
    decompose: Decompose,
) -> Vec<Line<T>> {
    let says = |line: &Line<T>| query.matches(&fold(&text_of(&line.content), decompose));
    lines.into_iter().filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lines;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn finds_every_word_in_any_order() {
        let decompose = |text: &str| text.nfkd().collect::<String>();
        let mut lines = Lines::new(10);
        for line in [
            "10:42:03 Zoë joined",
            "10:43:00 Zoë was muted",
            "10:43:01 王芳 joined",
        ] {
            lines.push(line);
        }
        let check = |query: &str, expect: &[u64]| {
            let query = Query::new(query, decompose);
            let all = lines.newest(lines.len());
            let found = find_lines(all, &query, |line| (*line).to_owned(), decompose);
            let numbers: Vec<u64> = found.iter().map(|line| line.number).collect();
            assert_eq!(numbers, expect, "{query:?}");
        };
        check("", &[0, 1, 2]);
        check("JOINED zoe", &[0]);
        check("zoe", &[0, 1]);
        check("10:43", &[1, 2]);
        check("芳", &[2]);
        check("zoe left", &[]);
    }
}
