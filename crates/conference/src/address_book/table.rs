//! The address book as a table, whatever program wrote it.

use super::columns::{ColumnUse, Columns};
use super::guess::{filled, is_contradicted, is_text};
use super::question::ColumnQuestion;
use super::{COLUMNS, Contact, heads};
use crate::csv::{BYTE_ORDER_MARK, Table, unguard};
use crate::dial::DialProblem;
use csv::ReaderBuilder;

/// A title may stand above the heads, but not more than this.
const LINES_ABOVE: usize = 5;

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Who can be called, with their rows.
    pub contacts: Vec<(usize, Contact)>,
    /// The rows of others.
    pub left_out: Vec<LeftOut>,
    /// How many took the place of somebody with the same address, of this table or saved before; known once they are saved.
    pub replaced: usize,
}

/// A row that isn't kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which, as the program shows it that wrote it: the first one is 1.
    pub row: usize,
    /// Why; `None` where the address book is full.
    pub why: Option<DialProblem>,
    /// The address as it stands there.
    pub address: String,
}

/// Why a table isn't imported at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// Its heads don't say which column is which: somebody has to.
    Ask(Box<ColumnQuestion>),
    /// Nobody could be called by anything that stands there: what stands in its first row.
    NoBook(Vec<String>),
}

/// A table as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    rows: Vec<Vec<String>>,
    /// Its first row is certainly heads, and isn't counted as a row.
    is_list: bool,
}

impl Sheet {
    /// Takes a text apart: commas, semicolons or tabs stand between its cells.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches(BYTE_ORDER_MARK);
        let (delimiter, text) = delimiter_of(text);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records().flatten();
        let rows = records
            .map(|row| row.iter().map(|cell| bare(cell).to_owned()).collect())
            .collect();
        Self {
            rows,
            is_list: false,
        }
    }

    /// Makes one of entries with a cell for each key.
    pub fn of_list(keys: Vec<String>, entries: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self {
            rows: std::iter::once(keys).chain(entries).collect(),
            is_list: true,
        }
    }

    /// Reads it, if one of its first rows names the columns, in any order and many languages.
    ///
    /// # Errors
    /// What to ask, where that row is missing or says one thing and another.
    pub fn read(self) -> Result<Import, Unread> {
        let lines_above = if self.is_list { 1 } else { LINES_ABOVE };
        let first_rows = self.rows.iter().take(lines_above).enumerate();
        let named = first_rows
            .map(|(at, row)| (at, heads::columns(row)))
            .find(|(_, columns)| !columns.addresses.is_empty());
        if let Some((head, columns)) = named
            && self.is_sure(head, &columns)
        {
            return Ok(read_body(&columns, &self.rows, head + 1, self.is_list));
        }
        let first_row = self.rows.first().cloned();
        Err(match ColumnQuestion::new(self.rows, self.is_list) {
            Some(question) => Unread::Ask(Box::new(question)),
            None => Unread::NoBook(first_row.unwrap_or_default()),
        })
    }

    /// Returns whether there is only one way to read it: no name is missing that may stand there, no head that is used stands twice,
    /// and what stands below is what the heads say.
    fn is_sure(&self, head: usize, columns: &Columns) -> bool {
        let (above, rest) = self.rows.split_at(head);
        let Some((heads, body)) = rest.split_first() else {
            return true;
        };
        let heads: Vec<String> = heads.iter().map(|head| heads::plain(head)).collect();
        let cells = |at: usize| body.iter().filter_map(move |row| row.get(at));
        // Somebody called "Phone" in a table without heads.
        let is_headless = !columns.has_name() && above.iter().any(|row| filled(row).count() > 1);
        let may_be_name = |at: usize| {
            columns.use_of(at) == ColumnUse::Unused && cells(at).any(|cell| is_text(cell))
        };
        let lacks_names = !columns.has_name() && (0..heads.len()).any(may_be_name);
        let differs = |at: usize, other: usize| {
            let is_other = |row: &Vec<String>| {
                let more = row.get(other).filter(|cell| !cell.trim().is_empty());
                more.is_some() && more != row.get(at)
            };
            heads.get(at) == heads.get(other) && body.iter().any(is_other)
        };
        let stands_twice = |at: usize| {
            columns.use_of(at) != ColumnUse::Unused
                && (0..heads.len()).any(|other| other != at && differs(at, other))
        };
        !is_headless
            && !lacks_names
            && !(0..heads.len()).any(stands_twice)
            && !is_contradicted(columns, body)
    }
}

