//! What the room asks before it lets a control be pressed: one table decides, here are its answers as signals.

use conference::{Kind, Participant, can};

use super::{Desk, words};

impl Desk {
    /// Why a command about the whole meeting may not be sent now.
    pub fn refusal(self, kind: Kind) -> Option<String> {
        let refusal = self
            .view
            .powers
            .with(|powers| can(kind, powers, None).err());
        refusal.map(|refusal| words::refusal(self.i18n, refusal).to_owned())
    }

    /// Why a command about `person` may not be sent now.
    pub fn refusal_for(self, kind: Kind, person: Option<&Participant>) -> Option<String> {
        let refusal = self
            .view
            .powers
            .with(|powers| can(kind, powers, person).err());
        refusal.map(|refusal| words::refusal(self.i18n, refusal).to_owned())
    }
}
