//! The kit: buttons, fields, dialogs, menus, lists. It knows nothing of meetings and holds no text of its own.

pub mod button;
mod composition;
pub mod dialog;
mod dom;
pub mod field;
pub mod icon;
pub mod keyed_lines;
pub mod menu;
pub mod option_list;
pub mod row_window;
pub mod scoped_memo;
pub mod select;
pub mod show_if;
pub mod slider;
pub mod tabs;
pub mod toasts;
pub mod toggle;
pub mod virtual_list;

pub use button::{Button, Look};
pub use composition::keep_composition_apart;
pub use dialog::{ConfirmDialog, Dialog};
pub use dom::{focused, pixels, true_or_false, true_or_none, unique_id};
pub use field::{FieldKind, TextField};
pub use icon::{Icon, IconView};
pub use keyed_lines::KeyedLines;
pub use menu::{Menu, MenuItem};
pub use option_list::{ListOption, OptionList};
pub use row_window::RowWindow;
pub use scoped_memo::scoped_memo;
pub use select::{Select, SelectOption};
pub use show_if::ShowIf;
pub use slider::Slider;
pub use tabs::{Tab, Tabs};
pub use toasts::{Toast, ToastKind, Toasts};
pub use toggle::{Checkbox, Switch};
pub use virtual_list::VirtualList;
