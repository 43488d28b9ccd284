//! The panel: what a meeting's host sees and presses.
//!
//! Dependencies point one way: this package knows `session`, which knows `wire` and `conference`; nothing knows this one.

pub mod address;
pub mod app;
pub mod config;
pub mod connect;
pub mod driver;
pub mod i18n;
pub mod room;
pub mod state;
pub mod transport;
pub mod ui;

/// The texts in every language, made by `build.rs`.
#[allow(missing_docs, non_camel_case_types)]
pub mod texts {
    use std::fmt::{Display, Write};

    use crate::i18n::Language;

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));

    /// Parts with the values between them.
    fn fill(parts: &[&str], values: &[&dyn Display]) -> String {
        let mut text = String::new();
        let mut values = values.iter();
        for part in parts {
            text.push_str(part);
            if let Some(value) = values.next() {
                // Writing into a string can't fail.
                let _ = write!(text, "{value}");
            }
        }
        text
    }
}
