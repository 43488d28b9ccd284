//! A table as a file that spreadsheets open: RFC 4180 with a byte-order mark, and no cell that is run as a formula.

use csv::{Terminator, Writer, WriterBuilder};

/// What a spreadsheet takes for the begin of a formula.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Tells spreadsheets that the text is UTF-8.
pub(crate) const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Returns whether a cell is written with an apostrophe in front: a formula, or one that begins with apostrophes of its own, so
/// that both come back as they were.
fn needs_guard(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

fn guard(cell: &str) -> String {
    let apostrophe = if needs_guard(cell) { "'" } else { "" };
    [apostrophe, cell].concat()
}

/// Returns a cell as it was before it was written.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| needs_guard(rest))
        .unwrap_or(cell)
}

/// A table being written.
pub struct Table(Writer<Vec<u8>>);

impl Table {
    /// Makes a table with its first row.
    pub fn new(head: &[&str]) -> Self {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(BYTE_ORDER_MARK.to_string().into_bytes());
        let mut table = Self(writer);
        table.push_row(head);
        table
    }

    /// Adds a row.
    pub fn push_row(&mut self, cells: &[&str]) {
        // Memory takes everything, and rows may be of any length.
        let _ = self.0.write_record(cells.iter().map(|cell| guard(cell)));
    }

    /// Returns the whole file.
    pub fn into_text(self) -> String {
        // What was put in was text.
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let check = |cell: &str, expect: &str| {
            let mut table = Table::new(&["a", "b"]);
            table.push_row(&["x", cell]);
            let text = table.into_text();
            let row = text.strip_prefix("\u{FEFF}a,b\r\nx,").unwrap();
            let text = row.strip_suffix("\r\n").unwrap();
            assert_eq!(text, expect, "{cell:?}");
            let plain = match text.strip_prefix('"') {
                Some(quoted) => quoted.trim_end_matches('"').replace("\"\"", "\""),
                None => text.to_owned(),
            };
            assert_eq!(unguard(&plain), cell);
        };
        check("Wang Fang", "Wang Fang");
        check("a,b", "\"a,b\"");
        check("say \"hi\".", "\"say \"\"hi\"\".\"");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        check("+86 138", "'+86 138");
        check("-1", "'-1");
        check("'-1", "''-1");
        check("'quoted'", "'quoted'");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\tx", "'\tx");
        check("\r\nx", "\"'\r\nx\"");
        check("＝1+1", "'＝1+1");
        check("＋1", "'＋1");
        check("－1", "'－1");
        check("＠a", "'＠a");
        check("", "");
    }

    #[test]
    fn files() {
        let mut table = Table::new(&["Time", "Event"]);
        table.push_row(&["10:42:03", "Li, Lei joined"]);
        assert_eq!(
            table.into_text(),
            "\u{FEFF}Time,Event\r\n10:42:03,\"Li, Lei joined\"\r\n"
        );
    }
}
