//! The server that the room of these tests is told of.

use owt::*;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// What happens in the server.
#[derive(Clone, Debug)]
pub enum Happening {
    Joins(u8),
    Leaves(Index),
    Publishes(u8, bool),
    Ends(Index),
    Mutes(Index, bool, bool),
    Arranges(u8),
    Speaks(u8),
    Changes(Index, u8),
    Fails,
    /// The list is read by a poll, rather than told of alone.
    Polled,
    /// What the host did to somebody is answered.
    Permits(Index, bool),
    /// The connection to the portal is made anew.
    LogsIn,
}

pub fn happening() -> impl Strategy<Value = Happening> {
    let index = any::<Index>;
    prop_oneof![
        4 => any::<u8>().prop_map(Happening::Joins),
        2 => index().prop_map(Happening::Leaves),
        4 => (any::<u8>(), any::<bool>()).prop_map(|(id, simulcast)| Happening::Publishes(id, simulcast)),
        2 => index().prop_map(Happening::Ends),
        4 => (index(), any::<bool>(), any::<bool>()).prop_map(|(at, audio, on)| Happening::Mutes(at, audio, on)),
        2 => any::<u8>().prop_map(Happening::Arranges),
        2 => any::<u8>().prop_map(Happening::Speaks),
        1 => (index(), any::<u8>()).prop_map(|(at, size)| Happening::Changes(at, size)),
        1 => Just(Happening::Fails),
        2 => Just(Happening::Polled),
        2 => (index(), any::<bool>()).prop_map(|(at, may)| Happening::Permits(at, may)),
        1 => Just(Happening::LogsIn),
    ]
}

/// The server, as far as it is needed: in the portal's shape, the API's made of it as the real one does.
#[derive(Default)]
pub struct Server {
    pub people: Vec<Value>,
    pub streams: Vec<Value>,
}

impl Server {
    pub fn new() -> Self {
        let mixed = json!({ "id": "mixed", "type": "mixed", "data": null,
            "media": { "tracks": [
                { "type": "audio", "format": { "codec": "opus" }, "optional": { "format": [{ "codec": "pcmu" }] } },
                { "type": "video", "format": { "codec": "vp8" }, "parameters": { "bitrate": 500.5 }, "optional": {} },
            ] },
            "info": { "label": "common", "activeInput": "unknown", "layout": [] } });
        Self {
            people: Vec::new(),
            streams: vec![mixed],
        }
    }

    /// Returns the events that tell of it.
    pub fn happens(&mut self, what: &Happening) -> Vec<(&'static str, Value)> {
        let forwards = 1..self.streams.len();
        match what {
            Happening::Joins(id) => {
                let id = format!("p{id}");
                if self.people.iter().any(|it| it["id"] == *id) {
                    return vec![];
                }
                let rights = json!({ "audio": true, "video": true });
                self.people.push(
                    json!({ "id": id, "user": format!("user {id}"), "role": "presenter",
                    "permission": { "publish": rights, "subscribe": rights } }),
                );
                let data = json!({ "id": id, "user": format!("user {id}"), "role": "presenter" });
                vec![("participant", json!({ "action": "join", "data": data }))]
            }
            Happening::Leaves(at) if !self.people.is_empty() => {
                let gone = self.people.remove(at.index(self.people.len()));
                vec![(
                    "participant",
                    json!({ "action": "leave", "data": gone["id"] }),
                )]
            }
            Happening::Publishes(id, simulcast) => {
                let id = format!("s{id}");
                if self.streams.iter().any(|it| it["id"] == *id) {
                    return vec![];
                }
                let stream = forward(&id, *simulcast);
                self.streams.push(stream.clone());
                vec![(
                    "stream",
                    json!({ "id": id, "status": "add", "data": stream }),
                )]
            }
            Happening::Ends(at) if !forwards.is_empty() => {
                let gone = self.streams.remove(1 + at.index(forwards.len()));
                vec![("stream", json!({ "id": gone["id"], "status": "remove" }))]
            }
            Happening::Mutes(at, audio, on) if !forwards.is_empty() => {
                let stream = &mut self.streams[1 + at.index(forwards.len())];
                let track = if *audio { "audio" } else { "video" };
                let status = if *on { "active" } else { "inactive" };
                for it in stream["media"]["tracks"].as_array_mut().unwrap() {
                    if it["type"] == track {
                        it["status"] = json!(status);
                    }
                }
                vec![update(
                    &stream["id"],
                    &format!("{track}.status"),
                    json!(status),
                )]
            }
            Happening::Arranges(count) => {
                let inputs = self.streams.iter().skip(1).map(|it| it["id"].clone());
                let inputs: Vec<_> = inputs.take(usize::from(*count)).collect();
                let width = format!("1/{}", inputs.len().max(1));
                let regions = inputs.iter().enumerate().map(|(at, input)| {
                    let left = format!("{at}/{}", inputs.len());
                    let area = json!({ "left": left, "top": "0/1", "width": width, "height": "1/1" });
                    json!({ "stream": input, "region": { "id": (at + 1).to_string(), "shape": "rectangle", "area": area } })
                });
                let layout: Value = regions.collect();
                self.streams[0]["info"]["layout"] = layout.clone();
                vec![update(&json!("mixed"), "video.layout", layout)]
            }
            Happening::Speaks(id) => {
                let input = json!(format!("s{id}"));
                self.streams[0]["info"]["activeInput"] = input.clone();
                vec![update(&json!("mixed"), "activeInput", input)]
            }
            Happening::Changes(at, size) if !forwards.is_empty() => {
                let stream = &mut self.streams[1 + at.index(forwards.len())];
                stream["media"]["tracks"][1]["parameters"] =
                    json!({ "resolution": { "width": size, "height": 2 } });
                stream["info"]["inViews"] = json!(["common"]);
                let id = stream["id"].clone();
                vec![update(&id, ".", stream.clone())]
            }
            Happening::Fails => vec![(
                "stream",
                json!({ "id": "387036361254277760", "status": "remove" }),
            )],
            Happening::Permits(at, may) if !self.people.is_empty() => {
                let at = at.index(self.people.len());
                self.people[at]["permission"]["publish"] = json!({ "audio": may, "video": may });
                vec![]
            }
            _ => vec![],
        }
    }

