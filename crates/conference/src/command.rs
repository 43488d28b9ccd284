//! What a host may want. Names are the document's.

use crate::{Dial, LayoutName, ParticipantId, Role};
use std::fmt;
use std::sync::Arc;

/// A host's intent, one request on the wire each. Its `Debug` shows whom it is about, but none of what was typed: tones,
/// addresses and texts may hold a PIN.
#[derive(Clone, PartialEq)]
pub enum Command {
    /// New guests wait.
    Lock,
    /// Everybody who waits comes in, nobody waits any more.
    Unlock,
    /// Opens the room for waiting guests.
    StartService,
    /// Mutes all guests.
    MuteGuests,
    /// Lets all guests speak.
    UnmuteGuests,
    /// Everybody out, the caller too.
    DisconnectAll,
    /// A chat line to everybody.
    Message(Arc<str>),
    /// Calls somebody.
    Dial(Box<Dial>),
    /// Arranges the picture; empty = back to default.
    OverrideLayout(Vec<LayoutRequest>),
    /// Removes one; refuses one who waits.
    Disconnect(ParticipantId),
    /// Mutes one.
    Mute(ParticipantId),
    /// Lets one speak.
    Unmute(ParticipantId),
    /// Lets one receive the presentation.
    AllowPresentation(ParticipantId),
    /// Keeps the presentation from one.
    DenyPresentation(ParticipantId),
    /// Puts one into the spotlight.
    SpotlightOn(ParticipantId),
    /// Takes one out of the spotlight.
    SpotlightOff(ParticipantId),
    /// Admits one who waits.
    Admit(ParticipantId),
    /// Sends tones to one.
    Dtmf(ParticipantId, Arc<str>),
    /// Makes one host or guest.
    SetRole(ParticipantId, Role),
    /// Sends one to another meeting.
    Transfer(ParticipantId, Box<Transfer>),
    /// Changes one's caption.
    OverlayText(ParticipantId, Arc<str>),
    /// Bars one's camera.
    BlockCamera(ParticipantId),
    /// Lets one be seen again.
    AllowCamera(ParticipantId),
    /// Lets one hear nothing of the meeting.
    Deafen(ParticipantId),
    /// Lets one hear the meeting again.
    Undeafen(ParticipantId),
    /// Puts one on hold: they neither see nor hear the meeting, nor are they seen or heard.
    Hold(ParticipantId),
    /// Takes one back from hold.
    Resume(ParticipantId),
    /// Keeps one in the picture, whoever speaks.
    PinInPicture(ParticipantId),
    /// Lets one come and go in the picture again.
    UnpinFromPicture(ParticipantId),
    /// Lowers one's raised hand.
    LowerHand(ParticipantId),
    /// Lowers every raised hand.
    LowerAllHands,
    /// Private edition: starts the recording.
    StartRecording,
    /// Private edition: ends it.
    StopRecording,
    /// Private edition: starts the live stream.
    StartLive,
    /// Private edition: ends it.
    StopLive,
}

/// One gesture of the host's: the command that it leads to goes by this number until its fate is known. Given by whoever sends
/// the command, and never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommandId(pub u32);

/// A command without whom and what: for permissions, for "unsupported" marks and for naming it to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum Kind {
    Lock,
    Unlock,
    StartService,
    MuteGuests,
    UnmuteGuests,
    DisconnectAll,
    Message,
    Dial,
    OverrideLayout,
    Disconnect,
    Mute,
    Unmute,
    AllowPresentation,
    DenyPresentation,
    SpotlightOn,
    SpotlightOff,
    Admit,
    Dtmf,
    SetRole,
    Transfer,
    OverlayText,
    BlockCamera,
    AllowCamera,
    Deafen,
    Undeafen,
    Hold,
    Resume,
    PinInPicture,
    UnpinFromPicture,
    LowerHand,
    LowerAllHands,
    StartRecording,
    StopRecording,
    StartLive,
    StopLive,
    /// `calls`: more media for one.
    AddCall,
    /// Its end.
    EndCall,
}

