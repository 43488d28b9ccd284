//! Which sound and picture of which streams goes somewhere, and changed how.
//!
//! API document: MediaSubOptions, VideoParametersSpecification.

use crate::answer::{AudioFormat, Bitrate, Resolution, VideoFormat};
use crate::id::StreamId;
use serde::{Serialize, Serializer};

/// Sound of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioFrom {
    /// Whose.
    pub from: StreamId,
    /// Coded how; `None` = as it is. A streaming-out is always "aac".
    pub format: Option<AudioFormat>,
}

/// Picture of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoFrom {
    /// Whose.
    pub from: StreamId,
    /// Coded how; `None` = as it is. A streaming-out is always "h264".
    pub format: Option<VideoFormat>,
    /// Changed how.
    pub wanted: Wanted,
}

/// What a picture is to be changed to: what isn't said stays. Only what the stream offers can be had ([`crate::VideoChoices`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wanted {
    /// Size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// Frames a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framerate: Option<u32>,
    /// Bits a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<Bitrate>,
    /// Seconds from one whole picture to the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_frame_interval: Option<u32>,
}

impl Wanted {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What of which streams is to go out: sound, picture, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what is in them")]
pub enum MediaFrom {
    Audio(AudioFrom),
    Video(VideoFrom),
    Both(AudioFrom, VideoFrom),
}

impl MediaFrom {
    /// Returns both, or the one that there is; `None` = there is neither.
    pub fn of(audio: Option<AudioFrom>, video: Option<VideoFrom>) -> Option<Self> {
        match (audio, video) {
            (Some(audio), Some(video)) => Some(Self::Both(audio, video)),
            (Some(audio), None) => Some(Self::Audio(audio)),
            (None, Some(video)) => Some(Self::Video(video)),
            (None, None) => None,
        }
    }

    /// Returns the sound.
    pub fn audio(&self) -> Option<&AudioFrom> {
        match self {
            Self::Audio(audio) | Self::Both(audio, _) => Some(audio),
            Self::Video(_) => None,
        }
    }

    /// Returns the picture.
    pub fn video(&self) -> Option<&VideoFrom> {
        match self {
            Self::Video(video) | Self::Both(_, video) => Some(video),
            Self::Audio(_) => None,
        }
    }

    pub(super) fn body(&self) -> MediaBody<'_> {
        MediaBody {
            audio: self.audio().map(audio_body),
            video: self.video().map(video_body),
        }
    }
}

#[derive(Serialize)]
pub(super) struct MediaBody<'a> {
    #[serde(serialize_with = "or_false")]
    pub(super) audio: Option<AudioBody<'a>>,
    #[serde(serialize_with = "or_false")]
    pub(super) video: Option<VideoBody<'a>>,
}

#[derive(Serialize)]
pub(super) struct AudioBody<'a> {
    pub(super) from: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'a AudioFormat>,
}

#[derive(Serialize)]
pub(super) struct VideoBody<'a> {
    pub(super) from: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'a VideoFormat>,
    #[serde(skip_serializing_if = "Wanted::is_nothing")]
    pub(super) parameters: &'a Wanted,
}

fn or_false<T: Serialize, S: Serializer>(it: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    match it {
        Some(it) => it.serialize(to),
        None => to.serialize_bool(false),
    }
}

fn audio_body(it: &AudioFrom) -> AudioBody<'_> {
    AudioBody {
        from: it.from.as_str(),
        format: it.format.as_ref(),
    }
}

fn video_body(it: &VideoFrom) -> VideoBody<'_> {
    VideoBody {
        from: it.from.as_str(),
        format: it.format.as_ref(),
        parameters: &it.wanted,
    }
}
