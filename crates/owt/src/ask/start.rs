//! What is started in a room: streams that come in and go out, recordings, calls, analytics.
//!
//! API document: StreamingInRequest, StreamingOutRequest, RecordingRequest, SipCallRequest, AnalyticsRequest.

use super::media::{AudioBody, MediaBody, MediaFrom, VideoBody, Wanted};
use crate::id::StreamId;
use serde::{Serialize, Serializer};

/// A stream of another server that is to come in.
#[derive(Clone, PartialEq, Eq)]
pub struct NewStreamingIn {
    /// Where it is: `rtsp://…`, `rtmp://…`. It may hold a password.
    pub url: String,
    /// How it is fetched; `None` = by TCP.
    pub transport: Option<Transport>,
    /// Its sound.
    pub audio: Pull,
    /// Its picture.
    pub video: Pull,
}

/// How a stream is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// By TCP.
    Tcp,
    /// By UDP, with a buffer of so many bytes; `None` = 8192.
    Udp(Option<u32>),
}

/// Whether something of a stream comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pull {
    /// If it has it ("auto").
    #[default]
    Auto,
    /// It has to have it.
    Yes,
    /// Not at all.
    No,
}

impl Serialize for Pull {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            it => to.serialize_bool(*it == Self::Yes),
        }
    }
}

#[derive(Serialize)]
pub(super) struct StreamingInBody<'a> {
    connection: ConnectionBody<'a>,
    media: PullBody,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConnectionBody<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    transport_protocol: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    buffer_size: Option<u32>,
}

#[derive(Serialize)]
struct PullBody {
    audio: Pull,
    video: Pull,
}

impl NewStreamingIn {
    pub(super) fn body(&self) -> StreamingInBody<'_> {
        let (transport_protocol, buffer_size) = match self.transport {
            None => (None, None),
            Some(Transport::Tcp) => (Some("tcp"), None),
            Some(Transport::Udp(bytes)) => (Some("udp"), bytes),
        };
        StreamingInBody {
            connection: ConnectionBody {
                url: &self.url,
                transport_protocol,
                buffer_size,
            },
            media: PullBody {
                audio: self.audio,
                video: self.video,
            },
        }
    }
}

impl std::fmt::Debug for NewStreamingIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewStreamingIn(…)")
    }
}

/// How pieces of a stream are laid on a web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the HTTP methods")]
pub enum UploadMethod {
    Put,
    Post,
}

/// Where a stream goes, and by which protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A server of live streams.
    Rtmp,
    /// The same by another protocol.
    Rtsp,
    /// A web server (HLS). The server takes all three or, with `None`, its own: PUT, 2 s, 5 pieces.
    Hls(Option<(UploadMethod, u32, u32)>),
    /// A web server (DASH): method, seconds of a piece, pieces of a list.
    Dash(Option<(UploadMethod, u32, u32)>),
}

/// A stream that is to go out.
#[derive(Clone, PartialEq, Eq)]
pub struct NewStreamingOut {
    /// The address there. It may hold a key.
    pub url: String,
    /// How.
    pub target: Target,
    /// What of which streams.
    pub media: MediaFrom,
}

#[derive(Serialize)]
pub(super) struct StreamingOutBody<'a> {
    protocol: &'static str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<ParametersBody>,
    media: MediaBody<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ParametersBody {
    #[serde(rename_all = "camelCase")]
    Hls {
        method: UploadMethod,
        hls_time: u32,
        hls_list_size: u32,
    },
    #[serde(rename_all = "camelCase")]
    Dash {
        method: UploadMethod,
        dash_seg_duration: u32,
        dash_window_size: u32,
    },
}

