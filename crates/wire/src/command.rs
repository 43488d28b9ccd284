//! A host's commands as requests, in the public dialect of the document.

use crate::endpoint::Endpoint;
use crate::object::Object;
use crate::request::Request;
use crate::secret::Token;
use conference::{
    Audience, CallType, Command, Dial, DialProtocol, Kind, LayoutRequest, Role, Slot, Transfer,
};

/// What was learned about this server while talking to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// `overlaytext` was answered with 404: use `override_text`, as the document's last table calls it.
    pub override_text: bool,
    /// `plus_n: "auto"` for hosts was answered with 400: send "off".
    pub plus_n_refused: bool,
}

/// The request that carries out `command`.
pub fn command(at: &Endpoint, token: &Token, command: &Command, dialect: &Dialect) -> Request {
    let word = command_word(command.kind(), dialect);
    let url = match command.target() {
        Some(id) => at.participant_url(id.as_str(), word),
        None => at.room_url(word),
    };
    Request::post(url, token, body(command, dialect))
}

/// A command's name on the wire. Those about a person and about the meeting may share one.
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
        Kind::AddCall => "calls",
        Kind::EndCall => "calls/disconnect",
    }
}

fn body(command: &Command, dialect: &Dialect) -> Option<Object> {
    let object = match command {
        Command::Message(text) => Object::new()
            .text("type", "text/plain")
            .text("payload", text),
        Command::Dial(dial) => dial_body(dial),
        Command::OverrideLayout(layouts) => layouts_body(layouts, dialect),
        Command::Dtmf(_, digits) => Object::new().text("digits", digits),
        Command::SetRole(_, role) => Object::new().text("role", role_word(*role)),
        Command::Transfer(_, transfer) => transfer_body(transfer),
        Command::OverlayText(_, text) => Object::new().text("text", text),
        _ => return None,
    };
    Some(object)
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Host => "chair",
        Role::Guest => "guest",
    }
}

fn dial_body(dial: &Dial) -> Object {
    let is_rtmp = dial.protocol == DialProtocol::Rtmp;
    let streaming = if dial.streaming { "yes" } else { "no" };
    // What is as the document has it without the field is left out.
    let call_type = (dial.call_type != CallType::Video).then(|| dial.call_type.as_str());
    Object::new()
        .text("role", role_word(dial.role))
        .text("destination", &dial.destination)
        .text("protocol", dial.protocol.as_str())
        .maybe_text(
            "streaming",
            (is_rtmp || dial.streaming).then_some(streaming),
        )
        .maybe_text("dtmf_sequence", dial.dtmf.as_deref())
        .maybe_text("source_display_name", dial.source_name.as_deref())
        .maybe_text("source", dial.source.as_deref())
        .maybe_text("call_type", call_type)
        .maybe_text("remote_display_name", dial.name.as_deref())
}

fn transfer_body(transfer: &Transfer) -> Object {
    Object::new()
        .text("role", role_word(transfer.role))
        .text("conference_alias", &transfer.alias)
        .maybe_text("pin", transfer.pin.as_deref())
}

fn layouts_body(layouts: &[LayoutRequest], dialect: &Dialect) -> Object {
    let mut list = String::from("[");
    for (at, layout) in layouts.iter().enumerate() {
        if at > 0 {
            list.push(',');
        }
        list.push_str(&layout_body(layout, dialect).end());
    }
    list.push(']');
    Object::new().raw("layouts", &list)
}

fn layout_body(layout: &LayoutRequest, dialect: &Dialect) -> Object {
    let for_hosts = layout.audience == Audience::Hosts;
    let counts_rest =
        layout.plus_n && layout.actors.is_empty() && !(for_hosts && dialect.plus_n_refused);
    Object::new()
        .text("audience", if for_hosts { "hosts" } else { "" })
        .texts("actors", &mut layout.actors.iter().map(actor))
        .flag("vad_backfill", layout.vad_backfill)
        .text("layout", layout.layout.as_str())
        .text("plus_n", if counts_rest { "auto" } else { "off" })
        .text(
            "actors_overlay_text",
            if layout.captions { "auto" } else { "off" },
        )
}

fn actor(slot: &Slot) -> &str {
    match slot {
        Slot::Participant(id) => id.as_str(),
        Slot::Rotate => "-2",
        Slot::Speaker => "1010",
        Slot::Automatic => "0",
        Slot::Empty => "-1",
    }
}
