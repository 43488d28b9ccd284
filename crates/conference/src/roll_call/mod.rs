//! The roll call: people are called one after another, heard and seen while it is their turn, and ticked off on a sheet.

mod call;
mod deeds;
mod dropouts;
mod sheet;
#[cfg(test)]
mod tests;

pub use call::{RollCall, RollCallPause, RollCallView};
pub use dropouts::Dropouts;
pub use sheet::{Mark, SheetLine};
