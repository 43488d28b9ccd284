//! The kit, the sign-in form and the room in a real browser. Run with `cargo xtask test browser`.
#![cfg(target_arch = "wasm32")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "browser/address_book.rs"]
mod address_book;
#[path = "browser/button.rs"]
mod button;
#[path = "browser/dialog.rs"]
mod dialog;
#[path = "browser/event_source.rs"]
mod event_source;
#[path = "browser/event_stream.rs"]
mod event_stream;
#[path = "browser/field.rs"]
mod field;
#[path = "browser/http.rs"]
mod http;
#[path = "browser/keyed_lines.rs"]
mod keyed_lines;
#[path = "browser/link.rs"]
mod link;
#[path = "browser/listeners.rs"]
mod listeners;
#[path = "browser/menu.rs"]
mod menu;
#[path = "browser/option_list.rs"]
mod option_list;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/room.rs"]
mod room;
#[path = "browser/room_actions.rs"]
mod room_actions;
#[path = "browser/room_chat.rs"]
mod room_chat;
#[path = "browser/room_hours.rs"]
mod room_hours;
#[path = "browser/room_language.rs"]
mod room_language;
#[path = "browser/room_people.rs"]
mod room_people;
#[path = "browser/room_timers.rs"]
mod room_timers;
#[path = "browser/room_toasts.rs"]
mod room_toasts;
#[path = "browser/room_words.rs"]
mod room_words;
#[path = "browser/sign_in.rs"]
mod sign_in;
#[path = "browser/tabs.rs"]
mod tabs;
#[path = "browser/toasts.rs"]
mod toasts;
#[path = "browser/virtual_list.rs"]
mod virtual_list;
#[path = "browser/virtual_list_hold.rs"]
mod virtual_list_hold;
#[path = "browser/virtual_list_pool.rs"]
mod virtual_list_pool;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
