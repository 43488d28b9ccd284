//! What the parameters say.

use super::parameters::Parameters;
use crate::event::{
    Event, EventKind, Received, RecordingStep, RecordingTold, Refusal, StreamTold, Vendor,
};
use sha2::{Digest, Sha256};

/// What makes an event this one. A trace id alone may stand for a whole chain of them.
const IDENTITY: [&str; 9] = [
    "trace_id",
    "event",
    "event_type",
    "room_id",
    "user_id",
    "stream_type",
    "stream_id",
    "exporter_id",
    "box_code",
];

pub(super) fn read(parameters: &Parameters) -> Result<Received, Refusal> {
    let get = |name| parameters.get(name).map(str::to_owned);
    let name = get("event").ok_or(Refusal::Unreadable)?;
    let event = Event {
        vendor: Vendor::ThreeTee,
        room: get("room_id"),
        user: get("user_id"),
        kind: kind(&name, parameters),
        stamp: None,
        polled: false,
    };
    Ok(Received {
        event: event.or_other(&name),
        key: key(parameters),
        raw: parameters.to_json(),
    })
}

fn kind(name: &str, parameters: &Parameters) -> EventKind {
    let get = |name| parameters.get(name).map(str::to_owned);
    let stream = || StreamTold {
        stream: get("stream_id"),
        medium: get("stream_type"),
        resolution: get("resolution"),
    };
    let recording = |success, failure| {
        let kind = get("event_type").unwrap_or_default();
        EventKind::Recording(RecordingTold {
            recording: get("exporter_id"),
            exporter: get("exporter_type"),
            // The document's word is "faild".
            step: match kind.to_ascii_lowercase().starts_with("fail") {
                true => failure,
                false => success,
            },
            detail: get("options"),
            started: get("start_time"),
            stopped: get("stop_time"),
        })
    };
    match name {
        "open" => EventKind::Open,
        "close" => EventKind::Close {
            reason: get("event_type"),
        },
        "join" => EventKind::Join {
            name: get("user_name"),
            endpoint: get("endpoint_type"),
        },
        "leave" => EventKind::Leave {
            reason: get("event_type"),
        },
        "publish" => EventKind::Publish(stream()),
        "unpublish" => EventKind::Unpublish(stream()),
        "sub" => EventKind::Subscribe(stream()),
        "unsub" => EventKind::Unsubscribe(stream()),
        "update" => EventKind::UserChanged,
        "start_record" => recording(RecordingStep::Started, RecordingStep::NotStarted),
        "stop_record" => recording(RecordingStep::Stopped, RecordingStep::Failed),
        "record_transcoding_completion" => recording(RecordingStep::Ready, RecordingStep::Failed),
        "warning_notify" => EventKind::Warning {
            server: get("box_code"),
            trouble: get("event_type"),
            detail: get("options"),
        },
        name => EventKind::Other { name: name.into() },
    }
}

/// Older servers send no trace id: then the same words may tell of another time.
fn key(parameters: &Parameters) -> Option<[u8; 32]> {
    parameters.get("trace_id")?;
    let mut hash = Sha256::new();
    hash.update(b"3tee");
    for name in IDENTITY {
        let value = parameters.get(name).unwrap_or_default();
        hash.update((value.len() as u64).to_le_bytes());
        hash.update(value);
    }
    Some(hash.finalize().into())
}
