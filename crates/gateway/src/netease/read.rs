//! What a callback says. Any field may be absent; numbers come as texts and texts as numbers; some products spell keys with
//! underscores, some put everything into `data`.

use crate::event::{
    Event, EventKind, Received, RecordingStep, RecordingTold, Refusal, StreamTold, Vendor,
};
use crate::json::text;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub(super) fn read(app_key: &str, body: &[u8]) -> Result<Received, Refusal> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::Unreadable)?;
    let Value::Object(object) = value else {
        return Err(Refusal::Unreadable);
    };
    let fields = Fields::of(&object);
    let name = fields.text(&["eventType"]).unwrap_or_default();
    let event = Event {
        vendor: Vendor::NetEase,
        room: fields.text(&[
            "channelName",
            "roomUuid",
            "channelId",
            "roomId",
            "meetingNum",
        ]),
        user: fields.text(&[
            "fromAccount",
            "userUuid",
            "accid",
            "uid",
            "accountId",
            "memberUuid",
        ]),
        kind: fields.kind(&name),
        stamp: fields.text(&["timestamp", "time"]),
        polled: false,
    };
    Ok(Received {
        event: event.or_other(&name),
        key: Some(key(app_key, &name, fields.text(&["requestId"]), body)),
        raw: String::from_utf8_lossy(body).into_owned(),
    })
}

/// Most have no id: then it is the same event when the same bytes come again.
fn key(app_key: &str, name: &str, request: Option<String>, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let id = request.as_deref().map_or(body, str::as_bytes);
    let kind: &[u8] = if request.is_some() {
        b"request"
    } else {
        b"body"
    };
    for part in [b"netease", kind, app_key.as_bytes(), name.as_bytes(), id] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The fields of a callback and of its `data`.
struct Fields<'a> {
    outer: &'a Map<String, Value>,
    inner: Option<&'a Map<String, Value>>,
}

impl<'a> Fields<'a> {
    fn of(outer: &'a Map<String, Value>) -> Self {
        let inner = outer.get("data").and_then(Value::as_object);
        Self { outer, inner }
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        let is_named = |key: &str| {
            let key = key.bytes().filter(|byte| *byte != b'_');
            key.map(|byte| byte.to_ascii_lowercase())
                .eq(name.bytes().map(|byte| byte.to_ascii_lowercase()))
        };
        let all = self.outer.iter().chain(self.inner.into_iter().flatten());
        all.filter(|(key, _)| is_named(key))
            .map(|(_, value)| value)
            .find(|value| !value.is_null())
    }

    /// Returns the first of these fields that has something in it.
    fn text(&self, names: &[&str]) -> Option<String> {
        let mut texts = names.iter().filter_map(|name| text(self.value(name)?));
        texts.find(|text| !text.is_empty())
    }

    fn kind(&self, name: &str) -> EventKind {
        // Short-message copies number their events, too, and have no `data`.
        match (name, self.inner.is_some()) {
            ("20", _) => self.call(),
            ("21", _) => EventKind::Open,
            ("1", true) | ("CREATE_ROOM", _) => EventKind::Open,
            ("2", true) | ("CLOSE_ROOM", _) => EventKind::Close {
                reason: self.text(&["reason"]),
            },
            ("3", true) | ("RTC_RECORD" | "WHITEBOARD_RECORD" | "MEETING_RECORD", _) => {
                self.recording()
            }
            ("4", true) | ("USER_JOIN_ROOM" | "MEETING_MEMBER_ENTRY", _) => EventKind::Join {
                name: self.text(&["userName", "nickname", "name"]),
                endpoint: self.text(&["clientType", "platform", "osType"]),
            },
            ("5", true) | ("USER_LEAVE_ROOM" | "MEETING_MEMBER_LEAVE", _) => EventKind::Leave {
                reason: self.text(&["reason"]),
            },
            ("11", true) | ("USER_VIDEO_ON", _) => EventKind::Publish(stream("video")),
            ("12", true) | ("USER_VIDEO_OFF", _) => EventKind::Unpublish(stream("video")),
            ("13", true) | ("USER_AUDIO_ON", _) => EventKind::Publish(stream("audio")),
            ("14", true) | ("USER_AUDIO_OFF", _) => EventKind::Unpublish(stream("audio")),
            ("USER_ROLE_CHANGE" | "USER_NAME_CHANGE", _) => EventKind::UserChanged,
            _ => EventKind::Other { name: name.into() },
        }
    }

    fn call(&self) -> EventKind {
        let to = self.value("toAccountList");
        let to = match to {
            Some(Value::Array(all)) => all.iter().filter_map(text).collect(),
            Some(other) => text(other).into_iter().collect(),
            None => Vec::new(),
        };
        let media = self.text(&["callType"]).map(|word| match word.as_str() {
            "1" => "audio".to_owned(),
            "2" => "video".to_owned(),
            _ => word,
        });
        EventKind::Call { to, media }
    }

    fn recording(&self) -> EventKind {
        let files = ["fileinfo", "files", "recordFiles", "url", "recordUrl"];
        let detail = files.iter().find_map(|name| self.value(name));
        EventKind::Recording(RecordingTold {
            recording: self.text(&["recordId", "vid", "taskId"]),
            exporter: None,
            step: RecordingStep::Ready,
            detail: detail.map(|value| text(value).unwrap_or_else(|| value.to_string())),
            started: None,
            stopped: None,
        })
    }
}

/// These callbacks name no stream: there is one of each medium.
fn stream(medium: &str) -> StreamTold {
    StreamTold {
        medium: Some(medium.to_owned()),
        ..StreamTold::default()
    }
}
