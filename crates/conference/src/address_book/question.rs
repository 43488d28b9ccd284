//! Tables whose heads don't say which column is which: whoever knows is asked, beside a guess by what stands there.

use super::columns::{ColumnProblem, ColumnUse, Columns};
use super::guess::{ROWS_LOOKED_AT, filled, guess, is_contradicted, is_no_address};
use super::heads;
use super::table::{Import, read_body};
use crate::DialProtocol;
use crate::dial::parse_destination;

/// Columns that are asked about; beyond these nobody looks.
const MAX_COLUMNS: usize = 60;
/// Empty ones aren't: programs that write address books have a column for everything.
const MAX_PLACES: usize = 1000;
/// Rows that are shown.
const ROWS_SHOWN: usize = 4;

/// A table that may be an address book, and what its columns seem to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnQuestion {
    rows: Vec<Vec<String>>,
    /// Its first row that may be of use.
    first: usize,
    /// Its first row is certainly heads, and isn't counted as a row.
    is_list: bool,
    /// Its first row seems to be heads.
    has_heads: bool,
    columns: Vec<AskedColumn>,
}

/// A column in which something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedColumn {
    /// Its place; the first one's is 0.
    pub at: usize,
    /// What it seems to hold.
    pub guess: ColumnUse,
}

impl ColumnQuestion {
    /// Asks about a table. `None` where nobody could be called by any of its columns.
    pub(super) fn new(rows: Vec<Vec<String>>, is_list: bool) -> Option<Self> {
        let is_table = rows.iter().any(|row| filled(row).count() > 1);
        // A title says nothing that could be imported.
        let is_title = |row: &Vec<String>| {
            let mut cells = filled(row);
            let only = cells.next();
            cells.next().is_none() && only.is_none_or(|cell| is_table && is_no_address(cell))
        };
        let first = rows.iter().position(|row| is_list || !is_title(row))?;
        let (head, body) = rows.get(first..)?.split_first()?;
        let has_heads = is_list || !body.is_empty() && filled(head).all(is_no_address);
        let people = rows.get(first + usize::from(has_heads)..)?;
        let cells = |at: usize| {
            let rows = people.iter().take(ROWS_LOOKED_AT);
            rows.map(move |row| row.get(at).map_or("", String::as_str))
        };
        let is_filled = |at: &usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(*at));
            cells.any(|cell| !cell.trim().is_empty())
        };
        let places: Vec<usize> = (0..MAX_PLACES)
            .filter(is_filled)
            .take(MAX_COLUMNS)
            .collect();
        let any_cell = |is_so: fn(&str) -> bool| places.iter().any(|at| cells(*at).any(is_so));
        let can_be_called = |cell: &str| parse_destination(DialProtocol::Auto, cell).is_ok();
        let is_plausible = is_table && !body.is_empty() || any_cell(|cell| !is_no_address(cell));
        if !is_plausible || !any_cell(can_be_called) {
            return None;
        }
        let mut known = Columns::default();
        if has_heads {
            known = heads::columns(head);
        }
        if is_contradicted(&known, people) {
            known = Columns::default();
        }
        let columns = guess(&known, &places, cells);
        Some(Self {
            first,
            is_list,
            has_heads,
            columns,
            rows,
        })
    }

    /// Returns the columns in which something stands, first to last.
    pub fn columns(&self) -> &[AskedColumn] {
        &self.columns
    }

    /// Returns whether its first row seems to be heads; `None` where that is certain.
    pub fn has_heads(&self) -> Option<bool> {
        (!self.is_list).then_some(self.has_heads)
    }

    /// Returns what stands in the first rows of a column, heads included.
    pub fn first_cells(&self, column: AskedColumn) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().skip(self.first).take(ROWS_SHOWN);
        rows.filter_map(move |row| row.get(column.at))
            .map(String::as_str)
            .filter(|cell| !cell.trim().is_empty())
    }

    /// Returns the contacts, given what its columns hold, in their order, and whether its first row is heads.
    ///
    /// # Errors
    /// Why nothing can be imported that way.
    pub fn import(&self, uses: &[ColumnUse], has_heads: bool) -> Result<Import, ColumnProblem> {
        let places = self.columns.iter().map(|column| column.at);
        let columns = Columns::new(places.zip(uses.iter().copied()))?;
        let heads = usize::from(has_heads || self.is_list);
        Ok(read_body(
            &columns,
            &self.rows,
            self.first + heads,
            self.is_list,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address_book::{Sheet, Unread, read_csv};
    use ColumnUse::*;

    fn asked(text: &str) -> ColumnQuestion {
        match read_csv(text) {
            Err(Unread::Ask(question)) => *question,
            other => panic!("{text:?}: {other:?}"),
        }
    }

    fn guesses(question: &ColumnQuestion) -> Vec<ColumnUse> {
        let columns = question.columns().iter();
        columns.map(|column| column.guess).collect()
    }

    fn brief(import: &Import) -> String {
        let one = |(row, one): &(usize, crate::address_book::Contact)| {
            let protocol = one.protocol.as_str();
            format!("{row} {}={protocol}:{}", one.name, one.address)
        };
        let all: Vec<_> = import.contacts.iter().map(one).collect();
        all.join("|")
    }

    #[test]
    fn guesses_are_what_people_would_say() {
        let check = |text: &str, has_heads: bool, expect: &[ColumnUse], read: &str| {
            let question = asked(text);
            assert_eq!(question.has_heads(), Some(has_heads), "{text:?}");
            assert_eq!(guesses(&question), expect, "{text:?}");
            let import = question.import(expect, has_heads).unwrap();
            assert_eq!(brief(&import), read, "{text:?}");
            assert_eq!(import.left_out, [], "{text:?}");
        };
        // Without heads, either way round.
        check(
            "Ada,8001\nBen,8002",
            false,
            &[Name, Address],
            "1 Ada=auto:8001|2 Ben=auto:8002",
        );
        check(
            "8001;Ada\n8002;Ben",
            false,
            &[Address, Name],
            "1 Ada=auto:8001|2 Ben=auto:8002",
        );
        check("Ada,8001", false, &[Name, Address], "1 Ada=auto:8001");
        check("8001\n8002", false, &[Address], "1 =auto:8001|2 =auto:8002");
        check("\n8001\n", false, &[Address], "1 =auto:8001");
        // Rows that are counted, phone numbers, words that are known.
        check(
            "1\t王芳\t+86 138 0013 8000\thost\n2\t李雷\t13800138001\tguest",
            false,
            &[Unused, Name, Phone, Role],
            "1 王芳=phone:+8613800138000|2 李雷=phone:13800138001",
        );
        check(
            "Ada,SIP,ada@example.com\nBen,H.323,10.0.0.7",
            false,
            &[Name, Protocol, Address],
            "1 Ada=sip:ada@example.com|2 Ben=h323:10.0.0.7",
        );
        // Two could be called: the surer one.
        check(
            "Ada,8001,ada@example.com\nBen,8002,ben@example.com",
            false,
            &[Name, Unused, Address],
            "1 Ada=auto:ada@example.com|2 Ben=auto:ben@example.com",
        );
        check(
            "Name,Number,Number\nAda,8001,8002",
            true,
            &[Name, Address, Unused],
            "2 Ada=auto:8001",
        );
        // Heads that nobody knows, some of them, under a title.
        check(
            "Rooms of 2025\n\nRaum;Durchwahl;Protokoll\nBoard;8001;sip",
            true,
            &[Name, Address, Protocol],
            "3 Board=sip:8001",
        );
        check(
            "Kontaktperson,Nummer\nAda,8001",
            true,
            &[Name, Address],
            "2 Ada=auto:8001",
        );
        // Heads that stand over the wrong column.
        check(
            "Name,Number\n8001,Ada\n8002,Ben",
            true,
            &[Address, Name],
            "2 Ada=auto:8001|3 Ben=auto:8002",
        );
    }

    #[test]
    fn many_columns_of_which_few_hold_anything() {
        let blank = ",".repeat(70);
        let text =
            format!("Ada,{blank}8001,a,b,c,d,e,f,g,h,i\nBen,{blank}8002,a,b,c,d,e,f,g,h,i\n");
        let question = asked(&text);
        let places: Vec<_> = question.columns().iter().map(|column| column.at).collect();
        assert_eq!(places, [0, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80]);
        assert_eq!(
            guesses(&question).get(..3),
            Some(&[Name, Address, Unused][..])
        );
        let wide = vec!["8001"; 500].join(",");
        assert_eq!(asked(&wide).columns().len(), MAX_COLUMNS);
    }

    #[test]
    fn a_list_is_asked_about_without_its_keys() {
        let list = |keys: &[&str], entries: &[&[&str]]| {
            let cells = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
            Sheet::of_list(cells(keys), entries.iter().map(|row| cells(row))).read()
        };
        let Err(Unread::Ask(question)) = list(&["who", "8001"], &[&["Ada", "8002"]]) else {
            panic!("nobody is asked");
        };
        assert_eq!(question.has_heads(), None);
        let import = question.import(&[Name, Address], false).unwrap();
        assert_eq!(brief(&import), "1 Ada=auto:8002");
        assert_eq!(
            list(&["who"], &[&["Ada is here"]]),
            Err(Unread::NoBook(vec!["who".to_owned()]))
        );
    }

    #[test]
    fn what_is_shown_and_what_is_refused() {
        let question = asked("Wer,Wo\nAda,8001\nBen,\nCem,8003\nDan,8004");
        let shown = |at: usize| {
            let column = question.columns()[at];
            question.first_cells(column).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(0), "Wer Ada Ben Cem");
        assert_eq!(shown(1), "Wo 8001 8003");
        let check = |uses: &[ColumnUse], expect: ColumnProblem| {
            assert_eq!(question.import(uses, true), Err(expect));
        };
        check(&[Name, Unused], ColumnProblem::AddressMissing);
        check(&[], ColumnProblem::AddressMissing);
        check(&[Name, Name], ColumnProblem::Twice(Name));
        let import = question.import(&[Name, Address], true).unwrap();
        let left: Vec<_> = import.left_out.iter().map(|one| one.row).collect();
        assert_eq!((import.contacts.len(), left), (3, vec![3]));
    }
}
