//! What a world is told before it begins.

use super::forms::OldForms;

/// The settings of a world.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many people are in the lively room.
    pub people: usize,
    /// How lively it is: 1 = as meetings are, 0 = frozen.
    pub rate: f64,
    /// What the story is made from.
    pub seed: u64,
    /// Mixed into ids and tokens only, so that those of a restarted server are new while its story is the same.
    pub id_salt: u64,
    /// How long a token lives (s).
    pub expires: u64,
    /// Whether tests may have rooms of their own (`9000.abc`).
    pub fresh_rooms: bool,
    /// Whether somebody carries media: offers are theirs to answer. Without them every medium is refused.
    pub media: bool,
    /// The old forms that rooms begin with.
    pub old_forms: OldForms,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            people: 24,
            rate: 1.0,
            seed: 7,
            id_salt: 0,
            expires: 120,
            fresh_rooms: false,
            media: false,
            old_forms: OldForms::default(),
        }
    }
}
