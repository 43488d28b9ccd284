//! Which of a participant's fields changed.

/// A set of a participant's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ChangedFields(u16);

impl ChangedFields {
    /// No field.
    pub const NONE: Self = Self(0);
    /// Name or address.
    pub const NAME: Self = Self(1);
    /// Role.
    pub const ROLE: Self = Self(1 << 1);
    /// Service: waiting, connecting, in the meeting.
    pub const SERVICE: Self = Self(1 << 2);
    /// Microphone.
    pub const MUTED: Self = Self(1 << 3);
    /// Presenting.
    pub const PRESENTING: Self = Self(1 << 4);
    /// May receive the presentation.
    pub const RX_PRESENTATION: Self = Self(1 << 5);
    /// Spotlight stamp.
    pub const SPOTLIGHT: Self = Self(1 << 6);
    /// Any other field.
    pub const OTHER: Self = Self(1 << 7);
    /// Raised hand.
    pub const HAND: Self = Self(1 << 8);
    /// Every field: after a resync nobody looks which.
    pub const ALL: Self = Self(0x1ff);

    /// Returns the fields of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether a field is in both.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns whether there is no field in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
