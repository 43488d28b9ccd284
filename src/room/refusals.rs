//! What the room asks before it lets a control be pressed: one table decides, here are its answers as signals.

use conference::{Kind, Participant, can};

use super::{Desk, words};
use crate::i18n::Word;

impl Desk {
    /// Why a command about the whole meeting may not be sent now.
    pub fn refusal(self, kind: Kind) -> Option<Word> {
        let refusal = self
            .view
            .powers
            .with(|powers| can(kind, powers, None).err());
        refusal.map(words::refusal)
    }

    /// Why a command about `person` may not be sent now.
    pub fn refusal_for(self, kind: Kind, person: Option<&Participant>) -> Option<Word> {
        let refusal = self
            .view
            .powers
            .with(|powers| can(kind, powers, person).err());
        refusal.map(words::refusal)
    }
}
