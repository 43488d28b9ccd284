//! The address book as a table, whatever program wrote it.

use super::heads::{Columns, columns};
use super::{COLUMNS, Contact};
use crate::DialProtocol;
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

/// Reads a table: commas, semicolons or tabs stand between its cells, and one of its first rows names the columns, in any order and
/// many languages.
///
/// # Errors
/// The cells of its first row, where no column of addresses is known.
pub fn read_csv(text: &str) -> Result<Import, Vec<String>> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let (delimiter, text) = delimiter_of(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().flatten();
    let rows: Vec<Vec<String>> = records
        .map(|row| row.iter().map(|cell| bare(cell).to_owned()).collect())
        .collect();
    read_rows(&rows)
}

/// Reads a table of rows.
///
/// # Errors
/// The cells of its first row, where no column of addresses is known.
pub fn read_rows(rows: &[Vec<String>]) -> Result<Import, Vec<String>> {
    let named = rows.iter().take(LINES_ABOVE).enumerate();
    let Some((head, columns)) = named
        .filter_map(|(at, row)| Some((at, columns(row)?)))
        .next()
    else {
        return Err(rows.first().cloned().unwrap_or_default());
    };
    let mut import = Import::default();
    for (at, row) in rows.iter().enumerate().skip(head + 1) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row_number = at + 1;
        match contact(&columns, row) {
            Ok(contact) => import.contacts.push((row_number, contact)),
            Err((why, address)) => import.left_out.push(LeftOut {
                row: row_number,
                why: Some(why),
                address,
            }),
        }
    }
    Ok(import)
}

/// Makes a contact of a row, by the first of its addresses that can be called.
fn contact(columns: &Columns, row: &[String]) -> Result<Contact, (DialProblem, String)> {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    let own = columns.own.map(cell);
    let mut first_problem = None;
    for (at, by) in &columns.addresses {
        let address = cell(Some(*at));
        if address.trim().is_empty() {
            continue;
        }
        let mut cells = own.clone();
        let [name, to, protocol, ..] = &mut cells;
        if name.trim().is_empty() {
            *name = whole_name(&cell(columns.given), &cell(columns.family));
        }
        if let Some(by) = by {
            *protocol = DialProtocol::as_str(*by).to_owned();
        }
        to.clone_from(&address);
        match Contact::from_cells(&cells) {
            Ok(contact) => return Ok(contact),
            Err(why) => first_problem = first_problem.or(Some((why, address))),
        }
    }
    Err(first_problem.unwrap_or((DialProblem::AddressMissing, String::new())))
}

/// A family name stands first, without a space, where both are Chinese.
fn whole_name(given: &str, family: &str) -> String {
    let is_chinese = |text: &str| text.starts_with(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    if is_chinese(given) && is_chinese(family) {
        [family.trim(), given.trim()].concat()
    } else {
        [given, " ", family].concat()
    }
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
            "name,address\nAda,8001.0\nBob,\u{FFFD}1\n",
            "Ada=auto:8001",
            &[(3, DialProblem::CharactersLost)],
        );
        check(
            "name,address,e-mail\nAda,1 Main St,ada@x.com\n",
            "Ada=auto:ada@x.com",
            &[],
        );
        assert_eq!(
            read_csv("Shape,Colour\nround,red").unwrap_err(),
            ["Shape", "Colour"]
        );
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
