//! What must hold of any bytes: one function for each door that bytes from outside come in by.
//!
//! `fuzz/` drives them by libFuzzer (`cargo xtask fuzz`), the test of this crate by the corpus that is committed there.
//! A function panics where something doesn't hold; that is how libFuzzer hears of it.

#![allow(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a panic is how a check fails"
)]

mod addresses;
mod callbacks;
mod events;
mod files;
mod names;
mod owt_rooms;
mod phone_calls;
mod sessions;
mod tables;

/// A door, and what must hold there.
pub struct Target {
    /// Its name: of the program in `fuzz/targets/`, and of the folder in `fuzz/corpus/`.
    pub name: &'static str,
    /// The check.
    pub check: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [Target; 14] = [
    Target {
        name: "parser",
        check: events::parser,
    },
    Target {
        name: "events",
        check: events::events,
    },
    Target {
        name: "answers",
        check: events::answers,
    },
    Target {
        name: "mcu_host",
        check: addresses::mcu_host,
    },
    Target {
        name: "names",
        check: names::names,
    },
    Target {
        name: "csv",
        check: tables::csv,
    },
    Target {
        name: "address_import",
        check: tables::address_import,
    },
    Target {
        name: "encoding",
        check: files::encoding,
    },
    Target {
        name: "owt_answers",
        check: owt_rooms::answers,
    },
    Target {
        name: "owt_portal",
        check: owt_rooms::portal,
    },
    Target {
        name: "callbacks_3tee",
        check: callbacks::three_tee,
    },
    Target {
        name: "callbacks_netease",
        check: callbacks::netease,
    },
    Target {
        name: "phone_messages",
        check: phone_calls::messages,
    },
    Target {
        name: "session",
        check: sessions::session,
    },
];

/// Runs the check of this name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    match target {
        Some(target) => (target.check)(bytes),
        None => panic!("there is no target {name}"),
    }
}
