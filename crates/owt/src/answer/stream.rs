//! What somebody publishes, and what the server mixes.
//!
//! API document: Streams. One type for what differs in shape and not in meaning: v1.1 (`video.original`), v1 (`video.format`), and the
//! portal and SIP calls (`media.tracks`).

use super::Entry;
use super::media::{self, AudioFormat, FormatInfo, Layer, ParametersInfo, Status, VideoChoices};
use crate::id::{ParticipantId, StreamId, ViewLabel};
use crate::layout::{Slot, SlotInfo, slots_of};
use crate::lenient;
use serde::Deserialize;
use std::sync::Arc;

/// A stream of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Which.
    pub id: StreamId,
    /// Whose it is, or what of it is mixed.
    pub kind: StreamKind,
    /// Its sound; `None` = it has none.
    pub audio: Option<AudioTrack>,
    /// Its picture; `None` = it has none.
    pub video: Option<VideoTrack>,
}

/// Whose a stream is, or what of it is mixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// What somebody publishes.
    Forward {
        /// Whoever publishes it; "admin" = the API started it.
        owner: Option<ParticipantId>,
        /// What it comes by: "webrtc", "streaming", "sip", "analytics"; and "selecting", which the server makes of who speaks.
        by: Arc<str>,
        /// The views that it is mixed into.
        in_views: Vec<ViewLabel>,
        /// What the publisher says of it: JSON of any shape.
        attributes: Option<Arc<str>>,
    },
    /// What the server mixes.
    Mixed {
        /// The view.
        label: ViewLabel,
        /// Its regions, and who stands there.
        layout: Vec<Slot>,
        /// Who is heard.
        active_input: Option<StreamId>,
    },
    /// Neither, by the word of the API.
    Other(Arc<str>),
}

/// A stream's sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioTrack {
    /// Whether it is on air; `None` = not told, as of mixed streams.
    pub status: Option<Status>,
    /// "mic", "screen-cast", "raw-file", "encoded-file", "streaming".
    pub source: Option<Arc<str>>,
    /// How it is coded.
    pub format: Option<AudioFormat>,
    /// JSON of what may be chosen.
    optional: Option<Arc<str>>,
}

/// A stream's picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoTrack {
    /// Whether it is on air; `None` = not told, as of mixed streams.
    pub status: Option<Status>,
    /// "camera", "screen-cast", "raw-file", "encoded-file", "streaming".
    pub source: Option<Arc<str>>,
    /// Its encodings: of a simulcast several.
    pub layers: Vec<Layer>,
    /// JSON of what may be chosen.
    optional: Option<Arc<str>>,
}

impl AudioTrack {
    /// Returns the formats that whoever takes it may choose.
    pub fn choices(&self) -> Vec<AudioFormat> {
        self.optional
            .as_deref()
            .map(media::audio_choices)
            .unwrap_or_default()
    }
}

impl VideoTrack {
    /// Returns what whoever takes it may choose.
    pub fn choices(&self) -> VideoChoices {
        self.optional
            .as_deref()
            .map(media::video_choices)
            .unwrap_or_default()
    }
}

impl Stream {
    /// Returns whoever publishes it.
    pub fn owner(&self) -> Option<&ParticipantId> {
        match &self.kind {
            StreamKind::Forward { owner, .. } => owner.as_ref(),
            _ => None,
        }
    }

    /// Returns the views that it is mixed into.
    pub fn in_views(&self) -> &[ViewLabel] {
        match &self.kind {
            StreamKind::Forward { in_views, .. } => in_views,
            _ => &[],
        }
    }

    /// Returns whether the server mutes tracks of it: it mutes what comes by WebRTC, and fails with "Operation failed" elsewhere.
    pub fn may_be_muted(&self) -> bool {
        matches!(&self.kind, StreamKind::Forward { by, .. } if &**by == "webrtc")
    }

    /// Returns whether the picture has several encodings.
    pub fn is_simulcast(&self) -> bool {
        self.video
            .as_ref()
            .is_some_and(|video| video.layers.len() > 1)
    }
}

/// The fields as the API names them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct StreamInfo {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<StreamId>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    kind: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::object")]
    media: Option<MediaInfo>,
    #[serde(deserialize_with = "lenient::object")]
    info: Option<Info>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MediaInfo {
    #[serde(deserialize_with = "lenient::object")]
    audio: Option<TrackInfo>,
    #[serde(deserialize_with = "lenient::object")]
    video: Option<TrackInfo>,
    #[serde(deserialize_with = "lenient::objects")]
    tracks: Vec<TrackInfo>,
}

