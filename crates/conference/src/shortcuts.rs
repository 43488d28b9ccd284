//! What a host can do by one key, and what a command palette offers.

/// Something that is done to the meeting, or to the page, by a button, a key or the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Find a participant.
    Find,
    /// Put on air what is staged.
    Take,
    /// Bring back what was on air before.
    UndoTake,
    /// Take the scene that comes next.
    NextScene,
    /// Take the one before.
    PreviousScene,
    /// Admit everybody who waits.
    AdmitAll,
    /// Mute all guests, or let them speak.
    MuteGuests,
    /// Lock or unlock the meeting.
    Lock,
    /// Write to everybody.
    Message,
    /// Call somebody out of the meeting.
    CallOut,
    /// Lower all hands.
    LowerHands,
    /// Start the meeting.
    Start,
    /// Record, or stop that.
    Record,
    /// Go live, or stop that.
    Live,
    /// Go to the waiting room.
    WaitingRoom,
    /// Time somebody who speaks.
    TalkTimer,
    /// Call people one after another.
    RollCall,
    /// What a person chooses for this browser.
    Settings,
    /// The other language.
    Language,
    /// The next theme.
    Theme,
    /// What this server offers.
    Doctor,
    /// All shortcuts.
    Overview,
    /// The command palette.
    Palette,
    /// Save the event log.
    ExportLog,
    /// Save who was in when.
    ExportAttendance,
    /// Join another meeting beside this one.
    OpenAnother,
    /// Leave, and let the others continue.
    Leave,
    /// Ask whether to end the meeting for everyone.
    End,
}

impl Deed {
    /// All that a palette offers, what is frequent first.
    pub const IN_PALETTE: [Self; 27] = [
        Self::Find,
        Self::Take,
        Self::UndoTake,
        Self::NextScene,
        Self::PreviousScene,
        Self::AdmitAll,
        Self::MuteGuests,
        Self::Lock,
        Self::Message,
        Self::CallOut,
        Self::LowerHands,
        Self::Start,
        Self::Record,
        Self::Live,
        Self::WaitingRoom,
        Self::TalkTimer,
        Self::RollCall,
        Self::Settings,
        Self::Language,
        Self::Theme,
        Self::Doctor,
        Self::Overview,
        Self::ExportLog,
        Self::ExportAttendance,
        Self::OpenAnother,
        Self::Leave,
        Self::End,
    ];

    /// Returns the single key that does it, as a keyboard event names it. Nothing that makes people drop without a question has one.
    pub fn key(self) -> Option<&'static str> {
        SHORTCUTS
            .iter()
            .find(|(_, deed)| *deed == self)
            .map(|(key, _)| *key)
    }
}

/// Every single key, and what it does, in the order of an overview.
pub const SHORTCUTS: [(&str, Deed); 14] = [
    ("/", Deed::Find),
    ("t", Deed::Take),
    ("z", Deed::UndoTake),
    ("n", Deed::NextScene),
    ("w", Deed::WaitingRoom),
    ("a", Deed::AdmitAll),
    ("m", Deed::MuteGuests),
    ("l", Deed::Lock),
    ("c", Deed::Message),
    ("o", Deed::CallOut),
    ("e", Deed::End),
    (",", Deed::Settings),
    ("d", Deed::Theme),
    ("?", Deed::Overview),
];

/// A key that went down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'k> {
    /// Which, as a keyboard event names it ("k", "?", "Enter").
    pub key: &'k str,
    /// Control, or Command on a Mac, is held.
    pub has_command: bool,
    /// Alt is held.
    pub has_alt: bool,
    /// Shift is held.
    pub has_shift: bool,
    /// It is held down, and went down before.
    pub is_repeat: bool,
    /// It belongs to a word that an input method is making.
    pub is_composing: bool,
    /// A field, list, dialog or menu has the focus, which needs its keys itself.
    pub is_taken: bool,
}

/// Returns what a key does, where `single_keys` says whether one key alone does anything.
pub fn deed_of(press: Press<'_>, single_keys: bool) -> Option<Deed> {
    let Press { key, .. } = press;
    if press.is_repeat || press.is_composing || press.has_alt {
        return None;
    }
    if press.has_command {
        let is_palette = !press.has_shift && key.eq_ignore_ascii_case("k");
        return is_palette.then_some(Deed::Palette);
    }
    if !single_keys || press.is_taken {
        return None;
    }
    // With a Chinese keyboard.
    let key = match key {
        "？" => "?",
        "，" => ",",
        "、" => "/",
        key => key,
    };
    // Where punctuation lies is the keyboard's affair; a capital letter is another thing than a letter, unless Caps Lock made it.
    let is_letter = |known: &str| known.bytes().all(|letter| letter.is_ascii_alphabetic());
    let found = SHORTCUTS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(key))?;
    (!press.has_shift || !is_letter(found.0)).then_some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn press(key: &str) -> Press<'_> {
        Press {
            key,
            has_command: false,
            has_alt: false,
            has_shift: false,
            is_repeat: false,
            is_composing: false,
            is_taken: false,
        }
    }

    #[test]
    fn keys_do_what_the_table_says() {
        let check = |press: Press<'_>, expect: Option<Deed>| {
            assert_eq!(deed_of(press, true), expect, "{press:?}");
        };
        for (key, deed) in SHORTCUTS {
            check(press(key), Some(deed));
            assert_eq!(deed.key(), Some(key));
            assert_eq!(deed_of(press(key), false), None, "{key}");
            let disturbed: [fn(&mut Press<'_>); 5] = [
                |press| press.is_repeat = true,
                |press| press.is_composing = true,
                |press| press.is_taken = true,
                |press| press.has_alt = true,
                |press| press.has_command = true,
            ];
            for disturb in disturbed {
                let mut press = press(key);
                disturb(&mut press);
                check(press, None);
            }
        }
        let shifted = |key| Press {
            has_shift: true,
            ..press(key)
        };
        check(shifted("?"), Some(Deed::Overview));
        check(press("？"), Some(Deed::Overview));
        check(shifted("M"), None);
        check(press("M"), Some(Deed::MuteGuests));
        for other in ["Enter", "Escape", "x", "", "mm"] {
            check(press(other), None);
        }
    }

    #[test]
    fn the_palette_opens_from_everywhere() {
        let check = |press: Press<'_>, expect: Option<Deed>| {
            assert_eq!(deed_of(press, false), expect, "{press:?}");
        };
        let palette = Press {
            has_command: true,
            is_taken: true,
            ..press("k")
        };
        check(palette, Some(Deed::Palette));
        check(
            Press {
                key: "K",
                ..palette
            },
            Some(Deed::Palette),
        );
        check(
            Press {
                has_shift: true,
                ..palette
            },
            None,
        );
        check(
            Press {
                is_repeat: true,
                ..palette
            },
            None,
        );
        check(press("k"), None);
    }

    #[test]
    fn no_key_stands_twice_and_none_makes_anybody_drop() {
        for (at, (key, deed)) in SHORTCUTS.iter().enumerate() {
            let others = SHORTCUTS.iter().skip(at + 1);
            assert!(others.clone().all(|(other, _)| other != key), "{key}");
            assert!(others.clone().all(|(_, other)| other != deed), "{deed:?}");
        }
        // The end asks.
        assert_eq!(Deed::Leave.key(), None);
        for deed in Deed::IN_PALETTE {
            let times = Deed::IN_PALETTE.iter().filter(|one| **one == deed).count();
            assert_eq!(times, 1, "{deed:?}");
        }
    }
}
