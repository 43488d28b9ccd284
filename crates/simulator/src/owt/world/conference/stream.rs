//! A stream, in the three forms in which the server shows it: the portal's with tracks, v1.1's, and v1's.

use super::media::{audio_options, video_options};
use crate::owt::world::json::{at, set};
use crate::owt::world::room_config::RoomConfig;
use serde_json::{Map, Value, json};

/// Sound or pictures of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its id; only those of people's own streams have one.
    pub id: Option<String>,
    /// "audio" or "video".
    pub kind: &'static str,
    /// Where it comes from: "mic", "camera", "screen-cast", …
    pub source: Option<String>,
    /// Its codec.
    pub format: Value,
    /// Resolution and the like, as far as they are known.
    pub parameters: Option<Value>,
    /// What it can be had in.
    pub optional: Value,
    /// Whether it is on; "active" or "inactive".
    pub status: &'static str,
    /// Its place in the session's description.
    pub mid: Option<String>,
    /// Its name among those of a simulcast.
    pub rid: Option<String>,
}

impl Track {
    /// Works out what it can be had in.
    pub fn offer(&mut self, config: &RoomConfig, without_rate: bool) {
        self.optional = match self.kind {
            "audio" => audio_options(config, &self.format),
            _ => video_options(config, &self.format, self.parameters.as_ref(), without_rate),
        };
    }

    fn to_json(&self) -> Value {
        let mut shown = json!({
            "type": self.kind,
            "format": self.format,
            "optional": self.optional,
            "status": self.status,
        });
        add(&mut shown, "id", text(&self.id));
        add(&mut shown, "source", text(&self.source));
        add(&mut shown, "parameters", self.parameters.clone());
        add(&mut shown, "mid", text(&self.mid));
        add(&mut shown, "rid", text(&self.rid));
        shown
    }
}

/// Adds a field that there is.
fn add(shown: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        set(shown, name, value);
    }
}

fn text(value: &Option<String>) -> Option<Value> {
    value.as_deref().map(Value::from)
}

/// Whose stream it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Info {
    /// Somebody's, or one that comes from elsewhere.
    Forward {
        /// Whose: a participant's id, "admin" for what was added by the API.
        owner: String,
        /// "webrtc", "streaming", "sip" or "analytics".
        kind: &'static str,
        /// The views it is mixed into.
        in_views: Vec<String>,
        /// What the application says of it.
        attributes: Option<Value>,
    },
    /// A view's.
    Mixed {
        /// The view.
        label: String,
        /// The stream of whoever speaks, "unknown" at first.
        active_input: String,
        /// The picture.
        layout: Value,
    },
}

/// A stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Its id.
    pub id: String,
    /// Its sound and pictures.
    pub tracks: Vec<Track>,
    /// Whose it is.
    pub info: Info,
}

impl Stream {
    /// Makes the stream of a view.
    pub fn of_view(id: String, view: &Value, config: &RoomConfig) -> Stream {
        let track = |kind, format: &Value, parameters: Option<&Value>| {
            let mut track = Track {
                id: None,
                kind,
                source: None,
                format: format.clone(),
                parameters: parameters.cloned(),
                optional: Value::Null,
                status: "active",
                mid: None,
                rid: None,
            };
            track.offer(config, true);
            track
        };
        let mut tracks = vec![track("audio", at(view, &["audio", "format"]), None)];
        if at(view, &["video"]).is_object() {
            let parameters = at(view, &["video", "parameters"]);
            tracks.push(track(
                "video",
                at(view, &["video", "format"]),
                Some(parameters),
            ));
        }
        let label = at(view, &["label"]).as_str().unwrap_or("");
        Stream {
            id,
            tracks,
            info: Info::Mixed {
                label: label.to_owned(),
                active_input: "unknown".to_owned(),
                layout: json!([]),
            },
        }
    }

    /// Returns the first track of a kind.
    pub fn track(&self, kind: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.kind == kind)
    }

    /// Returns whose it is; "" for a view's.
    pub fn owner(&self) -> &str {
        match &self.info {
            Info::Forward { owner, .. } => owner,
            Info::Mixed { .. } => "",
        }
    }

    /// Returns what kind of source it has; "mixed" for a view's.
    pub fn kind(&self) -> &'static str {
        match &self.info {
            Info::Forward { kind, .. } => kind,
            Info::Mixed { .. } => "mixed",
        }
    }

    /// Returns the label of the view whose stream it is.
    pub fn view(&self) -> Option<&str> {
        match &self.info {
            Info::Mixed { label, .. } => Some(label),
            Info::Forward { .. } => None,
        }
    }

    fn info(&self) -> Value {
        match &self.info {
            Info::Forward {
                owner,
                kind,
                in_views,
                attributes,
            } => {
                let mut info = json!({"owner": owner, "type": kind, "inViews": in_views});
                add(&mut info, "attributes", attributes.clone());
                info
            }
            // It shows more of itself than it means to.
            Info::Mixed {
                label,
                active_input,
                layout,
            } => json!({
                "label": label,
                "activeInput": active_input,
                "layout": layout,
                "origin": {"isp": "isp", "region": "region"},
            }),
        }
    }

    fn with_media(&self, media: Value) -> Value {
        let kind = match self.info {
            Info::Forward { .. } => "forward",
            Info::Mixed { .. } => "mixed",
        };
        let mut shown = json!({"id": self.id, "type": kind, "media": media, "info": self.info()});
        if kind == "mixed" {
            set(&mut shown, "data", Value::Null);
        }
        shown
    }

    /// Returns it as the portal shows it.
    pub fn for_portal(&self) -> Value {
        let tracks: Vec<Value> = self.tracks.iter().map(Track::to_json).collect();
        self.with_media(json!({"tracks": tracks}))
    }

    /// Returns it as v1.1 shows it.
    pub fn for_v1_1(&self) -> Value {
        self.with_media(Value::Object(self.media(false)))
    }

    /// Returns it as v1 shows it: the first of a simulcast stands for all.
    pub fn for_v1(&self) -> Value {
        self.with_media(Value::Object(self.media(true)))
    }

    fn media(&self, flat: bool) -> Map<String, Value> {
        let mut media = Map::new();
        for kind in ["audio", "video"] {
            let Some(track) = self.track(kind) else {
                continue;
            };
            let mut shown = json!({"status": track.status, "optional": track.optional});
            add(&mut shown, "source", text(&track.source));
            if kind == "audio" || flat {
                set(&mut shown, "format", track.format.clone());
                add(&mut shown, "parameters", track.parameters.clone());
            } else {
                set(&mut shown, "original", self.originals(track));
            }
            media.insert(kind.to_owned(), shown);
        }
        media
    }

    fn originals(&self, first: &Track) -> Value {
        let alone = |track: &Track| {
            let mut shown = json!({"format": track.format});
            add(&mut shown, "parameters", track.parameters.clone());
            add(&mut shown, "simulcastRid", text(&track.rid));
            shown
        };
        match first.rid {
            None => json!([alone(first)]),
            Some(_) => {
                let group = self.tracks.iter().filter(|track| track.mid == first.mid);
                group.map(alone).collect()
            }
        }
    }
}
