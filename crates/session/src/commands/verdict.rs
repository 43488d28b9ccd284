//! What can be said of a command under way: confirmed by the server's state, not confirmed, or unknown.

use super::under_way::{CommandUnderWay, Stage};
use crate::{CommandError, CommandStatus};
use conference::{Command, Conference, Confirmation, Kind, confirmation, is_on_air};

/// After "accepted" the server's state has this long to show it, ms; then it is asked.
pub(super) const CONFIRM_MS: u64 = 5_000;
/// The state has this long to be read, ms; then the truth is that nobody knows.
pub(super) const READ_MS: u64 = 12_000;

/// What is to be done about a command now.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    Wait,
    /// The server said yes and had its time to show it: its state is to be read.
    Read,
    Finish(CommandStatus),
}

impl CommandUnderWay {
    /// Judges it by what `meeting` shows, at this monotonic time in ms.
    pub fn verdict(&self, meeting: &Conference, mono_ms: u64) -> Verdict {
        let due = self.due_at().is_some_and(|at| at <= mono_ms);
        let shown = self.shown(meeting, due);
        let failed = |error| Verdict::Finish(CommandStatus::Failed(error));
        match (&self.stage, shown) {
            (Stage::Accepted { .. }, Confirmation::Answer | Confirmation::State(true))
            | (Stage::Reading { .. }, Confirmation::State(true))
            // What was read doesn't tell any more how it stands: the server's yes is all there is.
            | (Stage::Reading { accepted: true, .. }, Confirmation::Answer) => {
                Verdict::Finish(CommandStatus::Confirmed)
            }
            (Stage::Sent, Confirmation::State(true)) if self.is_told_by_state_alone() => {
                Verdict::Finish(CommandStatus::Confirmed)
            }
            (Stage::Accepted { .. }, Confirmation::State(false)) if due => {
                if self.is_contradicted(meeting) {
                    failed(CommandError::Contradicted)
                } else {
                    Verdict::Read
                }
            }
            (Stage::Reading { accepted: true, .. }, _) if due => failed(CommandError::NoEffect),
            (Stage::Reading { .. }, _) if due => failed(CommandError::Unknown),
            (Stage::AwaitsToken { .. }, _) if due => failed(CommandError::NotSent),
            _ => Verdict::Wait,
        }
    }

    fn shown(&self, meeting: &Conference, due: bool) -> Confirmation {
        match &self.command {
            Command::Dial(dial) => self.is_ringing(dial, meeting),
            Command::OverrideLayout(asked)
                if due && !asked.is_empty() && is_on_air(asked, meeting) =>
            {
                Confirmation::State(true)
            }
            command => confirmation(command, meeting, self.before.pictures),
        }
    }

    /// Another picture than the one that was asked for has come on air.
    fn is_contradicted(&self, meeting: &Conference) -> bool {
        matches!(self.command, Command::OverrideLayout(_))
            && meeting.layout_event_count() != self.before.pictures
    }

    /// Whether the state alone tells that it was carried out, before the answer does: it must not have been so already, and a
    /// layout on air may be somebody else's.
    fn is_told_by_state_alone(&self) -> bool {
        !self.before.was_shown && !matches!(self.command, Command::OverrideLayout(_))
    }
}

/// Returns `true` if what a command does is to be seen in the roster, rather than in the meeting's own state.
pub(super) fn shows_in_roster(kind: Kind, meeting: &Conference) -> bool {
    match kind {
        // Where the server doesn't tell that it has started, those who waited do.
        Kind::StartService => meeting.meeting().started.is_none(),
        Kind::Lock
        | Kind::Unlock
        | Kind::MuteGuests
        | Kind::UnmuteGuests
        | Kind::StartRecording
        | Kind::StopRecording
        | Kind::StartLive
        | Kind::StopLive => false,
        // Those that nothing shows are known by the answer; without one the roster is as good as anything.
        Kind::DisconnectAll
        | Kind::Message
        | Kind::Dial
        | Kind::OverrideLayout
        | Kind::Dtmf
        | Kind::AddCall
        | Kind::EndCall
        | Kind::Disconnect
        | Kind::Mute
        | Kind::Unmute
        | Kind::AllowPresentation
        | Kind::DenyPresentation
        | Kind::SpotlightOn
        | Kind::SpotlightOff
        | Kind::Admit
        | Kind::SetRole
        | Kind::Transfer
        | Kind::OverlayText
        | Kind::BlockCamera
        | Kind::AllowCamera
        | Kind::Deafen
        | Kind::Undeafen
        | Kind::Hold
        | Kind::Resume
        | Kind::PinInPicture
        | Kind::UnpinFromPicture
        | Kind::LowerHand
        | Kind::LowerAllHands => true,
    }
}