/// A track of either kind, in any of the three shapes.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TrackInfo {
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    kind: Option<Arc<str>>,
    #[serde(deserialize_with = "media::status")]
    status: Option<Status>,
    #[serde(deserialize_with = "lenient::text")]
    source: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::object")]
    format: Option<FormatInfo>,
    #[serde(deserialize_with = "lenient::object")]
    parameters: Option<ParametersInfo>,
    #[serde(deserialize_with = "lenient::objects")]
    original: Vec<LayerInfo>,
    #[serde(deserialize_with = "lenient::json")]
    optional: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    mid: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    rid: Option<Arc<str>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct LayerInfo {
    #[serde(deserialize_with = "lenient::object")]
    format: Option<FormatInfo>,
    #[serde(deserialize_with = "lenient::object")]
    parameters: Option<ParametersInfo>,
    #[serde(deserialize_with = "lenient::text")]
    simulcast_rid: Option<Arc<str>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Info {
    #[serde(deserialize_with = "lenient::id")]
    owner: Option<ParticipantId>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    by: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::ids")]
    in_views: Vec<ViewLabel>,
    #[serde(deserialize_with = "lenient::json")]
    attributes: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::id")]
    label: Option<ViewLabel>,
    #[serde(deserialize_with = "lenient::objects")]
    layout: Vec<SlotInfo>,
    #[serde(deserialize_with = "lenient::id_of")]
    active_input: Option<StreamId>,
}

impl TrackInfo {
    fn audio(self) -> AudioTrack {
        AudioTrack {
            status: self.status,
            source: self.source,
            format: self.format.and_then(FormatInfo::audio),
            optional: self.optional,
        }
    }

    /// `others` are further encodings of the same picture.
    fn video(self, others: Vec<Self>) -> VideoTrack {
        let mut layers: Vec<_> = self.original.into_iter().map(LayerInfo::layer).collect();
        if layers.is_empty() {
            let format = self.format.and_then(FormatInfo::video);
            layers.push(Layer::of(format, self.parameters, self.rid));
            let layer = |it: Self| {
                let format = it.format.and_then(FormatInfo::video);
                Layer::of(format, it.parameters, it.rid)
            };
            layers.extend(others.into_iter().map(layer));
        }
        VideoTrack {
            status: self.status,
            source: self.source,
            layers,
            optional: self.optional,
        }
    }
}

impl LayerInfo {
    fn layer(self) -> Layer {
        let format = self.format.and_then(FormatInfo::video);
        Layer::of(format, self.parameters, self.simulcast_rid)
    }
}

impl MediaInfo {
    /// Returns sound and picture. Of tracks the server's own REST layer takes the first of each kind, and those of a simulcast together.
    fn into_tracks(self) -> (Option<AudioTrack>, Option<VideoTrack>) {
        let (mut audio, mut video) = (self.audio, self.video);
        let mut others = Vec::new();
        for track in self.tracks {
            match track.kind.as_deref() {
                Some("audio") if audio.is_none() => audio = Some(track),
                Some("video") => match &video {
                    None => video = Some(track),
                    Some(first) if first.rid.is_some() && first.mid == track.mid => {
                        others.push(track);
                    }
                    Some(_) => {}
                },
                _ => {}
            }
        }
        (
            audio.map(TrackInfo::audio),
            video.map(|it| it.video(others)),
        )
    }
}

impl Info {
    fn kind(self, word: Option<Arc<str>>) -> StreamKind {
        let unknown = |id: &StreamId| id.as_str() != "unknown";
        match word.as_deref() {
            Some("mixed") => StreamKind::Mixed {
                label: self.label.unwrap_or_else(|| ViewLabel::new("")),
                layout: slots_of(self.layout),
                active_input: self.active_input.filter(unknown),
            },
            Some("forward") => StreamKind::Forward {
                owner: self.owner,
                by: self.by.unwrap_or_default(),
                in_views: self.in_views,
                attributes: self.attributes,
            },
            _ => StreamKind::Other(word.unwrap_or_default()),
        }
    }
}

impl StreamInfo {
    /// Returns the stream; `None` = there is no id.
    pub(crate) fn into_stream(self) -> Option<Stream> {
        let (audio, video) = self.media.unwrap_or_default().into_tracks();
        Some(Stream {
            id: self.id?,
            kind: self.info.unwrap_or_default().kind(self.kind),
            audio,
            video,
        })
    }
}

impl Entry for Stream {
    fn read(json: &str) -> Option<Self> {
        lenient::read::<StreamInfo>(json)?.into_stream()
    }
}
