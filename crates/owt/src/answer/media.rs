//! What a stream is made of.
//!
//! API document: Streams, AudioInfo, VideoInfo, and section 6, Media Constraints.

use crate::lenient::Object;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// Whether a track is on air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is heard or seen.
    Active,
    /// It is muted.
    Inactive,
}

impl Status {
    /// Reads the word of the API.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "active" => Some(Self::Active),
            "inactive" => Some(Self::Inactive),
            _ => None,
        }
    }

    pub(crate) fn read(track: &Object<'_>) -> Option<Self> {
        Self::of(&track.text("status")?)
    }
}

/// How audio is coded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AudioFormat {
    /// "opus", "pcmu", "aac" …
    pub codec: Arc<str>,
    /// Samples a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_rate: Option<u32>,
    /// Channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_num: Option<u32>,
}

/// How video is coded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VideoFormat {
    /// "h264", "h265", "vp8", "vp9".
    pub codec: Arc<str>,
    /// "CB", "B", "M", "H", of h264 alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Arc<str>>,
}

impl AudioFormat {
    pub(crate) fn read(it: &Object<'_>) -> Option<Self> {
        Some(Self {
            codec: it.text("codec")?,
            sample_rate: it.whole("sampleRate"),
            channel_num: it.whole("channelNum"),
        })
    }
}

impl VideoFormat {
    pub(crate) fn read(it: &Object<'_>) -> Option<Self> {
        Some(Self {
            codec: it.text("codec")?,
            profile: it.text("profile"),
        })
    }
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Resolution {
    pub(crate) fn read(it: &Object<'_>) -> Self {
        Self {
            width: it.whole("width").unwrap_or_default(),
            height: it.whole("height").unwrap_or_default(),
        }
    }
}

/// Bits a second: so many thousands, or so much of what the source has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bitrate {
    /// Thousands of bits a second.
    Kbps(u32),
    /// "x0.8": a share of the source's.
    Times(Arc<str>),
}

impl Bitrate {
    fn of(text: Arc<str>) -> Option<Self> {
        text.starts_with('x').then_some(Self::Times(text))
    }
}

impl Serialize for Bitrate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Kbps(kbps) => to.serialize_u32(*kbps),
            Self::Times(times) => to.serialize_str(times),
        }
    }
}

/// One encoding of a video. A simulcast has several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// How it is coded.
    pub format: Option<VideoFormat>,
    /// Its size.
    pub resolution: Option<Resolution>,
    /// Frames a second.
    pub framerate: Option<u32>,
    /// Bits a second.
    pub bitrate: Option<Bitrate>,
    /// Seconds from one whole picture to the next.
    pub key_frame_interval: Option<u32>,
    /// Which layer of a simulcast it is.
    pub rid: Option<Arc<str>>,
}

impl Layer {
    /// Reads an encoding: its format and its parameters stand side by side.
    pub(crate) fn read(it: &Object<'_>, rid: Option<Arc<str>>) -> Self {
        let format = it.object("format").as_ref().and_then(VideoFormat::read);
        let it = it.object("parameters").unwrap_or_default();
        // Shares of a bitrate come with a fraction of a kilobit.
        let kbps = it.whole("bitrate").map(Bitrate::Kbps);
        Self {
            format,
            resolution: it.object("resolution").as_ref().map(Resolution::read),
            framerate: it.whole("framerate"),
            bitrate: kbps.or_else(|| it.text("bitrate").and_then(Bitrate::of)),
            key_frame_interval: it.whole("keyFrameInterval"),
            rid,
        }
    }
}

/// What whoever takes a video may choose (`optional`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the choices of a layer")]
pub struct VideoChoices {
    pub formats: Vec<VideoFormat>,
    pub resolutions: Vec<Resolution>,
    pub framerates: Vec<u32>,
    pub bitrates: Vec<Bitrate>,
    pub key_frame_intervals: Vec<u32>,
}

/// Reads what may be chosen of an audio track.
pub(crate) fn audio_choices(optional: &str) -> Vec<AudioFormat> {
    let formats = Object::read(optional).unwrap_or_default().objects("format");
    formats.iter().filter_map(AudioFormat::read).collect()
}

/// Reads what may be chosen of a video track.
pub(crate) fn video_choices(optional: &str) -> VideoChoices {
    let it = Object::read(optional).unwrap_or_default();
    let parameters = it.object("parameters").unwrap_or_default();
    let numbers = |key: &str| {
        let texts = parameters.ids(key);
        texts.iter().filter_map(|it| it.parse().ok()).collect()
    };
    let bitrate = |text: Arc<str>| {
        let kbps = text.parse().ok().map(Bitrate::Kbps);
        kbps.or_else(|| Bitrate::of(text))
    };
    VideoChoices {
        formats: it
            .objects("format")
            .iter()
            .filter_map(VideoFormat::read)
            .collect(),
        resolutions: parameters
            .objects("resolution")
            .iter()
            .map(Resolution::read)
            .collect(),
        framerates: numbers("framerate"),
        bitrates: parameters
            .ids("bitrate")
            .into_iter()
            .filter_map(bitrate)
            .collect(),
        key_frame_intervals: numbers("keyFrameInterval"),
    }
}
