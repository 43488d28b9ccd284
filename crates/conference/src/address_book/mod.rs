//! Whom a host calls often, and whom they called last. What is kept, imported and exported are the same cells, whatever holds them.

mod book;
mod contact;
mod heads;
mod table;

pub use book::{AddressBook, RecentCalls};
pub use contact::{COLUMNS, Contact};
pub use table::{Import, LeftOut, read_csv, read_rows, write_csv};
