//! The bodies of commands, fields in the document's order.

use super::Dialect;
use conference::{
    Audience, CallType, Command, Dial, DialProtocol, KeepAlive, LayoutRequest, Slot, Transfer,
};
use serde::Serialize;

/// The body of a command that has one.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum CommandBody<'a> {
    Message(MessageBody<'a>),
    Dial(DialBody<'a>),
    OverrideLayout(OverrideLayoutBody<'a>),
    Dtmf(DtmfBody<'a>),
    Role(RoleBody),
    Transfer(TransferBody<'a>),
    OverlayText(OverlayTextBody<'a>),
    Empty(EmptyBody),
}

impl<'a> CommandBody<'a> {
    /// Returns the body of `command`; `None` = it has none.
    pub(super) fn of(command: &'a Command, dialect: &Dialect) -> Option<Self> {
        Some(match command {
            Command::Message(text) => Self::Message(MessageBody {
                mime: "text/plain",
                payload: text,
            }),
            Command::Dial(dial) => Self::Dial(dial_body(dial)),
            Command::OverrideLayout(layouts) => Self::OverrideLayout(OverrideLayoutBody {
                layouts: layouts
                    .iter()
                    .map(|layout| layout_body(layout, dialect))
                    .collect(),
            }),
            Command::Dtmf(_, digits) => Self::Dtmf(DtmfBody { digits }),
            Command::SetRole(_, role) => Self::Role(RoleBody {
                role: role.api_word(),
            }),
            Command::Transfer(_, transfer) => Self::Transfer(transfer_body(transfer)),
            Command::OverlayText(_, text) => Self::OverlayText(OverlayTextBody { text }),
            Command::PinInPicture(_) | Command::UnpinFromPicture(_) => Self::Empty(EmptyBody {}),
            _ => return None,
        })
    }
}

/// A line of chat. API document: conference commands, `message`; its fields are those of the event.
#[derive(Serialize)]
pub(super) struct MessageBody<'a> {
    #[serde(rename = "type")]
    mime: &'static str,
    payload: &'a str,
}

/// Whom to call. API document: conference commands, `dial`.
#[derive(Serialize)]
pub(super) struct DialBody<'a> {
    /// "chair" or "guest".
    role: &'static str,
    destination: &'a str,
    protocol: &'static str,
    /// "yes" or "no".
    #[serde(skip_serializing_if = "Option::is_none")]
    streaming: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dtmf_sequence: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_display_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call_type: Option<&'static str>,
    /// Not in the document: the name of the new row.
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_display_name: Option<&'a str>,
    /// Not in the document: the caption of the new row.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Not in the document: what this call means for the meeting's end.
    #[serde(skip_serializing_if = "Option::is_none")]
    keep_conference_alive: Option<&'static str>,
}

/// What people are to see. API document: conference commands, `override_layout`.
#[derive(Serialize)]
pub(super) struct OverrideLayoutBody<'a> {
    layouts: Vec<LayoutBody<'a>>,
}

/// What one audience is to see. API document: conference commands, `override_layout`.
#[derive(Serialize)]
struct LayoutBody<'a> {
    /// "hosts", or "" for guests.
    audience: &'static str,
    actors: Vec<&'a str>,
    vad_backfill: bool,
    layout: &'a str,
    /// "auto" or "off".
    plus_n: &'static str,
    /// "auto" or "off".
    actors_overlay_text: &'static str,
}

/// Digits to dial. API document: participant commands, `dtmf`.
#[derive(Serialize)]
pub(super) struct DtmfBody<'a> {
    digits: &'a str,
}

/// A new role. API document: participant commands, `role`.
#[derive(Serialize)]
pub(super) struct RoleBody {
    /// "chair" or "guest".
    role: &'static str,
}

/// Where to move a participant. API document: participant commands, `transfer`.
#[derive(Serialize)]
pub(super) struct TransferBody<'a> {
    /// "chair" or "guest".
    role: &'static str,
    conference_alias: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<&'a str>,
}

/// A new caption. API document: the last table, `override_text`; servers call it `overlaytext`.
#[derive(Serialize)]
pub(super) struct OverlayTextBody<'a> {
    text: &'a str,
}

/// `{}`, which the vendor's clients send with `stick` and `unstick`.
#[derive(Serialize)]
pub(super) struct EmptyBody {}

fn dial_body(dial: &Dial) -> DialBody<'_> {
    let is_rtmp = dial.protocol == DialProtocol::Rtmp;
    let streaming = if dial.streaming { "yes" } else { "no" };
    DialBody {
        role: dial.role.api_word(),
        destination: &dial.destination,
        protocol: dial.protocol.as_str(),
        // What is as the document has it without the field is left out.
        streaming: (is_rtmp || dial.streaming).then_some(streaming),
        dtmf_sequence: dial.dtmf.as_deref(),
        source_display_name: dial.source_name.as_deref(),
        source: dial.source.as_deref(),
        call_type: (dial.call_type != CallType::Video).then(|| dial.call_type.as_str()),
        remote_display_name: dial.name.as_deref(),
        text: dial.caption.as_deref(),
        keep_conference_alive: dial.keep_alive.map(KeepAlive::as_str),
    }
}

fn transfer_body(transfer: &Transfer) -> TransferBody<'_> {
    TransferBody {
        role: transfer.role.api_word(),
        conference_alias: &transfer.alias,
        pin: transfer.pin.as_deref(),
    }
}

fn layout_body<'a>(request: &'a LayoutRequest, dialect: &Dialect) -> LayoutBody<'a> {
    let is_for_hosts = request.audience == Audience::Hosts;
    let counts_rest =
        request.plus_n && request.actors.is_empty() && !(is_for_hosts && dialect.plus_n_refused);
    LayoutBody {
        audience: if is_for_hosts { "hosts" } else { "" },
        actors: request.actors.iter().map(actor).collect(),
        vad_backfill: request.vad_backfill,
        layout: request.layout.as_str(),
        plus_n: if counts_rest { "auto" } else { "off" },
        actors_overlay_text: if request.captions { "auto" } else { "off" },
    }
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
