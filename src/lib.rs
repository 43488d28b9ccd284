//! The panel: what a meeting's host sees and presses.
//!
//! Dependencies point one way: this package knows `session`, which knows `wire` and `conference`; nothing knows this one.

pub mod app;
pub mod appearance;
mod brand;
pub mod browser;
pub mod callbacks_panel;
pub mod config;
mod driver;
pub mod i18n;
pub mod kind;
pub mod link;
pub mod owt_panel;
pub mod page;
pub mod phone_panel;
mod preference_buttons;
pub mod room;
mod settings;
pub mod sign_in;
pub mod state;
pub mod ui;
mod wall;
