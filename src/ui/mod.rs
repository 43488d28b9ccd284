//! The kit: buttons, fields, dialogs, menus, lists. It knows nothing of meetings and holds no text of its own.

pub mod button;
pub mod dialog;
mod effect;
pub mod el;
pub mod field;
pub mod icon;
mod id;
pub mod menu;
pub mod name;
pub mod tabs;
pub mod toasts;
pub mod virtual_list;

pub use button::{Button, Look};
pub use dialog::{Confirm, Dialog};
pub use effect::follow;
pub use field::{Checkbox, Kind, Switch, TextField};
pub use icon::{Icon, icon};
pub use id::unique as unique_id;
pub use menu::{Menu, MenuItem};
pub use name::SafeName;
pub use tabs::{Tab, TabPanel, Tabs};
pub use toasts::{Outcome, Toast, ToastList, Toasts};
pub use virtual_list::{RowKey, VirtualList};
