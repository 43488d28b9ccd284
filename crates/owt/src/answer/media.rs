//! What a stream is made of.
//!
//! API document: Streams, AudioInfo, VideoInfo, and section 6, Media Constraints.

use crate::lenient;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
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
}

/// Reads a status.
pub(crate) fn status<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Status>, D::Error> {
    Ok(lenient::text(value)?.and_then(|word| Status::of(&word)))
}

/// How audio is coded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AudioFormat {
    /// "opus", "pcmu", "aac" …
    #[serde(deserialize_with = "word")]
    pub codec: Arc<str>,
    /// Samples a second.
    #[serde(
        deserialize_with = "lenient::whole",
        skip_serializing_if = "Option::is_none"
    )]
    pub sample_rate: Option<u32>,
    /// Channels.
    #[serde(
        deserialize_with = "lenient::whole",
        skip_serializing_if = "Option::is_none"
    )]
    pub channel_num: Option<u32>,
}

/// How video is coded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct VideoFormat {
    /// "h264", "h265", "vp8", "vp9".
    #[serde(deserialize_with = "word")]
    pub codec: Arc<str>,
    /// "CB", "B", "M", "H", of h264 alone.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub profile: Option<Arc<str>>,
}

/// A format of either kind.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct FormatInfo {
    #[serde(deserialize_with = "lenient::text")]
    codec: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::whole")]
    sample_rate: Option<u32>,
    #[serde(deserialize_with = "lenient::whole")]
    channel_num: Option<u32>,
    #[serde(deserialize_with = "lenient::text")]
    profile: Option<Arc<str>>,
}

impl FormatInfo {
    /// Returns it as that of a sound.
    pub(crate) fn audio(self) -> Option<AudioFormat> {
        Some(AudioFormat {
            codec: self.codec?,
            sample_rate: self.sample_rate,
            channel_num: self.channel_num,
        })
    }

    /// Returns it as that of a picture.
    pub(crate) fn video(self) -> Option<VideoFormat> {
        Some(VideoFormat {
            codec: self.codec?,
            profile: self.profile,
        })
    }
}

fn word<'de, D: Deserializer<'de>>(value: D) -> Result<Arc<str>, D::Error> {
    Ok(lenient::text(value)?.unwrap_or_default())
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Resolution {
    /// Pixels from left to right.
    #[serde(deserialize_with = "pixels")]
    pub width: u32,
    /// Pixels from top to bottom.
    #[serde(deserialize_with = "pixels")]
    pub height: u32,
}

fn pixels<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    Ok(lenient::whole(value)?.unwrap_or_default())
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
        match text.parse() {
            Ok(kbps) => Some(Self::Kbps(kbps)),
            Err(_) if text.starts_with('x') => Some(Self::Times(text)),
            Err(_) => None,
        }
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

/// Parameters of a video, as the server tells them.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct ParametersInfo {
    #[serde(deserialize_with = "lenient::object")]
    resolution: Option<Resolution>,
    #[serde(deserialize_with = "lenient::whole")]
    framerate: Option<u32>,
    #[serde(deserialize_with = "bitrate")]
    bitrate: Option<Bitrate>,
    #[serde(deserialize_with = "lenient::whole")]
    key_frame_interval: Option<u32>,
}

fn bitrate<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Bitrate>, D::Error> {
    // Shares of a bitrate come with a fraction of a kilobit.
    Ok(lenient::text_of_number(value)?.and_then(Bitrate::of))
}

impl Layer {
    /// Makes a layer of what the server tells.
    pub(crate) fn of(
        format: Option<VideoFormat>,
        parameters: Option<ParametersInfo>,
        rid: Option<Arc<str>>,
    ) -> Self {
        let it = parameters.unwrap_or_default();
        Self {
            format,
            resolution: it.resolution,
            framerate: it.framerate,
            bitrate: it.bitrate,
            key_frame_interval: it.key_frame_interval,
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

#[derive(Default, Deserialize)]
#[serde(default)]
struct VideoOptional {
    #[serde(deserialize_with = "lenient::objects")]
    format: Vec<VideoFormat>,
    #[serde(deserialize_with = "lenient::object")]
    parameters: Option<OptionalParameters>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct OptionalParameters {
    #[serde(deserialize_with = "lenient::objects")]
    resolution: Vec<Resolution>,
    #[serde(deserialize_with = "lenient::ids")]
    framerate: Vec<Arc<str>>,
    #[serde(deserialize_with = "lenient::ids")]
    bitrate: Vec<Arc<str>>,
    #[serde(deserialize_with = "lenient::ids")]
    key_frame_interval: Vec<Arc<str>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AudioOptional {
    #[serde(deserialize_with = "lenient::objects")]
    format: Vec<AudioFormat>,
}

/// Reads what may be chosen of an audio track.
pub(crate) fn audio_choices(optional: &str) -> Vec<AudioFormat> {
    let read: Option<AudioOptional> = lenient::read(optional);
    read.unwrap_or_default().format
}

/// Reads what may be chosen of a video track.
pub(crate) fn video_choices(optional: &str) -> VideoChoices {
    let it: VideoOptional = lenient::read(optional).unwrap_or_default();
    let parameters = it.parameters.unwrap_or_default();
    let numbers = |texts: Vec<Arc<str>>| texts.iter().filter_map(|it| it.parse().ok()).collect();
    VideoChoices {
        formats: it.format,
        resolutions: parameters.resolution,
        framerates: numbers(parameters.framerate),
        bitrates: parameters
            .bitrate
            .into_iter()
            .filter_map(Bitrate::of)
            .collect(),
        key_frame_intervals: numbers(parameters.key_frame_interval),
    }
}
