//! The fields of the Room object, in the document's order: what a form of it is made of.
//!
//! API document: Rooms, Data Model, and section 6, Media Constraints. Fields of the real server that the document lacks are marked.

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// A text.
    Text,
    /// A text that isn't to be read over a shoulder.
    Secret,
    /// A whole number from … to.
    Whole(i64, i64),
    /// A number from … to, with digits behind the point.
    Number(f64, f64),
    /// Yes or no.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any of these numbers, as a list.
    Numbers(&'static [u32]),
    /// Any of these words, as a list.
    Words(&'static [&'static str]),
    /// One of these formats: codec, sample rate and channels, with slashes between.
    AudioFormat(&'static [&'static str]),
    /// Any of these, as a list.
    AudioFormats(&'static [&'static str]),
    /// One of these formats: codec and profile, with a slash between.
    VideoFormat(&'static [&'static str]),
    /// Any of these, as a list.
    VideoFormats(&'static [&'static str]),
    /// A list of objects, each with these fields; their paths go on from the entry.
    List(&'static [Field]),
    /// Regions with their shapes, to be drawn.
    Regions,
}

/// A field of the Room object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Where it is, as [`super::RoomBody::get`] has it.
    pub path: &'static str,
    /// What it takes.
    pub kind: FieldKind,
}

const fn field(path: &'static str, kind: FieldKind) -> Field {
    Field { path, kind }
}

/// -1 is no limit.
const LIMIT: FieldKind = FieldKind::Whole(-1, 100_000);
const COLOUR: FieldKind = FieldKind::Whole(0, 255);
const PIXELS: FieldKind = FieldKind::Whole(1, 7680);

#[rustfmt::skip]
const AUDIO_IN: &[&str] = &[
    "opus/48000/2", "isac/16000", "isac/32000", "g722/16000/1", "pcma", "pcmu", "aac", "ac3", "nellymoser", "ilbc",
];
#[rustfmt::skip]
const AUDIO_OUT: &[&str] = &[
    "opus/48000/2", "isac/16000", "isac/32000", "g722/16000/1", "pcma", "pcmu", "aac/48000/2", "ac3", "nellymoser", "ilbc",
];
const VIDEO_IN: &[&str] = &["h264", "vp8", "vp9", "h265"];
#[rustfmt::skip]
const VIDEO_OUT: &[&str] = &["vp8", "vp9", "h265", "h264/CB", "h264/B", "h264/M", "h264/H"];
const FRAMERATES: &[u32] = &[6, 12, 15, 24, 30, 48, 60];
const KEY_FRAMES: &[u32] = &[100, 30, 5, 2, 1];
#[rustfmt::skip]
const RESOLUTIONS: &[&str] = &[
    "x3/4", "x2/3", "x1/2", "x1/3", "x1/4", "hd1080p", "hd720p", "svga", "vga", "qvga", "cif",
];
const BITRATES: &[&str] = &["x0.8", "x0.6", "x0.4", "x0.2"];

const ROLE: &[Field] = &[
    field("role", FieldKind::Text),
    field("publish.video", FieldKind::Flag),
    field("publish.audio", FieldKind::Flag),
    field("subscribe.video", FieldKind::Flag),
    field("subscribe.audio", FieldKind::Flag),
];

const CUSTOM: &[Field] = &[field("region", FieldKind::Regions)];

/// `video` is `false` where a view mixes sound alone.
#[rustfmt::skip]
const VIEW: &[Field] = &[
    field("label", FieldKind::Text),
    field("audio.format", FieldKind::AudioFormat(AUDIO_OUT)),
    field("audio.vad", FieldKind::Flag),
    field("video.format", FieldKind::VideoFormat(VIDEO_OUT)),
    field("video.parameters.resolution.width", PIXELS),
    field("video.parameters.resolution.height", PIXELS),
    field("video.parameters.framerate", FieldKind::Whole(6, 60)),
    field("video.parameters.bitrate", FieldKind::Whole(1, 1_000_000)),
    field("video.parameters.keyFrameInterval", FieldKind::Whole(1, 100)),
    field("video.maxInput", FieldKind::Whole(1, 256)),
    field("video.bgColor.r", COLOUR),
    field("video.bgColor.g", COLOUR),
    field("video.bgColor.b", COLOUR),
    field("video.motionFactor", FieldKind::Number(0.0, 10.0)),
    field("video.keepActiveInputPrimary", FieldKind::Flag),
    field("video.layout.fitPolicy", FieldKind::Choice(&["letterbox", "crop"])),
    field("video.layout.templates.base", FieldKind::Choice(&["fluid", "lecture", "void"])),
    field("video.layout.templates.custom", FieldKind::List(CUSTOM)),
];

/// All fields of the Room object but `_id`.
#[rustfmt::skip]
pub const ROOM_FIELDS: &[Field] = &[
    field("name", FieldKind::Text),
    field("participantLimit", LIMIT),
    field("inputLimit", LIMIT),
    // The real server's two.
    field("selectActiveAudio", FieldKind::Flag),
    field("enableBandwidthAdaptation", FieldKind::Flag),
    field("roles", FieldKind::List(ROLE)),
    field("views", FieldKind::List(VIEW)),
    field("mediaIn.audio", FieldKind::AudioFormats(AUDIO_IN)),
    field("mediaIn.video", FieldKind::VideoFormats(VIDEO_IN)),
    field("mediaOut.audio", FieldKind::AudioFormats(AUDIO_OUT)),
    field("mediaOut.video.format", FieldKind::VideoFormats(VIDEO_OUT)),
    field("mediaOut.video.parameters.resolution", FieldKind::Words(RESOLUTIONS)),
    field("mediaOut.video.parameters.framerate", FieldKind::Numbers(FRAMERATES)),
    field("mediaOut.video.parameters.bitrate", FieldKind::Words(BITRATES)),
    field("mediaOut.video.parameters.keyFrameInterval", FieldKind::Numbers(KEY_FRAMES)),
    field("transcoding.audio", FieldKind::Flag),
    field("transcoding.video.format", FieldKind::Flag),
    field("transcoding.video.parameters.resolution", FieldKind::Flag),
    field("transcoding.video.parameters.framerate", FieldKind::Flag),
    field("transcoding.video.parameters.bitrate", FieldKind::Flag),
    field("transcoding.video.parameters.keyFrameInterval", FieldKind::Flag),
    field("notifying.participantActivities", FieldKind::Flag),
    field("notifying.streamChange", FieldKind::Flag),
    field("sip.sipServer", FieldKind::Text),
    field("sip.username", FieldKind::Text),
    field("sip.password", FieldKind::Secret),
];
