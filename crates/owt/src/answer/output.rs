//! What leaves a room: streaming-outs, recordings, analytics.
//!
//! API document: Streaming-outs, Recordings, Analytics.

use super::Entry;
use super::media::{AudioFormat, Layer, Status};
use crate::address::without_secrets;
use crate::id::{AnalyticsId, RecordingId, StreamId, StreamingOutId};
use crate::lenient::Object;
use std::fmt;
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

/// A stream that leaves the room for another server. Its `Debug` doesn't show where to: the address may hold a key of that server.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamingOut {
    /// Which.
    pub id: StreamingOutId,
    /// What of which streams.
    pub media: Media,
    /// "rtmp", "rtsp", "hls", "dash"; `None` = not told: the real server forgets it.
    pub protocol: Option<Arc<str>>,
    /// Where to, safe to show: without passwords.
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

impl fmt::Debug for StreamingOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("StreamingOut");
        shown.field("id", &self.id).field("media", &self.media);
        shown
            .field("protocol", &self.protocol)
            .finish_non_exhaustive()
    }
}

/// Addresses and paths are cut here, characters.
const LONGEST_LINE: usize = 1024;

impl Media {
    /// Reads what of which streams goes out.
    pub(crate) fn read(it: &Object<'_>) -> Self {
        let Some(it) = it.object("media") else {
            return Self::default();
        };
        let audio = |it: &Object<'_>| OutputAudio {
            from: it.id("from").map(StreamId::from),
            status: Status::read(it),
            format: it.object("format").as_ref().and_then(AudioFormat::read),
        };
        let video = |it: &Object<'_>| OutputVideo {
            from: it.id("from").map(StreamId::from),
            status: Status::read(it),
            layer: Layer::read(it, None),
        };
        // Of analytics, as the document has them, the picture's fields stand here.
        let is_video = it.json("from").is_some();
        Self {
            audio: it.object("audio").as_ref().map(audio),
            video: match it.object("video") {
                Some(it) => Some(video(&it)),
                None => is_video.then(|| video(&it)),
            },
        }
    }
}

impl Entry for StreamingOut {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        Some(Self {
            id: it.id("id")?.into(),
            media: Media::read(&it),
            protocol: it.text("protocol"),
            url: Arc::from(without_secrets(&it.line("url", LONGEST_LINE))),
        })
    }
}

impl Entry for Recording {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        let storage = it.object("storage").unwrap_or_default();
        Some(Self {
            id: it.id("id")?.into(),
            media: Media::read(&it),
            host: storage.name("host"),
            file: storage.line("file", LONGEST_LINE),
        })
    }
}

impl Entry for Analytics {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        let analytics = it.object("analytics").unwrap_or_default();
        Some(Self {
            id: it.id("id")?.into(),
            algorithm: analytics.name("algorithm"),
            media: Media::read(&it),
        })
    }
}
