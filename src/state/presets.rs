//! Named layouts, stored in this browser only.
//!
//! What is stored, and the file that they are exported to, is JSON: `[[name, hosts, guests], …]`, a plan being
//! `[layout, backfill, captions, [slot, …]]` and a slot `[uuid or code, name]` or `null`.

use conference::{
    LayoutName, LayoutPlan, PerAudience, PlannedSlot, Preset, Presets, Slot, clean_name,
};
use leptos::prelude::*;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::browser::storage;

const KEY: &str = "presets";

/// The presets of this browser. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PresetStore {
    presets: RwSignal<Presets>,
    is_stored: RwSignal<bool>,
}

/// Why a file's presets aren't all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetImportProblem {
    /// It holds none.
    NoPresets,
    /// There was no room for so many.
    LeftOut(usize),
}

impl PresetStore {
    /// Creates an empty store; [`Self::reload`] fills it.
    pub(super) fn new() -> Self {
        Self {
            presets: RwSignal::default(),
            is_stored: RwSignal::new(true),
        }
    }

    /// The presets, oldest first.
    pub fn presets(self) -> ReadSignal<Presets> {
        self.presets.read_only()
    }

    /// Whether this browser has stored what was changed last: it may have no room, or refuse.
    pub fn is_stored(self) -> ReadSignal<bool> {
        self.is_stored.read_only()
    }

    /// Loads what is stored: another tab may have changed it. What couldn't be stored stays as it is.
    pub fn reload(self) {
        if !self.is_stored.get_untracked() {
            return;
        }
        let (stored, _) = storage::get(KEY).map_or_else(Default::default, |text| from_json(&text));
        let mut presets = Presets::default();
        presets.add(stored);
        super::set_if_changed(self.presets, presets);
    }

    /// Stores `preset` in place of the one of the same name. Returns whether there was room.
    pub fn save(self, preset: Preset) -> bool {
        self.change(|presets| presets.add([preset])) == 0
    }

    /// Removes the preset called `name`.
    pub fn remove(self, name: &str) {
        self.change(|presets| presets.remove(name));
    }

    /// Adds the presets of a file. Returns what is missing of them.
    pub fn import(self, text: &str) -> Option<PresetImportProblem> {
        let (imported, beyond) = from_json(text);
        if imported.is_empty() {
            return Some(PresetImportProblem::NoPresets);
        }
        let left_out = beyond + self.change(|presets| presets.add(imported));
        (left_out > 0).then_some(PresetImportProblem::LeftOut(left_out))
    }

    /// Returns the presets as a JSON file.
    pub fn to_json(self) -> String {
        self.presets
            .with_untracked(|presets| to_json(presets.as_slice()))
    }

    /// Changes what is stored, not what this page remembers of it: other tabs, and other meetings of this one, have their presets there.
    fn change<T>(self, change: impl FnOnce(&mut Presets) -> T) -> T {
        self.reload();
        let mut presets = self.presets.write();
        let outcome = change(&mut presets);
        let is_stored = storage::set(KEY, &to_json(presets.as_slice()));
        self.is_stored.set(is_stored);
        outcome
    }
}

fn to_json(presets: &[Preset]) -> String {
    let stored: Vec<StoredPreset> = presets.iter().map(StoredPreset::from).collect();
    // Text, numbers and lists are things that JSON can always say.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// Reads presets, no more than are kept, and counts those beyond. What can't be understood is left out.
fn from_json(text: &str) -> (Vec<Preset>, usize) {
    let stored: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let beyond = stored.len().saturating_sub(Presets::MAX);
    let preset = |value| serde_json::from_value::<StoredPreset>(value).ok()?.read();
    let presets = stored.into_iter().take(Presets::MAX).filter_map(preset);
    (presets.collect(), beyond)
}

/// Name, the hosts' plan, the guests' plan.
#[derive(Serialize, Deserialize)]
struct StoredPreset(String, StoredPlan, StoredPlan);

/// Layout, backfill, captions, slots.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredPlan(
    String,
    #[serde(deserialize_with = "flag")] bool,
    #[serde(deserialize_with = "flag")] bool,
    #[serde(deserialize_with = "slots")] Vec<Option<StoredSlot>>,
);

