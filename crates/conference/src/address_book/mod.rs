//! Whom a host calls often, and whom they called last. What is kept, imported and exported are the same cells, whatever holds them.

mod book;
mod columns;
mod contact;
mod guess;
mod heads;
mod question;
mod table;

pub use book::{AddressBook, RecentCalls};
pub use columns::{ColumnProblem, ColumnUse, column_problem};
pub use contact::{COLUMNS, Contact};
pub use question::{AskedColumn, ColumnQuestion};
pub use table::{Import, LeftOut, Sheet, Unread, read_csv, write_csv};