/// Reads a table of commas, semicolons or tabs.
///
/// # Errors
/// As [`Sheet::read`].
pub fn read_csv(text: &str) -> Result<Import, Unread> {
    Sheet::of_text(text).read()
}

/// Reads the rows from `first` on. Those of a list are counted without its heads.
pub(super) fn read_body(
    columns: &Columns,
    rows: &[Vec<String>],
    first: usize,
    is_list: bool,
) -> Import {
    let mut import = Import::default();
    for (at, row) in rows.iter().enumerate().skip(first) {
        if filled(row).next().is_none() {
            continue;
        }
        let row_number = if is_list { at } else { at + 1 };
        match columns.contact(row) {
            Ok(contact) => import.contacts.push((row_number, contact)),
            Err((why, address)) => import.left_out.push(LeftOut {
                row: row_number,
                why: Some(why),
                address,
            }),
        }
    }
    import
}

/// Returns what a cell holds: `="008001"` is what spreadsheets write for digits that are text.
fn bare(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"");
    formula
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or_else(|| unguard(cell))
}

/// Returns what stands between cells, and the table: a spreadsheet may say it in a line of its own (`sep=;`), else it is what the
/// first lines have most of.
fn delimiter_of(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    let said = first.trim_matches('"').strip_prefix("sep=");
    if let Some([delimiter]) = said.map(str::as_bytes) {
        return (*delimiter, rest);
    }
    let lines = text.split(['\r', '\n']).take(2 * LINES_ABOVE);
    let outside: String = lines.flat_map(|line| line.split('"').step_by(2)).collect();
    let count = |delimiter: &u8| outside.bytes().filter(|byte| byte == delimiter).count();
    let mut best = b',';
    for delimiter in *b";\t" {
        if count(&delimiter) > count(&best) {
            best = delimiter;
        }
    }
    (best, text)
}

