//! The kit, the sign-in form and the room in a real browser. Run with `cargo xtask test browser`.
#![cfg(target_arch = "wasm32")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "browser/address.rs"]
mod address;
#[path = "browser/button.rs"]
mod button;
#[path = "browser/config.rs"]
mod config;
#[path = "browser/connect.rs"]
mod connect;
#[path = "browser/dialog.rs"]
mod dialog;
#[path = "browser/element.rs"]
mod element;
#[path = "browser/event_source.rs"]
mod event_source;
#[path = "browser/menu.rs"]
mod menu;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/room.rs"]
mod room;
#[path = "browser/room_actions.rs"]
mod room_actions;
#[path = "browser/room_people.rs"]
mod room_people;
#[path = "browser/room_words.rs"]
mod room_words;
#[path = "browser/tabs.rs"]
mod tabs;
#[path = "browser/toasts.rs"]
mod toasts;
#[path = "browser/virtual_list.rs"]
mod virtual_list;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
