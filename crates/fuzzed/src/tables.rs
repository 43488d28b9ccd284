//! Tables that go out for spreadsheets, and the address book's that come in.

use conference::address_book::{COLUMNS, Contact, Import, Unread, read_csv};
use conference::csv::Table;

/// Cells that go out come back the same, and none of them is a formula.
pub fn csv(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let cells: Vec<&str> = text.split('\u{1F}').collect();
    let mut file = Table::new(&["Time", "Event"]);
    file.push_row(&cells);
    let text = file.into_text();
    let Some(rest) = text.strip_prefix("\u{FEFF}Time,Event\r\n") else {
        panic!("the first row is another: {text:?}");
    };
    let found = read_row(rest);
    assert_eq!(found.len(), cells.len(), "{rest:?}");
    for (cell, found) in cells.iter().zip(&found) {
        assert_eq!(conference::csv::unguard(found), *cell, "{found:?}");
        assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
    }
}

/// One row by RFC 4180, to its end.
fn read_row(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(cell) = cells.last_mut() else {
            break;
        };
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(
                    letters.collect::<String>(),
                    "\n",
                    "more than one row: {text:?}"
                );
                break;
            }
            letter => cell.push(letter),
        }
    }
    assert!(!quoted, "a quote is open: {text:?}");
    cells
}

/// A table as a file has it, and cells as JSON has them: what is understood is a contact that stays the same on its way out
/// and in again.
pub fn address_import(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = import(&text).contacts;
    let mut all: Vec<_> = read.into_iter().map(|(_, contact)| contact).collect();
    let mut cells = text.split('\u{1F}').map(str::to_owned);
    let cells: [String; 7] = std::array::from_fn(|_| cells.next().unwrap_or_default());
    all.extend(Contact::from_cells(&cells));
    let mut file = Table::new(&COLUMNS);
    for contact in &all {
        let cells = contact.cells().map(str::to_owned);
        assert_eq!(Contact::from_cells(&cells).as_ref(), Ok(contact));
        assert!(contact.is_same_entry(contact));
        assert!(contact.is_target_of(&contact.dial()));
        assert!(!contact.display_name().is_empty());
        assert!(contact.groups().all(|group| !group.is_empty()));
        file.push_row(&contact.cells());
    }
    let again = import(&file.into_text()).contacts;
    let again: Vec<_> = again.into_iter().map(|(_, contact)| contact).collect();
    assert_eq!(again, all, "{text:?}");
}

/// Whoever is asked which column is which says what was guessed.
fn import(text: &str) -> Import {
    match read_csv(text) {
        Ok(import) => import,
        Err(Unread::NoBook(_)) => Import::default(),
        Err(Unread::Ask(question)) => {
            let columns = question.columns();
            assert!(!columns.is_empty());
            let shown = columns
                .iter()
                .map(|column| question.first_cells(*column).count());
            assert!(shown.max() <= Some(4));
            let guesses: Vec<_> = columns.iter().map(|column| column.guess).collect();
            let has_heads = question.has_heads().unwrap_or_default();
            question.import(&guesses, has_heads).unwrap_or_default()
        }
    }
}