/// Returns the contacts as a table that [`read_csv`] reads.
pub fn write_csv(contacts: &[Contact]) -> String {
    let mut table = Table::new(&COLUMNS);
    for contact in contacts {
        table.push_row(&contact.cells());
    }
    table.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        let check = |text: &str, expect: Option<&[(&str, &str, &str)]>| {
            let read = read_csv(text).ok();
            let found = read.as_ref().map(|all| {
                let brief = |one: &Contact| {
                    (
                        one.name.to_string(),
                        one.address.to_string(),
                        one.groups.to_string(),
                    )
                };
                all.contacts
                    .iter()
                    .map(|(_, one)| brief(one))
                    .collect::<Vec<_>>()
            });
            let owned =
                |(a, b, c): &(&str, &str, &str)| (a.to_string(), b.to_string(), c.to_string());
            let expect = expect.map(|all| all.iter().map(owned).collect::<Vec<_>>());
            assert_eq!(found, expect, "{text:?}");
        };
        check("", None);
        check("name,colour\nBob,1\n", None);
        check("name,phone\nBob,110\n", Some(&[("Bob", "110", "")]));
        check(
            "name,address\r\nBob,8001\r\nAnn,\r\n",
            Some(&[("Bob", "8001", "")]),
        );
        check(
            "\u{FEFF}Address;Groups;Name\n8001;\"Board; Sales\";\"Li \"\"Lei\"\"\"",
            Some(&[("Li \"Lei\"", "8001", "Board; Sales")]),
        );
        check(
            "name,address,protocol\n\"a\nb\",'+86 10,phone\n",
            Some(&[("a b", "+8610", "")]),
        );
    }

    #[test]
    fn what_was_reported() {
        let check = |text: &str, expect: &str, left_out: &[(usize, DialProblem)]| {
            let read = read_csv(text).unwrap();
            let brief = |(_, one): &(usize, Contact)| {
                format!("{}={}:{}", one.name, one.protocol.as_str(), one.address)
            };
            let found: Vec<_> = read.contacts.iter().map(brief).collect();
            assert_eq!(found.join("|"), expect, "{text:?}");
            let found: Vec<_> = read
                .left_out
                .iter()
                .map(|one| (one.row, one.why.unwrap()))
                .collect();
            assert_eq!(found, left_out, "{text:?}");
        };
        check(
            include_str!("../../tests/reports/book_thunderbird.csv"),
            "Ada Example=auto:ada@example.com|Li, Lei=auto:lilei@example.cn",
            &[],
        );
        check(
            include_str!("../../tests/reports/book_video_devices.csv"),
            "Board room=sip:board_room_1@rooms.example.com|Training 3=sip:training_3@rooms.example.com",
            &[],
        );
        check(
            include_str!("../../tests/reports/book_sep_line.csv"),
            "Ada Example=sip:ada@example.com|Board room=sip:8001",
            &[],
        );
        check(
            include_str!("../../tests/reports/book_excel_numbers.csv"),
            "Zeros kept by a formula=auto:008001|Good one=phone:+8613800138000|Alias without a host=h323:BoardRoom1",
            &[
                (3, DialProblem::Rounded),
                (4, DialProblem::Rounded),
                (7, DialProblem::AddressMissing),
            ],
        );
        for end in ["\r", "\n", "\r\n"] {
            let text = ["\u{FEFF}姓名\t号码", "王芳\t8001", ""].join(end);
            check(&text, "王芳=auto:8001", &[]);
            let text = ["sep=\t", "姓\t名\t手机", "王\t芳\t13800138000"].join(end);
            check(&text, "王芳=phone:13800138000", &[]);
        }
        check(
            "Contacts of 2025\n\nVorname;Nachname;E-Mail-Adresse;Mobiltelefon\nAda;Müller;;+49 170 555\n",
            "Ada Müller=phone:+49170555",
            &[],
        );
        check(
            "name,address\nAda,8001.0\nBob,\u{FFFD}1\nEve,#NUM!\n",
            "Ada=auto:8001",
            &[
                (3, DialProblem::CharactersLost),
                (4, DialProblem::CharactersLost),
            ],
        );
        check(
            "name,address,e-mail\nAda,1 Main St,ada@x.com\n",
            "Ada=auto:ada@x.com",
            &[],
        );
    }

    #[test]
    fn who_cannot_be_read_at_once() {
        let check = |text: &str, is_asked: bool| {
            let unread = read_csv(text).unwrap_err();
            assert_eq!(matches!(unread, Unread::Ask(_)), is_asked, "{text:?}");
        };
        // No heads, and heads that nobody knows.
        check("Ada,8001\nBen,8002", true);
        check("Shape,Colour\nround,red", true);
        check("8001\n8002", true);
        // Somebody called "Phone".
        check("Ada,8001\nPhone,8002", true);
        // Which of the two is it?
        check("Name,Number,Number\nAda,8001,8002", true);
        // Their names stand in a column that nobody knows.
        check("Kontaktperson,Nummer\nAda,8001", true);
        // One was put in the place of the other.
        check("Name,Number\n8001,Ada\n8002,Ben", true);
        check("", false);
        check("\n\n", false);
        check("nothing of the kind", false);
        check("Dear Ada, how are you?", false);
        assert_eq!(
            read_csv("Dear Ada, how are you?").unwrap_err(),
            Unread::NoBook(vec!["Dear Ada".to_owned(), " how are you?".to_owned()])
        );
    }

    #[test]
    fn who_is_read_at_once() {
        let check = |text: &str, count: usize| {
            assert_eq!(
                read_csv(text).map(|import| import.contacts.len()),
                Ok(count),
                "{text:?}"
            );
        };
        check("Number\n8001\n8002", 2);
        check("name,address", 0);
        check("Contacts\nName,Number\nAda,8001", 1);
        check("Exported by,admin\nName,Number\nAda,8001", 1);
        // The same column twice.
        check("Name,Number,Number\nAda,8001,8001\nBen,8002,", 2);
        check("Name,Number\nRoom 1,8001\n8002,8002", 2);
        check("Number,Floor\n8001,2", 1);
    }

    #[test]
    fn tables_come_back() {
        let check = |cells: [&str; 7]| {
            let contact = Contact::from_cells(&cells.map(str::to_owned)).unwrap();
            let table = write_csv(std::slice::from_ref(&contact));
            let read = read_csv(&table).unwrap();
            assert_eq!(read.contacts, [(2, contact)], "{table:?}");
        };
        check(["王芳", "+8610", "phone", "chair", "A, B", "audio", "no"]);
        check(["=1+1", "8001", "sip", "guest", "", "video", "no"]);
        check([
            "say \"hi\"",
            "rtmp://x/y",
            "rtmp",
            "guest",
            "'",
            "video",
            "yes",
        ]);
    }
}
