use conference::address_book::{ColumnUse, Contact, Unread};
use gavel::{
    browser::{files::decode, storage},
    state::address_book::AddressBook,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn contact(name: &str, address: &str, protocol: &str) -> Contact {
    let cells = [name, address, protocol, "guest", "", "video", "no"];
    Contact::from_cells(&cells.map(String::from)).unwrap()
}

fn empty_book() -> AddressBook {
    storage::remove("contacts");
    storage::remove("calls");
    AddressBook::load()
}

fn names(book: AddressBook) -> Vec<String> {
    book.contacts
        .with_untracked(|contacts| display_names(contacts.contacts()))
}

fn called(book: AddressBook) -> Vec<String> {
    book.recent
        .with_untracked(|recent| display_names(recent.contacts()))
}

fn display_names(contacts: &[Contact]) -> Vec<String> {
    let names = contacts.iter().map(Contact::display_name);
    names.map(str::to_owned).collect()
}

#[wasm_bindgen_test]
fn what_is_saved_is_there_after_a_reload_and_what_is_forgotten_is_not() {
    Owner::new().with(|| {
        let book = empty_book();
        let check = |change: &dyn Fn(AddressBook), expect: &[&str]| {
            change(book);
            assert_eq!(names(book), expect);
            assert_eq!(names(AddressBook::load()), expect);
        };
        let (ann, bob) = (contact("Ann", "1", "sip"), contact("Bob", "2", "sip"));
        check(&|book| book.save(&ann), &["Ann"]);
        check(&|book| book.save(&bob), &["Ann", "Bob"]);
        check(
            &|book| book.save(&contact("Anna", "1", "sip")),
            &["Anna", "Bob"],
        );
        check(&|book| book.forget(&ann), &["Bob"]);
        let counted = |book: AddressBook, text: &str| {
            let import = book.import(text).ok();
            import.map(|import| import.contacts.len())
        };
        let imported = |text: &'static str, count: Option<usize>| {
            move |book: AddressBook| assert_eq!(counted(book, text), count, "{text}")
        };
        check(
            &imported("name,address,protocol\nCy,3,sip\nRob,2,sip\n", Some(2)),
            &["Rob", "Cy"],
        );
        check(
            &imported(r#"[{"name":"Di","address":"4"}]"#, Some(1)),
            &["Rob", "Cy", "Di"],
        );
        check(&imported("nothing of the kind", None), &["Rob", "Cy", "Di"]);
        let all = book.to_json();
        let other_tab = AddressBook::load();
        other_tab.forget(&contact("", "3", "sip"));
        check(&|book| book.reload(), &["Rob", "Di"]);
        assert_eq!(counted(book, &all), Some(3));
        assert_eq!(names(book), ["Rob", "Di", "Cy"]);
    });
}

#[wasm_bindgen_test]
fn files_are_read_in_the_encoding_that_they_were_written_in() {
    let check = |bytes: &[u8], expect: Option<&str>| {
        assert_eq!(decode(bytes).as_deref(), expect, "{bytes:?}");
    };
    let table = "name,address,protocol,role,groups\r\n王芳,8001,sip,chair,总部\r\n李雷,lilei@example.cn,sip,guest,销售部\r\n";
    check(
        include_bytes!("../../crates/conference/tests/reports/book_gbk.csv"),
        Some(table),
    );
    check(table.as_bytes(), Some(table));
    check(format!("\u{FEFF}{table}").as_bytes(), Some(table));
    let units = || {
        format!("\u{FEFF}{table}")
            .encode_utf16()
            .collect::<Vec<u16>>()
    };
    let little: Vec<u8> = units().into_iter().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().into_iter().flat_map(u16::to_be_bytes).collect();
    check(&little, Some(table));
    check(&big, Some(table));
    check(b"M\xFCller;8001", Some("Müller;8001"));
    // An extension of GBK, and one of four bytes.
    check(b"\xD6\xEC\xE9\x46\xBB\xF9", Some("朱镕基"));
    check(b"\xEF\xBB\xBF\xFF8001", None);
    check(b"\xCD\xF5\xFF\xFF", None);
    check(b"", Some(""));
}

#[wasm_bindgen_test]
fn who_does_not_fit_is_told() {
    Owner::new().with(|| {
        let book = empty_book();
        let rows: Vec<String> = (100..1102).map(|number| number.to_string()).collect();
        let import = book
            .import(&format!("address\n{}\n", rows.join("\n")))
            .unwrap();
        let left: Vec<_> = import
            .left_out
            .iter()
            .map(|one| (one.row, one.why))
            .collect();
        assert_eq!(
            (import.contacts.len(), left),
            (1000, vec![(1002, None), (1003, None)])
        );
        let found = ["Dear Ada", " see below"].map(str::to_owned);
        assert_eq!(
            book.import("Dear Ada, see below").unwrap_err(),
            Unread::NoBook(found.into())
        );
        storage::remove("contacts");
    });
}

#[wasm_bindgen_test]
fn the_last_calls_are_recorded_newest_first() {
    Owner::new().with(|| {
        let book = empty_book();
        let check = |name: &str, address: &str, protocol: &str, expect: &[&str]| {
            book.record_call(&contact(name, address, protocol));
            assert_eq!(called(book), expect);
            assert_eq!(called(AddressBook::load()), expect);
        };
        check("Ann", "1", "sip", &["Ann"]);
        check("Bob", "2", "sip", &["Bob", "Ann"]);
        check("Ann", "1", "sip", &["Ann", "Bob"]);
        // Its path is often a key.
        check("Live", "rtmp://a.cn/key", "rtmp", &["Ann", "Bob"]);
        for number in 3..20 {
            book.record_call(&contact("", &number.to_string(), "sip"));
        }
        assert_eq!(
            called(book),
            ["19", "18", "17", "16", "15", "14", "13", "12"]
        );
    });
}

#[wasm_bindgen_test]
fn only_what_was_imported_is_kept_of_a_file_that_had_to_be_asked_about() {
    Owner::new().with(|| {
        let book = empty_book();
        let Err(Unread::Ask(question)) = book.import("Shape;Colour\nround;red\nno call;secret")
        else {
            panic!("nobody is asked");
        };
        assert_eq!(names(book), Vec::<String>::new());
        assert_eq!(storage::get("contacts"), None);
        let uses = [ColumnUse::Address, ColumnUse::Unused];
        let import = book.save_all(question.import(&uses, true).unwrap());
        assert_eq!((import.contacts.len(), import.left_out.len()), (1, 1));
        assert_eq!(names(book), ["round"]);
        let stored = storage::get("contacts").unwrap();
        assert!(stored.contains("round") && !stored.contains("red") && !stored.contains("secret"));
        storage::remove("contacts");
    });
}

#[wasm_bindgen_test]
fn what_the_browser_has_no_room_for_is_told_and_stays() {
    Owner::new().with(|| {
        let book = empty_book();
        let check = |change: &dyn Fn(), is_stored: bool, expect: &[&str]| {
            change();
            assert_eq!(book.is_stored.get_untracked(), is_stored);
            book.reload();
            assert_eq!(names(book), expect);
        };
        check(&|| book.save(&contact("Ann", "1", "sip")), true, &["Ann"]);
        fill_storage();
        check(
            &|| book.save(&contact("Bob", "2", "sip")),
            false,
            &["Ann", "Bob"],
        );
        storage::remove("filler");
        check(
            &|| book.save(&contact("Cy", "3", "sip")),
            true,
            &["Ann", "Bob", "Cy"],
        );
        storage::remove("contacts");
    });
}

/// Leaves no room in this browser's storage, but for what is there.
fn fill_storage() {
    let mut filler = String::new();
    let mut piece = "x".repeat(1 << 22);
    while !piece.is_empty() {
        let more = [&*filler, &*piece].concat();
        if storage::set("filler", &more) {
            filler = more;
        } else {
            piece.truncate(piece.len() / 2);
        }
    }
}
