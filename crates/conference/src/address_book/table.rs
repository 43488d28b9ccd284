//! The address book as a table for spreadsheets.

use super::{COLUMNS, Contact};
use crate::csv::{BYTE_ORDER_MARK, Table, unguard};
use csv::{ReaderBuilder, StringRecord};

/// Reads a table: its first row names the columns, in any order; commas, semicolons or tabs stand between them. Rows that can't be
/// called are left out. Returns `None` where there is no column of addresses.
pub fn read_csv(text: &str) -> Option<Vec<Contact>> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter_of(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().ok()?;
    let column = |key: &str| {
        head.iter()
            .position(|name| name.trim().eq_ignore_ascii_case(key))
    };
    let columns = COLUMNS.map(column);
    let [_, Some(_), ..] = columns else {
        return None;
    };
    let contact = |row: StringRecord| {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at)).unwrap_or_default();
            unguard(cell).to_owned()
        };
        Contact::from_cells(&columns.map(cell))
    };
    Some(reader.records().flatten().filter_map(contact).collect())
}

/// Returns what stands between the cells of the first line.
fn delimiter_of(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let is_there = |delimiter: &u8| head.bytes().any(|byte| byte == *delimiter);
    *b",;\t"
        .iter()
        .find(|delimiter| is_there(delimiter))
        .unwrap_or(&b',')
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
            let read = read_csv(text);
            let found = read.as_ref().map(|all| {
                let brief = |one: &Contact| {
                    (
                        one.name.to_string(),
                        one.address.to_string(),
                        one.groups.to_string(),
                    )
                };
                all.iter().map(brief).collect::<Vec<_>>()
            });
            let owned =
                |(a, b, c): &(&str, &str, &str)| (a.to_string(), b.to_string(), c.to_string());
            let expect = expect.map(|all| all.iter().map(owned).collect::<Vec<_>>());
            assert_eq!(found, expect, "{text:?}");
        };
        check("", None);
        check("name,phone\nBob,1\n", None);
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
    fn tables_come_back() {
        let check = |cells: [&str; 7]| {
            let contact = Contact::from_cells(&cells.map(str::to_owned)).unwrap();
            let table = write_csv(std::slice::from_ref(&contact));
            assert_eq!(read_csv(&table), Some(vec![contact]), "{table:?}");
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
