//! What leaves a room: streaming-outs, recordings, analytics.
//!
//! API document: Streaming-outs, Recordings, Analytics.

use super::Entry;
use super::media::{self, AudioFormat, FormatInfo, Layer, ParametersInfo, Status, VideoFormat};
use crate::id::{AnalyticsId, RecordingId, StreamId, StreamingOutId};
use crate::lenient;
use serde::Deserialize;
use std::sync::Arc;

/// What of which streams goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the two kinds of media; `None` = there is none"
)]
pub struct Media {
    pub audio: Option<OutputAudio>,
    pub video: Option<OutputVideo>,
}

/// Whose sound goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as of a stream's track")]
pub struct OutputAudio {
    pub from: Option<StreamId>,
    pub status: Option<Status>,
    pub format: Option<AudioFormat>,
}

/// Whose picture goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as of a stream's track")]
pub struct OutputVideo {
    pub from: Option<StreamId>,
    pub status: Option<Status>,
    pub layer: Layer,
}

/// A stream that leaves the room for another server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamingOut {
    /// Which.
    pub id: StreamingOutId,
    /// What of which streams.
    pub media: Media,
    /// "rtmp", "rtsp", "hls", "dash"; `None` = not told: the real server forgets it.
    pub protocol: Option<Arc<str>>,
    /// Where to, safe to show. It may hold a key of that server.
    pub url: Arc<str>,
}

/// A recording that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Which.
    pub id: RecordingId,
    /// What of which streams.
    pub media: Media,
    /// On which machine it is written, safe to show.
    pub host: Arc<str>,
    /// Into which file, safe to show; empty until it is known.
    pub file: Arc<str>,
}

/// What analyses a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analytics {
    /// Which.
    pub id: AnalyticsId,
    /// The name of what it does, safe to show.
    pub algorithm: Arc<str>,
    /// What of which streams. The document has one picture, the server both kinds.
    pub media: Media,
}

/// The fields of all three as the API names them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct OutputInfo {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::object")]
    media: Option<OutputMedia>,
    #[serde(deserialize_with = "lenient::text")]
    protocol: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    url: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::object")]
    storage: Option<Storage>,
    #[serde(deserialize_with = "lenient::object")]
    analytics: Option<Algorithm>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OutputMedia {
    #[serde(deserialize_with = "lenient::object")]
    audio: Option<OutputTrack>,
    #[serde(deserialize_with = "lenient::object")]
    video: Option<OutputTrack>,
    /// Of analytics, as the document has it.
    #[serde(deserialize_with = "lenient::id")]
    from: Option<StreamId>,
    #[serde(deserialize_with = "lenient::object")]
    format: Option<VideoFormat>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OutputTrack {
    #[serde(deserialize_with = "lenient::id")]
    from: Option<StreamId>,
    #[serde(deserialize_with = "media::status")]
    status: Option<Status>,
    #[serde(deserialize_with = "lenient::object")]
    format: Option<FormatInfo>,
    #[serde(deserialize_with = "lenient::object")]
    parameters: Option<ParametersInfo>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Storage {
    #[serde(deserialize_with = "lenient::name")]
    host: Arc<str>,
    #[serde(deserialize_with = "lenient::text")]
    file: Option<Arc<str>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Algorithm {
    #[serde(deserialize_with = "lenient::name")]
    algorithm: Arc<str>,
}

impl OutputMedia {
    fn into_media(self) -> Media {
        let audio = |it: OutputTrack| OutputAudio {
            from: it.from,
            status: it.status,
            format: it.format.and_then(FormatInfo::audio),
        };
        let video = |it: OutputTrack| OutputVideo {
            from: it.from,
            status: it.status,
            layer: Layer::of(it.format.and_then(FormatInfo::video), it.parameters, None),
        };
        let (from, format) = (self.from, self.format);
        let alone = from.map(|from| OutputVideo {
            from: Some(from),
            status: None,
            layer: Layer::of(format, None, None),
        });
        Media {
            audio: self.audio.map(audio),
            video: self.video.map(video).or(alone),
        }
    }
}

impl OutputInfo {
    /// Returns id and media.
    pub(crate) fn into_parts(self) -> (Option<Arc<str>>, Media) {
        (self.id, self.media.unwrap_or_default().into_media())
    }
}

/// Texts longer than names: addresses, paths.
fn line(text: Option<Arc<str>>) -> Arc<str> {
    let text = text.unwrap_or_default();
    Arc::from(conference::clean_text(&text, text.len()))
}

impl Entry for StreamingOut {
    fn read(json: &str) -> Option<Self> {
        let mut it: OutputInfo = lenient::read(json)?;
        let (protocol, url) = (it.protocol.take(), line(it.url.take()));
        let (id, media) = it.into_parts();
        Some(Self {
            id: id?.into(),
            media,
            protocol,
            url,
        })
    }
}

impl Entry for Recording {
    fn read(json: &str) -> Option<Self> {
        let mut it: OutputInfo = lenient::read(json)?;
        let storage = it.storage.take().unwrap_or_default();
        let (id, media) = it.into_parts();
        Some(Self {
            id: id?.into(),
            media,
            host: storage.host,
            file: line(storage.file),
        })
    }
}

impl Entry for Analytics {
    fn read(json: &str) -> Option<Self> {
        let mut it: OutputInfo = lenient::read(json)?;
        let algorithm = it.analytics.take().unwrap_or_default().algorithm;
        let (id, media) = it.into_parts();
        Some(Self {
            id: id?.into(),
            algorithm,
            media,
        })
    }
}
