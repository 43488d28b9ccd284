//! One request a target and a purpose while one is under way: a double click, or the opposite before the first is known.

use super::Commands;
use conference::{Command, Kind};

/// How a new command stands to one that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// It is the same as the one with this number.
    Same(u32),
    /// It is about the same thing and wants it otherwise.
    Opposite,
}

impl Commands {
    /// Returns how `new` stands in the way of what is under way, if it does.
    pub fn conflict(&self, new: &Command) -> Option<Conflict> {
        let same =
            |known: &&super::CommandUnderWay| known.command == *new && new.kind() != Kind::Dtmf;
        if let Some(known) = self.under_way.iter().find(same) {
            return Some(Conflict::Same(known.number));
        }
        let purpose = purpose(new.kind())?;
        self.under_way
            .iter()
            .any(|known| {
                known.command.target() == new.target()
                    && self::purpose(known.command.kind()) == Some(purpose)
            })
            .then_some(Conflict::Opposite)
    }
}

/// Commands that undo each other have the same purpose; of those that say something, each is its own. (The same tones twice are
/// two digits alike.)
fn purpose(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Unlock => Some(Kind::Lock),
        Kind::UnmuteGuests => Some(Kind::MuteGuests),
        Kind::Unmute => Some(Kind::Mute),
        Kind::DenyPresentation => Some(Kind::AllowPresentation),
        Kind::AllowCamera => Some(Kind::BlockCamera),
        Kind::Undeafen => Some(Kind::Deafen),
        Kind::Resume => Some(Kind::Hold),
        Kind::UnpinFromPicture => Some(Kind::PinInPicture),
        Kind::StopRecording => Some(Kind::StartRecording),
        Kind::StopLive => Some(Kind::StartLive),
        Kind::SpotlightOff => Some(Kind::SpotlightOn),
        Kind::Message | Kind::Dial | Kind::Dtmf => None,
        Kind::Lock
        | Kind::StartService
        | Kind::MuteGuests
        | Kind::DisconnectAll
        | Kind::OverrideLayout
        | Kind::Disconnect
        | Kind::Mute
        | Kind::AllowPresentation
        | Kind::SpotlightOn
        | Kind::Admit
        | Kind::SetRole
        | Kind::Transfer
        | Kind::OverlayText
        | Kind::BlockCamera
        | Kind::Deafen
        | Kind::Hold
        | Kind::PinInPicture
        | Kind::LowerHand
        | Kind::LowerAllHands
        | Kind::StartRecording
        | Kind::StartLive
        | Kind::AddCall
        | Kind::EndCall => Some(kind),
    }
}
