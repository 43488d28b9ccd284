//! The layout editor's model (`override_layout`): what is on air, what is staged to be next, and how to go back. Nothing here goes on
//! air by itself.

mod candidates;
mod editor;
mod gesture;
mod plan;
mod preset;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use candidates::{
    SlotChoice, can_be_placed, move_exact_name_first, people_without_slot, slot_choices,
};
pub use editor::{LayoutDifferences, LayoutEditor};
pub use gesture::{DragSource, SlotAction};
pub use plan::{LayoutPlan, PlannedSlot, shows_actors};
pub use preset::{FoundPerson, Preset, Presets, find_person};
