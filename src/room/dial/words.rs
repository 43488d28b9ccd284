//! What protocols are called, and what is wrong with what was typed.

use conference::{
    DialProtocol, Kind,
    address_book::{AddressBook, ColumnUse, Import, LeftOut},
    clean_text,
    dial::DialProblem,
};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string},
    room::words,
    state::Meeting,
};

/// Rows, and heads, that a sentence names; more nobody reads.
const MAX_ROWS: usize = 8;
/// Characters of what stands in a file that a sentence repeats.
const MAX_QUOTED: usize = 40;

/// Returns a protocol by the name that people use.
pub fn protocol_name(locale: Locale, protocol: DialProtocol) -> &'static str {
    match protocol {
        DialProtocol::Auto => td_string!(locale, dial.auto),
        DialProtocol::Sip => td_string!(locale, dial.sip),
        DialProtocol::H323 => td_string!(locale, dial.h323),
        DialProtocol::Rtmp => td_string!(locale, dial.rtmp),
        DialProtocol::Rtsp => td_string!(locale, dial.rtsp),
        DialProtocol::Mssip => td_string!(locale, dial.mssip),
        DialProtocol::Phone => td_string!(locale, dial.phone),
    }
}

/// Returns what is wrong, and what would be right.
pub fn problem(locale: Locale, problem: DialProblem) -> &'static str {
    match problem {
        DialProblem::AddressMissing => td_string!(locale, dial.need_address),
        DialProblem::AddressTooLong | DialProblem::NotInternalAddress => {
            td_string!(locale, dial.bad_internal)
        }
        DialProblem::NotPhoneNumber => td_string!(locale, dial.bad_phone),
        DialProblem::NotCallAddress => td_string!(locale, dial.bad_address),
        DialProblem::NotRtmpUrl => td_string!(locale, dial.bad_rtmp),
        DialProblem::NotRtspUrl => td_string!(locale, dial.bad_rtsp),
        DialProblem::NotTones => td_string!(locale, dial.bad_tones),
        DialProblem::DigitsBehindNumber => td_string!(locale, dial.digits_behind),
        DialProblem::Rounded => td_string!(locale, dial.rounded),
        DialProblem::CharactersLost => td_string!(locale, dial.characters_lost),
    }
}

/// Returns what became of a file's rows.
pub fn imported(locale: Locale, import: &Import) -> String {
    let count = import.contacts.len();
    let left = import.left_out.len();
    let imported = match import.replaced {
        0 => td_string!(locale, dial.imported, count = count),
        same => td_string!(locale, dial.imported_same, count = count, same = same),
    };
    if left == 0 {
        return imported;
    }
    let row = |one: &LeftOut| {
        let why = match one.why {
            None => td_string!(locale, dial.left_full).to_owned(),
            Some(DialProblem::AddressMissing) => {
                td_string!(locale, dial.left_no_address).to_owned()
            }
            Some(DialProblem::Rounded) => td_string!(locale, dial.left_rounded).to_owned(),
            Some(DialProblem::CharactersLost) => {
                td_string!(locale, dial.left_characters).to_owned()
            }
            Some(DialProblem::DigitsBehindNumber) => {
                td_string!(locale, dial.left_digits).to_owned()
            }
            Some(_) => {
                td_string!(locale, dial.left_bad, address = quoted(&one.address))
            }
        };
        td_string!(locale, dial.left_row, row = one.row, why = why)
    };
    let mut rows: Vec<String> = import.left_out.iter().take(MAX_ROWS).map(row).collect();
    if left > MAX_ROWS {
        rows.push(td_string!(locale, dial.left_more, count = left - MAX_ROWS));
    }
    let rows = rows.join("; ");
    td_string!(
        locale,
        dial.left_out,
        imported = imported,
        left = left,
        rows = rows
    )
}

/// Returns that a file holds no address book, and what it holds.
pub fn not_a_book(locale: Locale, found: &[String]) -> String {
    let shown = found.iter().take(MAX_ROWS).map(|cell| quoted(cell));
    let shown: Vec<_> = shown.filter(|cell| !cell.is_empty()).collect();
    if shown.is_empty() {
        td_string!(locale, dial.bad_file).to_owned()
    } else {
        td_string!(locale, dial.found, found = shown.join(", "))
    }
}

/// Returns what stands in a file as a sentence may repeat it.
pub fn quoted(cell: &str) -> String {
    clean_text(cell, MAX_QUOTED).into_owned()
}

/// Returns what a column holds, by the name that people use.
pub fn column_use_name(locale: Locale, column_use: ColumnUse) -> &'static str {
    match column_use {
        ColumnUse::Unused => td_string!(locale, dial.column_unused),
        ColumnUse::Name => td_string!(locale, dial.column_name),
        ColumnUse::GivenName => td_string!(locale, dial.column_given),
        ColumnUse::FamilyName => td_string!(locale, dial.column_family),
        ColumnUse::Address => td_string!(locale, dial.address),
        ColumnUse::Sip => td_string!(locale, dial.sip),
        ColumnUse::H323 => td_string!(locale, dial.h323),
        ColumnUse::Phone => td_string!(locale, dial.phone),
        ColumnUse::Protocol => td_string!(locale, dial.protocol),
        ColumnUse::Role => td_string!(locale, dial.role),
        ColumnUse::Groups => td_string!(locale, dial.groups),
        ColumnUse::CallType => td_string!(locale, dial.call_type),
        ColumnUse::Streaming => td_string!(locale, dial.streaming),
    }
}

/// Returns why who is typed can't be saved: the address book is full, and they aren't in it.
pub fn full(meeting: Meeting, locale: Locale) -> Signal<Option<String>> {
    Signal::derive(move || {
        let contact = meeting.panels.dial.form().contact().ok()?;
        let book = meeting.address_book.contacts;
        let has_room = book.with(|book| book.has_room_for(&contact));
        (!has_room).then(|| td_string!(locale, dial.book_full, count = AddressBook::MAX))
    })
}

/// Returns why nobody can be called now.
pub fn refusal(meeting: Meeting, locale: Locale) -> Signal<Option<String>> {
    words::refusal_of(meeting, locale, Kind::Dial)
}
