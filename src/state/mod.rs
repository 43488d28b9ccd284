//! What views show. Only this folder owns signals that are written; views get read-only values and callbacks.

pub mod entrance;
mod lines;
mod notices;
pub mod preferences;
mod row;
mod store;
mod topic;
mod turn;
mod view;

pub use lines::{Line, Lines};
pub use notices::{Notices, Shown};
pub use preferences::{Preferences, Theme};
pub use row::{Counts, Row};
pub use store::Store;
pub use topic::Topic;
pub use view::{Ids, RoomInfo, RoomView, Topics};
