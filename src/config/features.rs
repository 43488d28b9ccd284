//! What whoever hosts the panel switches off.

/// A part of the panel that a host can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Feature {
    /// Scenes, and the order in which they are taken.
    Rundown,
    /// Walking people through a slot.
    Rotation,
    /// Calling the roll.
    RollCall,
    /// Who was in when.
    Attendance,
    /// The talk timer.
    Timers,
    /// Several meetings in one tab.
    Wall,
    /// Trying the panel without a server.
    Demo,
    /// The protocol doctor.
    Doctor,
    /// The address book and the recent calls.
    AddressBook,
    /// Servers of the Open WebRTC Toolkit's kind.
    Owt,
    /// Gateways that receive callbacks.
    Callbacks,
    /// Phone conferences.
    Phone,
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Rundown,
        Self::Rotation,
        Self::RollCall,
        Self::Attendance,
        Self::Timers,
        Self::Wall,
        Self::Demo,
        Self::Doctor,
        Self::AddressBook,
        Self::Owt,
        Self::Callbacks,
        Self::Phone,
    ];

    /// Returns the word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rundown => "rundown",
            Self::Rotation => "rotation",
            Self::RollCall => "rollcall",
            Self::Attendance => "attendance",
            Self::Timers => "timers",
            Self::Wall => "wall",
            Self::Demo => "demo",
            Self::Doctor => "doctor",
            Self::AddressBook => "addressbook",
            Self::Owt => "owt",
            Self::Callbacks => "callbacks",
            Self::Phone => "phone",
        }
    }

    /// Returns the feature of a word; `None` for any other.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// The features that are off. Cheap to copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Off(u16);

impl Off {
    /// Returns these and one more.
    #[must_use]
    pub const fn and(self, feature: Feature) -> Self {
        Self(self.0 | 1 << feature as u8)
    }

    /// Returns whether `feature` is off.
    pub const fn has(self, feature: Feature) -> bool {
        self.0 & 1 << feature as u8 != 0
    }
}

/// Whether a feature is there on this page. (A component outside of `<App/>` has all of them.)
pub fn is_on(feature: Feature) -> bool {
    let off: Option<Off> = leptos::prelude::use_context();
    !off.unwrap_or_default().has(feature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_switched_off_alone() {
        for feature in Feature::ALL {
            assert_eq!(Feature::of_word(feature.as_str()), Some(feature));
            let off = Off::default().and(feature);
            for other in Feature::ALL {
                assert_eq!(off.has(other), other == feature);
            }
        }
        assert_eq!(Feature::of_word("roster"), None);
    }
}
