//! Changes to what runs: operations on paths. Each kind of resource has those alone that it takes.
//!
//! API document: PermissionUpdate, StreamUpdate, SubscriptionControlInfo, MediaOutControlInfo. The server does the operations of one
//! request at the same time; when one fails, others may have been done.

use crate::answer::{Resolution, Rights, Status};
use crate::id::{StreamId, ViewLabel};
use crate::layout::{Layout, Slot};
use serde::{Serialize, Serializer};

/// Which of a stream's tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the two kinds of media")]
pub enum Track {
    Audio,
    Video,
}

impl Track {
    /// Returns the word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Video => "video",
        }
    }
}

/// Which of somebody's permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of the API")]
pub enum Permission {
    Publish,
    Subscribe,
}

impl Permission {
    /// Returns the word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Subscribe => "subscribe",
        }
    }
}

/// A change of what somebody may do. Taking away the right to publish doesn't stop what is published: to mute and keep muted is this
/// and [`ForwardUpdate::Status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionUpdate {
    /// Both kinds of media.
    Both(Permission, Rights),
    /// One of them.
    One(Permission, Track, bool),
}

/// A change of a forward stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForwardUpdate {
    /// Mix it into a view.
    Mix(ViewLabel),
    /// Take it out of a view.
    Unmix(ViewLabel),
    /// Mute one of its tracks, or let it be heard or seen again. The server does so with what comes by WebRTC alone.
    Status(Track, Status),
}

/// A change of a mixed stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MixedUpdate {
    /// Put a stream into the region at this place of the layout, from 0 on.
    Region(usize, StreamId),
    /// Arrange all of it anew.
    Layout(Layout),
}

/// A change of what goes out: of a streaming-out, a recording, or a SIP call's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputUpdate {
    /// Take sound or picture from another stream.
    From(Track, StreamId),
    /// Another size.
    Resolution(Resolution),
    /// Another number of frames a second.
    Framerate(Framerate),
    /// Another share of the source's bits.
    Bitrate(BitrateShare),
    /// Whole pictures more or less often.
    KeyFrameInterval(KeyFrameInterval),
}

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident: $type:ty, of $given:ty = [$($value:expr),*]) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name($type);

        impl $name {
            /// All that the server takes, in the document's order.
            pub const ALL: &'static [Self] = &[$(Self($value)),*];

            /// Returns it, where the server takes it.
            pub fn of(value: $given) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.0 == value)
            }

            /// Returns the API's value.
            pub fn get(self) -> $type {
                self.0
            }
        }
    };
}

choices! {
    /// Frames a second.
    Framerate: u32, of u32 = [6, 12, 15, 24, 30, 48, 60]
}
choices! {
    /// A share of the source's bits.
    BitrateShare: &'static str, of &str = ["x0.8", "x0.6", "x0.4", "x0.2"]
}
choices! {
    /// Seconds from one whole picture to the next.
    KeyFrameInterval: u32, of u32 = [1, 2, 5, 30, 100]
}

/// One operation, as it is sent.
#[derive(Serialize)]
pub(super) struct Patch<'a> {
    op: &'static str,
    path: String,
    value: Value<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Flag(bool),
    Number(u32),
    Text(&'a str),
    Rights { audio: bool, video: bool },
    Status(Status),
    Resolution(Resolution),
    Layout(Vec<SlotBody<'a>>),
}

#[derive(Serialize)]
struct SlotBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    stream: Option<&'a str>,
    region: RegionBody<'a>,
}

#[derive(Serialize)]
struct RegionBody<'a> {
    id: &'a str,
    shape: &'static str,
    area: AreaBody,
}

/// The server's own texts such as "1/3"; it refuses the document's numbers.
#[derive(Serialize)]
struct AreaBody {
    #[serde(serialize_with = "shown")]
    left: crate::Fraction,
    #[serde(serialize_with = "shown")]
    top: crate::Fraction,
    #[serde(serialize_with = "shown")]
    width: crate::Fraction,
    #[serde(serialize_with = "shown")]
    height: crate::Fraction,
}

fn shown<S: Serializer>(it: &crate::Fraction, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&it.to_string())
}

impl<'a> Patch<'a> {
    fn replace(path: String, value: Value<'a>) -> Self {
        Self {
            op: "replace",
            path,
            value,
        }
    }

    pub(super) fn permission(update: &PermissionUpdate) -> Self {
        match update {
            PermissionUpdate::Both(what, Rights { audio, video }) => Self::replace(
                format!("/permission/{}", what.as_str()),
                Value::Rights {
                    audio: *audio,
                    video: *video,
                },
            ),
            PermissionUpdate::One(what, track, may) => Self::replace(
                format!("/permission/{}/{}", what.as_str(), track.as_str()),
                Value::Flag(*may),
            ),
        }
    }

    pub(super) fn forward(update: &'a ForwardUpdate) -> Self {
        let in_views = |op, view: &'a ViewLabel| Self {
            op,
            path: "/info/inViews".to_owned(),
            value: Value::Text(view.as_str()),
        };
        match update {
            ForwardUpdate::Mix(view) => in_views("add", view),
            ForwardUpdate::Unmix(view) => in_views("remove", view),
            ForwardUpdate::Status(track, status) => Self::replace(
                format!("/media/{}/status", track.as_str()),
                Value::Status(*status),
            ),
        }
    }

    pub(super) fn mixed(update: &'a MixedUpdate) -> Self {
        match update {
            MixedUpdate::Region(at, stream) => Self::replace(
                format!("/info/layout/{at}/stream"),
                Value::Text(stream.as_str()),
            ),
            MixedUpdate::Layout(layout) => {
                let slots = layout.slots().iter().filter_map(slot_body).collect();
                Self::replace("/info/layout".to_owned(), Value::Layout(slots))
            }
        }
    }

    /// `within` is where the media are: "" or "/output".
    pub(super) fn output(within: &str, update: &'a OutputUpdate) -> Self {
        let (path, value) = match update {
            OutputUpdate::From(Track::Audio, from) => ("audio/from", Value::Text(from.as_str())),
            OutputUpdate::From(Track::Video, from) => ("video/from", Value::Text(from.as_str())),
            OutputUpdate::Resolution(it) => ("video/parameters/resolution", Value::Resolution(*it)),
            OutputUpdate::Framerate(it) => ("video/parameters/framerate", Value::Number(it.0)),
            OutputUpdate::Bitrate(it) => ("video/parameters/bitrate", Value::Text(it.0)),
            OutputUpdate::KeyFrameInterval(it) => {
                ("video/parameters/keyFrameInterval", Value::Number(it.0))
            }
        };
        Self::replace(format!("{within}/media/{path}"), value)
    }
}

fn slot_body(slot: &Slot) -> Option<SlotBody<'_>> {
    // A layout has rectangles alone.
    let shape = slot.region.shape?;
    Some(SlotBody {
        stream: slot.stream.as_ref().map(StreamId::as_str),
        region: RegionBody {
            id: &slot.region.id,
            shape: "rectangle",
            area: AreaBody {
                left: shape.left,
                top: shape.top,
                width: shape.width,
                height: shape.height,
            },
        },
    })
}
