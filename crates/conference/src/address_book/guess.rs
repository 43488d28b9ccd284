//! What columns seem to hold, by what stands in them.

use super::columns::{ColumnUse, Columns};
use super::question::AskedColumn;
use crate::dial::{TypedDestination, parse_destination};
use crate::{DialProtocol, Role, tidy};

/// Rows by which a column is known.
pub(super) const ROWS_LOOKED_AT: usize = 200;

/// Returns the cells in which something stands.
pub(super) fn filled(row: &[String]) -> impl Iterator<Item = &str> {
    row.iter()
        .map(String::as_str)
        .filter(|cell| !cell.trim().is_empty())
}

/// Returns whether what the heads say is contradicted by what stands below: names where addresses should be and the other way
/// round.
pub(super) fn is_contradicted(columns: &Columns, body: &[Vec<String>]) -> bool {
    let [Some(name), ..] = columns.own else {
        return false;
    };
    let body = body.get(..ROWS_LOOKED_AT).unwrap_or(body);
    let count = |at: usize| {
        let cells = body.iter().filter_map(|row| row.get(at));
        cells.filter(|cell| !is_no_address(cell)).count()
    };
    2 * count(name) > body.len() && columns.addresses.iter().all(|(at, _)| count(*at) == 0)
}

/// What a cell looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Blank,
    Protocol,
    Role,
    /// A number that can be dialled from anywhere.
    Phone,
    /// An address, an extension, or what could be one: the more, the surer.
    Address(usize),
    Text,
}

fn look(cell: &str) -> Look {
    let text = tidy(cell);
    if text.is_empty() {
        return Look::Blank;
    }
    if DialProtocol::of_word(&text.to_ascii_lowercase().replace('.', "")).is_some() {
        return Look::Protocol;
    }
    if Role::of_word(&text).is_some() {
        return Look::Role;
    }
    let digits = TypedDestination::new(DialProtocol::Phone, &text).address;
    if parse_destination(DialProtocol::Phone, &digits).is_ok() {
        return match digits.len() {
            _ if digits.starts_with('+') => Look::Phone,
            0..3 => Look::Address(1),
            3..7 => Look::Address(2),
            _ => Look::Phone,
        };
    }
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    match parse_destination(DialProtocol::Auto, &text) {
        Ok(_) if text.contains('@') => Look::Address(3),
        Ok(_) if has_digit => Look::Address(1),
        _ => Look::Text,
    }
}

/// Returns whether nothing speaks for an address: it has no digit and no host.
pub(super) fn is_no_address(cell: &str) -> bool {
    !matches!(look(cell), Look::Phone | Look::Address(_))
}

/// Returns whether a cell holds words, such as a name.
pub(super) fn is_text(cell: &str) -> bool {
    look(cell) == Look::Text
}

/// How many cells of a column look like what.
#[derive(Default)]
struct Tally {
    filled: usize,
    protocols: usize,
    roles: usize,
    phones: usize,
    text: usize,
    /// How much speaks for addresses.
    addresses: usize,
    /// 1, 2, 3 …: rows that are counted.
    is_serial: bool,
}

impl Tally {
    fn new<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut tally = Self {
            is_serial: true,
            ..Self::default()
        };
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            tally.filled += 1;
            tally.is_serial &= cell.trim().parse() == Ok(tally.filled);
            match look(cell) {
                Look::Blank => {}
                Look::Protocol => tally.protocols += 1,
                Look::Role => tally.roles += 1,
                Look::Text => tally.text += 1,
                Look::Address(weight) => tally.addresses += weight,
                Look::Phone => {
                    tally.phones += 1;
                    tally.addresses += 3;
                }
            }
        }
        tally
    }

    /// Returns whether so many are most of the cells.
    const fn are_most(&self, count: usize) -> bool {
        2 * count > self.filled
    }

    const fn address_use(&self) -> ColumnUse {
        if self.are_most(self.phones) {
            ColumnUse::Phone
        } else {
            ColumnUse::Address
        }
    }
}

/// Guesses what columns hold: by their heads where those are known, else by what stands there.
pub(super) fn guess<'c, C: Iterator<Item = &'c str>>(
    known: &Columns,
    places: &[usize],
    cells: impl Fn(usize) -> C,
) -> Vec<AskedColumn> {
    let tallies: Vec<Tally> = places.iter().map(|at| Tally::new(cells(*at))).collect();
    let mut columns: Vec<AskedColumn> = places
        .iter()
        .map(|at| AskedColumn {
            at: *at,
            guess: known.use_of(*at),
        })
        .collect();
    // The one of the columns that aren't known for which most speaks; of equals the first.
    let mut fill = |what: fn(&Tally) -> ColumnUse, speaks_for: fn(&Tally) -> usize| {
        let unknown = columns.iter_mut().zip(&tallies);
        let best = unknown
            .filter(|(column, tally)| column.guess == ColumnUse::Unused && speaks_for(tally) > 0)
            .rev()
            .max_by_key(|(_, tally)| speaks_for(tally));
        if let Some((column, tally)) = best {
            column.guess = what(tally);
        }
    };
    if known.addresses.is_empty() {
        fill(Tally::address_use, |tally| {
            if tally.is_serial { 0 } else { tally.addresses }
        });
    }
    if !known.has_name() {
        fill(
            |_| ColumnUse::Name,
            |tally| usize::from(tally.are_most(tally.text)),
        );
    }
    let [_, _, protocol, role, ..] = known.own;
    if protocol.is_none() {
        fill(
            |_| ColumnUse::Protocol,
            |tally| usize::from(tally.are_most(tally.protocols)),
        );
    }
    if role.is_none() {
        fill(
            |_| ColumnUse::Role,
            |tally| usize::from(tally.are_most(tally.roles)),
        );
    }
    columns
}
