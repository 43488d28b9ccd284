//! A host's commands as requests, in the public dialect of the document.

use crate::endpoint::Endpoint;
use crate::json::Object;
use crate::request::Request;
use crate::secret::Token;
use conference::{Audience, Command, Dial, DialProtocol, LayoutRequest, Role, Slot, Transfer};

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
    let (word, body) = word_and_body(command, dialect);
    let url = match command.target() {
        Some(id) => at.participant_url(id.as_str(), word),
        None => at.room_url(word),
    };
    Request::post(url, token, body)
}

fn word_and_body(command: &Command, dialect: &Dialect) -> (&'static str, Option<Object>) {
    match command {
        Command::Lock => ("lock", None),
        Command::Unlock | Command::Admit(_) => ("unlock", None),
        Command::StartService => ("start_service", None),
        Command::MuteGuests => ("muteguests", None),
        Command::UnmuteGuests => ("unmuteguests", None),
        Command::DisconnectAll | Command::Disconnect(_) => ("disconnect", None),
        Command::Mute(_) => ("mute", None),
        Command::Unmute(_) => ("unmute", None),
        Command::AllowPresentation(_) => ("allowrxpresentation", None),
        Command::DenyPresentation(_) => ("denyrxpresentation", None),
        Command::SpotlightOn(_) => ("spotlighton", None),
        Command::SpotlightOff(_) => ("spotlightoff", None),
        Command::Message(text) => (
            "message",
            Some(
                Object::new()
                    .text("type", "text/plain")
                    .text("payload", text),
            ),
        ),
        Command::Dial(dial) => ("dial", Some(dial_body(dial))),
        Command::OverrideLayout(layouts) => {
            ("override_layout", Some(layouts_body(layouts, dialect)))
        }
        Command::Dtmf(_, digits) => ("dtmf", Some(Object::new().text("digits", digits))),
        Command::SetRole(_, role) => ("role", Some(Object::new().text("role", role_word(*role)))),
        Command::Transfer(_, transfer) => ("transfer", Some(transfer_body(transfer))),
        Command::OverlayText(_, text) => {
            let word = if dialect.override_text {
                "override_text"
            } else {
                "overlaytext"
            };
            (word, Some(Object::new().text("text", text)))
        }
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Host => "chair",
        Role::Guest => "guest",
    }
}

fn dial_body(dial: &Dial) -> Object {
    let protocol = match dial.protocol {
        DialProtocol::Auto => "auto",
        DialProtocol::Sip => "sip",
        DialProtocol::H323 => "h323",
        DialProtocol::Rtmp => "rtmp",
        DialProtocol::Mssip => "mssip",
        DialProtocol::Phone => "phone",
    };
    // The document: an RTMP call is to be made with "yes"; "no" is what it is without the field.
    let streaming = matches!(dial.protocol, DialProtocol::Rtmp).then_some("yes");
    Object::new()
        .text("role", role_word(dial.role))
        .text("destination", &dial.destination)
        .text("protocol", protocol)
        .maybe_text("streaming", streaming)
        .maybe_text("dtmf_sequence", dial.dtmf.as_deref())
        .maybe_text("source_display_name", dial.source_name.as_deref())
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
        .text("actors_overlay_text", "auto")
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