    /// The body of the answer to a list.
    pub fn body(&self, list: List) -> String {
        match list {
            List::Participants => json!(self.people).to_string(),
            List::Streams => json!(self.streams.iter().map(of_api).collect::<Vec<_>>()).to_string(),
            _ => "[]".into(),
        }
    }

    pub fn login(&self) -> LoginResult {
        let people: Vec<_> = self
            .people
            .iter()
            .map(|it| json!({ "id": it["id"], "user": it["user"], "role": it["role"] }))
            .collect();
        let data =
            json!({ "id": "me", "room": { "participants": people, "streams": self.streams } });
        read_login(true, &data.to_string()).unwrap()
    }
}

pub fn update(id: &Value, field: &str, value: Value) -> (&'static str, Value) {
    (
        "stream",
        json!({ "status": "update", "id": id, "data": { "field": field, "value": value } }),
    )
}

pub fn forward(id: &str, simulcast: bool) -> Value {
    let video = |rid: Option<&str>| {
        json!({ "id": format!("{id}-1"), "type": "video", "mid": "1", "rid": rid, "source": "camera", "status": "active",
            "format": { "codec": "h264", "profile": "CB" }, "optional": { "parameters": { "bitrate": ["x0.8"] } } })
    };
    let mut tracks = vec![
        json!({ "id": format!("{id}-0"), "type": "audio", "mid": "0", "source": "mic", "status": "active",
            "format": { "codec": "opus", "sampleRate": 48_000, "channelNum": 2 }, "optional": { "format": [{ "codec": "pcma" }] } }),
    ];
    match simulcast {
        true => tracks.extend(["q", "h", "f"].map(|rid| video(Some(rid)))),
        false => tracks.push(video(None)),
    }
    json!({ "id": id, "type": "forward", "media": { "tracks": tracks }, "data": false,
        "info": { "owner": "p1", "type": "webrtc", "inViews": [], "attributes": { "from": "a" } } })
}

/// What the server's REST layer makes of a stream (`convertToV11Stream`).
pub fn of_api(stream: &Value) -> Value {
    let tracks = stream["media"]["tracks"].as_array().unwrap();
    let first = |kind: &str| tracks.iter().find(|it| it["type"] == kind);
    let told = |it: &Value, keys: &[&str]| -> Value {
        let present = keys.iter().filter(|key| !it[**key].is_null());
        present
            .map(|key| ((*key).to_owned(), it[*key].clone()))
            .collect()
    };
    let mut media = json!({});
    if let Some(audio) = first("audio") {
        media["audio"] = told(audio, &["status", "source", "format", "optional"]);
    }
    if let Some(video) = first("video") {
        media["video"] = told(video, &["status", "source", "optional"]);
        let layers = tracks
            .iter()
            .filter(|it| it["type"] == "video" && it["mid"] == video["mid"]);
        let layer = |it: &Value| {
            let mut layer = told(it, &["format", "parameters"]);
            if let Some(rid) = it["rid"].as_str() {
                layer["simulcastRid"] = json!(rid);
            }
            layer
        };
        media["video"]["original"] = layers.map(layer).collect();
    }
    let mut it = stream.clone();
    it["media"] = media;
    it
}
