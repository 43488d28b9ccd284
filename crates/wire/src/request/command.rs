//! A host's commands as requests, in the public dialect of the document.

use super::Request;
use super::body::CommandBody;
use crate::endpoint::Endpoint;
use crate::secret::Token;
use conference::{Command, Kind};

/// What was learned about this server while talking to it, or is presumed of its edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// `overlaytext` was answered with 404: use `override_text`, as the document's last table calls it.
    pub override_text: bool,
    /// `plus_n: "auto"` for hosts was answered with 400: send "off".
    pub plus_n_refused: bool,
    /// `hard_vmute` was answered with 404, or would be: use `camera_disable` and `camera_enable`, as the private edition calls it.
    pub camera_switch: bool,
}

/// Returns the request that carries out `command`.
pub fn command(at: &Endpoint, token: &Token, command: &Command, dialect: &Dialect) -> Request {
    let word = command_word(command.kind(), dialect);
    let url = match command.target() {
        Some(id) => at.participant_url(id.as_str(), word),
        None => at.room_url(word),
    };
    let request = Request::post(url, token);
    match CommandBody::of(command, dialect) {
        Some(body) => request.with_json(&body),
        None => request,
    }
}

/// Returns a command's name on the wire. Those about a person and about the meeting may share one.
pub fn command_word(kind: Kind, dialect: &Dialect) -> &'static str {
    match kind {
        Kind::Lock => "lock",
        Kind::Unlock | Kind::Admit => "unlock",
        Kind::StartService => "start_service",
        Kind::MuteGuests => "muteguests",
        Kind::UnmuteGuests => "unmuteguests",
        Kind::DisconnectAll | Kind::Disconnect => "disconnect",
        Kind::Mute => "mute",
        Kind::Unmute => "unmute",
        Kind::AllowPresentation => "allowrxpresentation",
        Kind::DenyPresentation => "denyrxpresentation",
        Kind::SpotlightOn => "spotlighton",
        Kind::SpotlightOff => "spotlightoff",
        Kind::Message => "message",
        Kind::Dial => "dial",
        Kind::OverrideLayout => "override_layout",
        Kind::Dtmf => "dtmf",
        Kind::SetRole => "role",
        Kind::Transfer => "transfer",
        Kind::OverlayText if dialect.override_text => "override_text",
        Kind::OverlayText => "overlaytext",
        Kind::BlockCamera if dialect.camera_switch => "camera_disable",
        Kind::BlockCamera => "hard_vmute",
        Kind::AllowCamera if dialect.camera_switch => "camera_enable",
        Kind::AllowCamera => "hard_uvmute",
        Kind::Deafen => "mutear",
        Kind::Undeafen => "unmutear",
        Kind::Hold => "hold",
        Kind::Resume => "resume",
        Kind::PinInPicture => "stick",
        Kind::UnpinFromPicture => "unstick",
        Kind::LowerHand => "clearhand",
        Kind::LowerAllHands => "clearallhand",
        Kind::StartRecording => "record",
        Kind::StopRecording => "unrecord",
        Kind::StartLive => "live",
        Kind::StopLive => "unlive",
        Kind::AddCall => "calls",
        Kind::EndCall => "calls/disconnect",
    }
}