/// A participant's uuid or a code of the document's, and the participant's name.
#[derive(Serialize, Deserialize)]
struct StoredSlot(String, String);

/// Reads a flag. A file may come from anywhere: what isn't a flag is on where JavaScript would call it true.
fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(value)? {
        Value::Bool(is_on) => is_on,
        Value::Null => false,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    })
}

/// Reads slots. One that can't be understood is an open one.
fn slots<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<Option<StoredSlot>>, D::Error> {
    let slots = Vec::<Value>::deserialize(value)?;
    let slot = |value| serde_json::from_value(value).unwrap_or_default();
    Ok(slots.into_iter().map(slot).collect())
}

impl From<&Preset> for StoredPreset {
    fn from(preset: &Preset) -> Self {
        let PerAudience { hosts, guests } = &preset.plans;
        Self(preset.name.to_string(), hosts.into(), guests.into())
    }
}

impl From<&LayoutPlan> for StoredPlan {
    fn from(plan: &LayoutPlan) -> Self {
        let slot =
            |slot: &PlannedSlot| StoredSlot(slot.slot.as_str().into(), slot.name.to_string());
        let slots = plan.slots.iter().map(|planned| planned.as_ref().map(slot));
        Self(
            plan.layout.as_str().into(),
            plan.backfill,
            plan.captions,
            slots.collect(),
        )
    }
}

impl StoredPreset {
    /// Returns the preset; `None` where nothing visible is in its name.
    fn read(self) -> Option<Preset> {
        let Self(name, hosts, guests) = self;
        let plans = PerAudience {
            hosts: hosts.read(),
            guests: guests.read(),
        };
        Preset::new(&name, plans)
    }
}

impl StoredPlan {
    pub(super) fn read(self) -> LayoutPlan {
        let Self(layout, backfill, captions, slots) = self;
        let slot = |StoredSlot(word, name)| PlannedSlot {
            slot: Slot::of_word(&word),
            name: clean_name(&name).into_owned().into(),
        };
        let slots = slots.into_iter().map(|stored| stored.map(slot));
        LayoutPlan {
            layout: LayoutName::new(&layout),
            slots: slots.collect(),
            backfill,
            captions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back_and_what_cannot_be_understood_is_left_out() {
        let check = |text: &str, expect: &str| {
            assert_eq!(to_json(&from_json(text).0), expect, "{text}");
        };
        let plenary = r#"[["Plenary",["4:0",false,true,[["50b956c8-9a63","Bob"],null,["1010",""]]],["1:7",true,true,[]]]]"#;
        check(plenary, plenary);
        check("[]", "[]");
        check("nothing", "[]");
        check("{}", "[]");
        let plan = r#"["1:7",true,true,[]]"#;
        check(
            &format!(r#"[7,null,["Half",{plan}],[" ",{plan},{plan}],["Whole",{plan},{plan}]]"#),
            &format!(r#"[["Whole",{plan},{plan}]]"#),
        );
        check(
            &format!(r#"[["Wrong slot",["1:7","yes",0,[7,["a"]]],{plan}]]"#),
            &format!(r#"[["Wrong slot",["1:7",true,false,[null,null]],{plan}]]"#),
        );
    }

    #[test]
    fn no_more_are_read_than_are_kept() {
        let plan = r#"["1:7",true,true,[]]"#;
        let all: Vec<_> = (0..200)
            .map(|at| format!(r#"["{at}",{plan},{plan}]"#))
            .collect();
        let (read, beyond) = from_json(&format!("[{}]", all.join(",")));
        assert_eq!((read.len(), beyond), (Presets::MAX, 200 - Presets::MAX));
    }
}