impl Command {
    /// Which command it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Lock => Kind::Lock,
            Self::Unlock => Kind::Unlock,
            Self::StartService => Kind::StartService,
            Self::MuteGuests => Kind::MuteGuests,
            Self::UnmuteGuests => Kind::UnmuteGuests,
            Self::DisconnectAll => Kind::DisconnectAll,
            Self::Message(_) => Kind::Message,
            Self::Dial(_) => Kind::Dial,
            Self::OverrideLayout(_) => Kind::OverrideLayout,
            Self::Disconnect(_) => Kind::Disconnect,
            Self::Mute(_) => Kind::Mute,
            Self::Unmute(_) => Kind::Unmute,
            Self::AllowPresentation(_) => Kind::AllowPresentation,
            Self::DenyPresentation(_) => Kind::DenyPresentation,
            Self::SpotlightOn(_) => Kind::SpotlightOn,
            Self::SpotlightOff(_) => Kind::SpotlightOff,
            Self::Admit(_) => Kind::Admit,
            Self::Dtmf(..) => Kind::Dtmf,
            Self::SetRole(..) => Kind::SetRole,
            Self::Transfer(..) => Kind::Transfer,
            Self::OverlayText(..) => Kind::OverlayText,
            Self::BlockCamera(_) => Kind::BlockCamera,
            Self::AllowCamera(_) => Kind::AllowCamera,
            Self::Deafen(_) => Kind::Deafen,
            Self::Undeafen(_) => Kind::Undeafen,
            Self::Hold(_) => Kind::Hold,
            Self::Resume(_) => Kind::Resume,
            Self::PinInPicture(_) => Kind::PinInPicture,
            Self::UnpinFromPicture(_) => Kind::UnpinFromPicture,
            Self::LowerHand(_) => Kind::LowerHand,
            Self::LowerAllHands => Kind::LowerAllHands,
            Self::StartRecording => Kind::StartRecording,
            Self::StopRecording => Kind::StopRecording,
            Self::StartLive => Kind::StartLive,
            Self::StopLive => Kind::StopLive,
        }
    }

    /// Whom it is about; `None` = the whole meeting.
    pub fn target(&self) -> Option<&ParticipantId> {
        match self {
            Self::Disconnect(id)
            | Self::Mute(id)
            | Self::Unmute(id)
            | Self::AllowPresentation(id)
            | Self::DenyPresentation(id)
            | Self::SpotlightOn(id)
            | Self::SpotlightOff(id)
            | Self::Admit(id)
            | Self::BlockCamera(id)
            | Self::AllowCamera(id)
            | Self::Deafen(id)
            | Self::Undeafen(id)
            | Self::Hold(id)
            | Self::Resume(id)
            | Self::PinInPicture(id)
            | Self::UnpinFromPicture(id)
            | Self::LowerHand(id)
            | Self::Dtmf(id, _)
            | Self::SetRole(id, _)
            | Self::Transfer(id, _)
            | Self::OverlayText(id, _) => Some(id),
            Self::Lock
            | Self::Unlock
            | Self::StartService
            | Self::MuteGuests
            | Self::UnmuteGuests
            | Self::DisconnectAll
            | Self::Message(_)
            | Self::Dial(_)
            | Self::OverrideLayout(_)
            | Self::LowerAllHands
            | Self::StartRecording
            | Self::StopRecording
            | Self::StartLive
            | Self::StopLive => None,
        }
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target() {
            Some(id) => write!(f, "{:?}({id:?})", self.kind()),
            None => write!(f, "{:?}", self.kind()),
        }
    }
}

