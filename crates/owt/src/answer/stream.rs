//! What somebody publishes, and what the server mixes.
//!
//! API document: Streams. One type for what differs in shape and not in meaning: v1.1 (`video.original`), v1 (`video.format`), and the
//! portal and SIP calls (`media.tracks`).

use super::Entry;
use super::media::{self, AudioFormat, Layer, Status, VideoChoices};
use crate::ask::Track;
use crate::id::{ParticipantId, StreamId, ViewLabel};
use crate::layout::Slot;
use crate::lenient::Object;
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

    /// Returns whether a track of it is on air; `None` = it has none, or that isn't told.
    pub fn status(&self, track: Track) -> Option<Status> {
        match track {
            Track::Audio => self.audio.as_ref()?.status,
            Track::Video => self.video.as_ref()?.status,
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

impl AudioTrack {
    fn read(it: &Object<'_>) -> Self {
        Self {
            status: Status::read(it),
            source: it.text("source"),
            format: it.object("format").as_ref().and_then(AudioFormat::read),
            optional: it.kept("optional"),
        }
    }
}

impl VideoTrack {
    /// `others` are further encodings of the same picture.
    fn read(it: &Object<'_>, others: &[&Object<'_>]) -> Self {
        let original = it.objects("original");
        let mut layers: Vec<_> = original
            .iter()
            .map(|it| Layer::read(it, it.text("simulcastRid")))
            .collect();
        if layers.is_empty() {
            let all = [it].into_iter().chain(others.iter().copied());
            layers.extend(all.map(|it| Layer::read(it, it.text("rid"))));
        }
        Self {
            status: Status::read(it),
            source: it.text("source"),
            layers,
            optional: it.kept("optional"),
        }
    }
}

/// Reads sound and picture. Of tracks the server's own REST layer takes the first of each kind, and those of a simulcast together.
fn tracks(media: &Object<'_>) -> (Option<AudioTrack>, Option<VideoTrack>) {
    let tracks = media.objects("tracks");
    let of_kind = |kind: &str| {
        let is_kind = |it: &&Object<'_>| it.text("type").as_deref() == Some(kind);
        tracks.iter().filter(is_kind).collect::<Vec<_>>()
    };
    let audio = media.object("audio").as_ref().map(AudioTrack::read);
    let video = media
        .object("video")
        .as_ref()
        .map(|it| VideoTrack::read(it, &[]));
    let audio = audio.or_else(|| of_kind("audio").first().map(|it| AudioTrack::read(it)));
    let video = video.or_else(|| {
        let pictures = of_kind("video");
        let (first, others) = pictures.split_first()?;
        let is_layer =
            |it: &&&Object<'_>| first.text("rid").is_some() && it.text("mid") == first.text("mid");
        let others: Vec<_> = others.iter().filter(is_layer).copied().collect();
        Some(VideoTrack::read(first, &others))
    });
    (audio, video)
}

fn kind(word: Option<Arc<str>>, info: &Object<'_>) -> StreamKind {
    match word.as_deref() {
        Some("mixed") => StreamKind::Mixed {
            label: info.id("label").unwrap_or_default().into(),
            layout: info.objects("layout").iter().map(Slot::read).collect(),
            active_input: info.id_of("activeInput").and_then(active_input),
        },
        Some("forward") => StreamKind::Forward {
            owner: info.id("owner").map(ParticipantId::from),
            by: info.text("type").unwrap_or_default(),
            in_views: info
                .ids("inViews")
                .into_iter()
                .map(ViewLabel::from)
                .collect(),
            attributes: info.kept("attributes"),
        },
        _ => StreamKind::Other(word.unwrap_or_default()),
    }
}

/// The server has a word for nobody.
pub(crate) fn active_input(id: Arc<str>) -> Option<StreamId> {
    (&*id != "unknown").then(|| id.into())
}

impl Stream {
    pub(crate) fn of(it: &Object<'_>) -> Option<Self> {
        let (audio, video) = tracks(&it.object("media").unwrap_or_default());
        Some(Self {
            id: it.id("id")?.into(),
            kind: kind(it.text("type"), &it.object("info").unwrap_or_default()),
            audio,
            video,
        })
    }
}

impl Entry for Stream {
    fn read(json: &str) -> Option<Self> {
        Self::of(&Object::read(json)?)
    }
}
