//! Streams that come in.

use super::Conference;
use super::stream::{Info, Stream, Track};
use crate::owt::world::json::set;
use serde_json::{Value, json};

/// The picture of a stream that comes in.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its codec.
    pub format: Value,
    /// Its resolution, where it is known.
    pub parameters: Option<Value>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The resolutions of a simulcast, each with its name; empty for none.
    pub simulcast: Vec<(String, Value)>,
}

/// A stream that comes in.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub owner: String,
    /// "webrtc", "streaming", "sip" or "analytics".
    pub kind: &'static str,
    /// Where the sound comes from; without, there is none. The name is "" where it isn't told.
    pub audio: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// What the application says of it.
    pub attributes: Option<Value>,
}

impl Publication {
    /// Makes what a browser publishes: microphone and camera.
    pub fn of_browser(id: String, owner: String) -> Publication {
        Publication {
            id,
            owner,
            kind: "webrtc",
            audio: Some("mic".to_owned()),
            picture: Some(Picture {
                format: json!({"codec": "vp8"}),
                parameters: None,
                source: Some("camera".to_owned()),
                simulcast: Vec::new(),
            }),
            attributes: None,
        }
    }
}

impl Conference {
    /// Lets a stream in. An error where the room takes no more, or none of that kind.
    pub fn publish(&mut self, publication: Publication) -> Result<(), ()> {
        let limit = self.config.limit("inputLimit");
        let inputs = self
            .streams
            .iter()
            .filter(|s| s.view().is_none() && s.kind() != "analytics");
        if usize::try_from(limit).is_ok_and(|limit| inputs.count() >= limit) {
            return Err(());
        }
        let accepts = |kind: &str| {
            let formats = self
                .config
                .get("mediaIn")
                .get(kind)
                .and_then(Value::as_array);
            formats.is_some_and(|formats| !formats.is_empty())
        };
        if (publication.audio.is_some() && !accepts("audio"))
            || (publication.picture.is_some() && !accepts("video"))
        {
            return Err(());
        }
        let stream = self.stream_from(publication);
        let shown = stream.for_portal();
        let id = stream.id.clone();
        self.streams.push(stream);
        self.notifier.stream(&id, "add", Some(shown));
        Ok(())
    }

    fn stream_from(&self, publication: Publication) -> Stream {
        let is_browser = publication.kind == "webrtc";
        let mut tracks: Vec<Track> = Vec::new();
        let mut add = |kind, source: Option<String>, format: Value, parameters, mid: &str, rid| {
            let number = tracks.len();
            let mut track = Track {
                id: is_browser.then(|| format!("{}-{number}", publication.id)),
                kind,
                source,
                format,
                parameters,
                optional: Value::Null,
                status: "active",
                mid: is_browser.then(|| mid.to_owned()),
                rid,
            };
            track.offer(&self.config, !is_browser);
            tracks.push(track);
        };
        let mut video_mid = "0";
        if let Some(source) = publication.audio {
            let opus = json!({"codec": "opus", "sampleRate": 48_000, "channelNum": 2});
            let source = (!source.is_empty()).then_some(source);
            add("audio", source, opus, None, "0", None);
            video_mid = "1";
        }
        if let Some(picture) = publication.picture {
            let (source, format) = (picture.source, picture.format);
            if picture.simulcast.is_empty() {
                let parameters = picture.parameters;
                add(
                    "video",
                    source.clone(),
                    format.clone(),
                    parameters,
                    video_mid,
                    None,
                );
            }
            for (rid, resolution) in picture.simulcast {
                let parameters = Some(json!({"resolution": resolution}));
                add(
                    "video",
                    source.clone(),
                    format.clone(),
                    parameters,
                    video_mid,
                    Some(rid),
                );
            }
        }
        Stream {
            id: publication.id,
            tracks,
            info: Info::Forward {
                owner: publication.owner,
                kind: publication.kind,
                in_views: Vec::new(),
                attributes: publication.attributes,
            },
        }
    }

    /// Tells that a picture has another size now. Returns whether there is such a stream.
    pub fn resize(&mut self, id: &str, width: u64, height: u64) -> bool {
        let config = &self.config;
        let Some(stream) = self.streams.iter_mut().find(|s| s.id == id) else {
            return false;
        };
        let is_browser = stream.kind() == "webrtc";
        let Some(track) = stream.tracks.iter_mut().find(|t| t.kind == "video") else {
            return false;
        };
        let size = json!({"width": width, "height": height});
        let parameters = track.parameters.get_or_insert_with(|| json!({}));
        if parameters.get("resolution") != Some(&size) {
            set(parameters, "resolution", size);
            track.offer(config, !is_browser);
            let shown = stream.for_portal();
            self.notifier.field(id, ".", shown);
        }
        true
    }
}