impl NewStreamingOut {
    pub(super) fn body(&self) -> StreamingOutBody<'_> {
        let (protocol, parameters) = match self.target {
            Target::Rtmp => ("rtmp", None),
            Target::Rtsp => ("rtsp", None),
            Target::Hls(it) => {
                let parameters = it.map(|(method, hls_time, hls_list_size)| ParametersBody::Hls {
                    method,
                    hls_time,
                    hls_list_size,
                });
                ("hls", parameters)
            }
            Target::Dash(it) => {
                let parameters = it.map(|(method, seconds, pieces)| ParametersBody::Dash {
                    method,
                    dash_seg_duration: seconds,
                    dash_window_size: pieces,
                });
                ("dash", parameters)
            }
        };
        StreamingOutBody {
            protocol,
            url: &self.url,
            parameters,
            media: self.media.body(),
        }
    }
}

impl std::fmt::Debug for NewStreamingOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewStreamingOut({:?} …)", self.target)
    }
}

/// What a recording is packed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    /// The server chooses: MP4 for "aac" with "h264", "h265" or no picture, else Matroska.
    Auto,
    /// Matroska: takes everything.
    Mkv,
    /// MP4: takes what `Auto` chooses it for, and such pictures without sound.
    Mp4,
    /// An MPEG transport stream, which the server takes beyond its document and looks no closer at.
    Ts,
}

impl Container {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Mkv, Self::Mp4, Self::Ts];

    /// Returns whether sound so coded can be recorded at all.
    pub fn records(codec: &str) -> bool {
        matches!(codec, "pcmu" | "pcma" | "opus" | "aac")
    }

    /// Returns the word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Mkv => "mkv",
            Self::Mp4 => "mp4",
            Self::Ts => "ts",
        }
    }

    /// Returns whether it takes sound and picture so coded; `None` = there is no such track.
    pub fn takes(self, audio: Option<&str>, video: Option<&str>) -> bool {
        let is_plain = audio.is_none_or(|codec| codec == "aac")
            && video.is_none_or(|codec| matches!(codec, "h264" | "h265"));
        self != Self::Mp4 || is_plain
    }
}

/// A recording to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecording {
    /// Packed in what.
    pub container: Container,
    /// What of which streams. Only "pcmu", "pcma", "opus" and "aac" can be recorded.
    pub media: MediaFrom,
}

#[derive(Serialize)]
pub(super) struct RecordingBody<'a> {
    container: Container,
    media: MediaBody<'a>,
}

impl NewRecording {
    pub(super) fn body(&self) -> RecordingBody<'_> {
        RecordingBody {
            container: self.container,
            media: self.media.body(),
        }
    }
}

/// A telephone to be called. Sound goes both ways, and a picture both ways or none.
#[derive(Clone, PartialEq, Eq)]
pub struct Dial {
    /// Its address (`sip:…`).
    pub peer: String,
    /// Whose sound it gets.
    pub audio: StreamId,
    /// Whose picture it gets, and that its own is wanted; `None` = there are no pictures.
    pub video: Option<(StreamId, Wanted)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DialBody<'a> {
    #[serde(rename = "peerURI")]
    peer_uri: &'a str,
    media_in: MediaInBody,
    media_out: MediaBody<'a>,
}

#[derive(Serialize)]
struct MediaInBody {
    audio: bool,
    video: bool,
}

impl Dial {
    pub(super) fn body(&self) -> DialBody<'_> {
        let video = self.video.as_ref().map(|(from, wanted)| VideoBody {
            from: from.as_str(),
            format: None,
            parameters: wanted,
        });
        DialBody {
            peer_uri: &self.peer,
            media_in: MediaInBody {
                audio: true,
                video: video.is_some(),
            },
            media_out: MediaBody {
                audio: Some(AudioBody {
                    from: self.audio.as_str(),
                    format: None,
                }),
                video,
            },
        }
    }
}

impl std::fmt::Debug for Dial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dial(…)")
    }
}

/// Analytics to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnalytics {
    /// The name of what it does, as the server is configured.
    pub algorithm: String,
    /// Of which streams.
    pub media: MediaFrom,
}

#[derive(Serialize)]
pub(super) struct AnalyticsBody<'a> {
    algorithm: &'a str,
    media: MediaBody<'a>,
}

impl NewAnalytics {
    pub(super) fn body(&self) -> AnalyticsBody<'_> {
        AnalyticsBody {
            algorithm: &self.algorithm,
            media: self.media.body(),
        }
    }
}
