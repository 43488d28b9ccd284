//! What stands in a slot of a requested picture: a participant, or a code of the private edition (`override_layout`).

use crate::{ParticipantId, Slot};

impl Slot {
    /// The codes of the private edition.
    pub const CODES: [Self; 4] = [Self::Rotate, Self::Speaker, Self::Automatic, Self::Empty];

    /// Returns what a word stands for: a code of the document, or else a participant's uuid.
    pub fn of_word(word: &str) -> Self {
        match word {
            "-2" => Self::Rotate,
            "1010" => Self::Speaker,
            "0" => Self::Automatic,
            "-1" => Self::Empty,
            id => Self::Participant(ParticipantId::new(id)),
        }
    }

    /// Returns the document's code, or the participant's uuid.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Participant(id) => id.as_str(),
            Self::Rotate => "-2",
            Self::Speaker => "1010",
            Self::Automatic => "0",
            Self::Empty => "-1",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let check = |slot: Slot| assert_eq!(Slot::of_word(slot.as_str()), slot);
        Slot::CODES.into_iter().for_each(check);
        check(Slot::Participant(ParticipantId::new("50b956c8-9a63")));
    }
}