impl Kind {
    /// All of them, those about the whole meeting first.
    pub const ALL: [Self; 37] = [
        Self::Lock,
        Self::Unlock,
        Self::StartService,
        Self::MuteGuests,
        Self::UnmuteGuests,
        Self::DisconnectAll,
        Self::Message,
        Self::Dial,
        Self::OverrideLayout,
        Self::LowerAllHands,
        Self::StartRecording,
        Self::StopRecording,
        Self::StartLive,
        Self::StopLive,
        Self::Disconnect,
        Self::Mute,
        Self::Unmute,
        Self::AllowPresentation,
        Self::DenyPresentation,
        Self::SpotlightOn,
        Self::SpotlightOff,
        Self::Admit,
        Self::Dtmf,
        Self::SetRole,
        Self::Transfer,
        Self::OverlayText,
        Self::BlockCamera,
        Self::AllowCamera,
        Self::Deafen,
        Self::Undeafen,
        Self::Hold,
        Self::Resume,
        Self::PinInPicture,
        Self::UnpinFromPicture,
        Self::LowerHand,
        Self::AddCall,
        Self::EndCall,
    ];

    /// Whether sending it a second time after a lost or refused answer does no harm. All others go out once a gesture.
    pub fn is_safe_to_repeat(self) -> bool {
        matches!(
            self,
            Self::Lock
                | Self::Unlock
                | Self::MuteGuests
                | Self::UnmuteGuests
                | Self::Mute
                | Self::Unmute
                | Self::AllowPresentation
                | Self::DenyPresentation
                | Self::SpotlightOn
                | Self::SpotlightOff
                | Self::SetRole
                | Self::Admit
                | Self::BlockCamera
                | Self::AllowCamera
                | Self::Deafen
                | Self::Undeafen
                | Self::Hold
                | Self::Resume
                | Self::PinInPicture
                | Self::UnpinFromPicture
        )
    }
}

/// Where to send somebody (`transfer`). Its `Debug` shows nothing of what was typed.
#[derive(Clone, PartialEq)]
pub struct Transfer {
    /// Address or number of the other meeting.
    pub alias: Arc<str>,
    /// Role there.
    pub role: Role,
    /// PIN there, where needed.
    pub pin: Option<Arc<str>>,
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transfer({:?} …)", self.role)
    }
}

/// Whose picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Audience {
    /// What hosts see ("hosts").
    Hosts,
    /// What guests see ("").
    #[default]
    Guests,
}

/// What stands in a slot of a requested picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// This participant.
    Participant(ParticipantId),
    /// Private edition: rotate (`-2`).
    Rotate,
    /// Private edition: the speaker (`1010`).
    Speaker,
    /// Private edition: automatic (`0`).
    Automatic,
    /// Private edition: leave empty (`-1`).
    Empty,
}

/// One picture to put on air (`override_layout`).
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutRequest {
    /// For whom.
    pub audience: Audience,
    /// The layout's name, sent back unchanged.
    pub layout: LayoutName,
    /// Slots in order; empty = anybody.
    pub actors: Vec<Slot>,
    /// Fill empty slots with active speakers.
    pub vad_backfill: bool,
    /// "auto" or "off" for `plus_n`: `true` = "auto".
    pub plus_n: bool,
    /// Show captions (`actors_overlay_text`): "auto" as in the document, or "off" as in the family.
    pub captions: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_that_was_typed() {
        let check = |command: Command, expect: &str| assert_eq!(format!("{command:?}"), expect);
        let id = || ParticipantId::new("50b956c8-9a63-4711");
        let typed = || Arc::from("4711#");
        check(
            Command::Dtmf(id(), typed()),
            "Dtmf(ParticipantId(50b956c8…))",
        );
        check(Command::Message(typed()), "Message");
        let transfer = Transfer {
            alias: typed(),
            role: Role::Guest,
            pin: Some(typed()),
        };
        assert_eq!(format!("{transfer:?}"), "Transfer(Guest …)");
        check(
            Command::Transfer(id(), Box::new(transfer)),
            "Transfer(ParticipantId(50b956c8…))",
        );
    }
}
