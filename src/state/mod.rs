//! What views show. Only this folder owns signals that are written; views get read-only values and callbacks.

pub mod address_book;
mod calls;
pub mod entrance;
mod fact;
mod lines;
mod notices;
pub mod preferences;
mod row;
mod store;
mod turn;
mod view;

pub use calls::{CallKind, CallWish, ShownCall};
pub use fact::Fact;
pub use lines::{Line, Lines};
pub use notices::{Notices, Shown};
pub use preferences::Theme;
pub use row::{Counts, Row};
pub use store::Store;
pub use view::{Ids, RoomInfo, RoomView, Topics};
