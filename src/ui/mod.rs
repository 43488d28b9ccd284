//! The kit: buttons, fields, dialogs, menus, lists. It knows nothing of meetings and holds no text of its own.

pub mod button;
pub mod dialog;
pub mod el;
pub mod field;
pub mod icon;
mod id;
pub mod later;
pub mod menu;
pub mod select;
pub mod tabs;
pub mod toasts;
pub mod virtual_list;

pub use button::{Button, Look};
pub use dialog::{Confirm, dialog, focused};
pub use field::{Kind, TextField, checkbox, switch};
pub use icon::{Icon, icon};
pub use id::unique as unique_id;
pub use later::drawn;
pub use menu::{MenuItem, menu};
pub use select::select;
pub use tabs::{Tab, tabs};
pub use toasts::{Outcome, Toast, toasts};
pub use virtual_list::{Key, VirtualList};
