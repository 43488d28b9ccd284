//! How wide the columns beside the stage are, where this browser's host has said so.

use leptos::prelude::*;

use super::set_if_changed;
use crate::browser::storage;

const KEY: &str = "columns";

/// A column whose width can be chosen; the stage between them takes the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideColumn {
    /// Waiting room and participants.
    People,
    /// Chat and log.
    Talk,
}

/// Chosen widths. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ColumnWidths(RwSignal<Widths>);

/// In pixels; 0 = nobody has chosen one.
type Widths = [u32; 2];

impl ColumnWidths {
    /// Returns what this browser remembers.
    pub(super) fn load() -> Self {
        let stored = storage::get(KEY).unwrap_or_default();
        Self(RwSignal::new(of_words(&stored)))
    }

    /// Takes in what was chosen meanwhile in another meeting of this tab.
    pub fn read_again(self) {
        if let Some(stored) = storage::get(KEY) {
            set_if_changed(self.0, of_words(&stored));
        }
    }

    /// Returns the width chosen for a column, in pixels; follows it.
    pub fn get(self, column: SideColumn) -> Option<u32> {
        let [people, talk] = self.0.get();
        let width = match column {
            SideColumn::People => people,
            SideColumn::Talk => talk,
        };
        Some(width).filter(|width| *width > 0)
    }

    /// Makes a column so many pixels wide; `None` is as wide as usual. [`Self::save`] remembers it.
    pub fn set(self, column: SideColumn, width: Option<u32>) {
        let [people, talk] = self.0.get_untracked();
        let width = width.unwrap_or_default();
        let widths = match column {
            SideColumn::People => [width, talk],
            SideColumn::Talk => [people, width],
        };
        set_if_changed(self.0, widths);
    }

    /// Remembers the widths in this browser.
    pub fn save(self) {
        match self.0.get_untracked() {
            [0, 0] => storage::remove(KEY),
            [people, talk] => {
                storage::set(
                    KEY,
                    &[&*people.to_string(), " ", &*talk.to_string()].concat(),
                );
            }
        }
    }
}

/// What isn't a number is as wide as usual.
fn of_words(words: &str) -> Widths {
    let mut widths = words
        .split_whitespace()
        .map(|word| word.parse().unwrap_or_default());
    [(); 2].map(|()| widths.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_stored() {
        let check = |words: &str, expect: Widths| assert_eq!(of_words(words), expect, "{words}");
        check("420 300", [420, 300]);
        check("0 300", [0, 300]);
        check("wide 300", [0, 300]);
        check("420", [420, 0]);
        check("", [0, 0]);
    }
}
