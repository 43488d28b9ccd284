//! A table as a file that spreadsheets open: RFC 4180 with a byte-order mark, and no cell that is run as a formula.

/// What a spreadsheet takes for the begin of a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a cell is written with an apostrophe in front: a formula, or one that begins with apostrophes of its own, so that
/// both come back as they were.
fn is_guarded(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// A cell as it was before it was written.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| is_guarded(rest))
        .unwrap_or(cell)
}

/// A file being written.
pub struct File(String);

impl File {
    /// A file with its first row.
    pub fn with_head(head: &[&str]) -> Self {
        let mut file = Self(String::from("\u{FEFF}"));
        file.row(head);
        file
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            push_cell(&mut self.0, cell);
        }
        self.0.push_str("\r\n");
    }

    /// The whole file.
    pub fn text(self) -> String {
        self.0
    }
}

fn push_cell(text: &mut String, cell: &str) {
    let quoted = cell.contains(['"', ',', '\r', '\n']);
    if quoted {
        text.push('"');
    }
    if is_guarded(cell) {
        text.push('\'');
    }
    for letter in cell.chars() {
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    if quoted {
        text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let check = |cell: &str, expect: &str| {
            let mut text = String::new();
            push_cell(&mut text, cell);
            assert_eq!(text, expect, "{cell:?}");
            let plain = match text.strip_prefix('"') {
                Some(quoted) => quoted.trim_end_matches('"').replace("\"\"", "\""),
                None => text,
            };
            assert_eq!(unguarded(&plain), cell);
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
        let mut file = File::with_head(&["Time", "Event"]);
        file.row(&["10:42:03", "Li, Lei joined"]);
        assert_eq!(
            file.text(),
            "\u{FEFF}Time,Event\r\n10:42:03,\"Li, Lei joined\"\r\n"
        );
    }
}
