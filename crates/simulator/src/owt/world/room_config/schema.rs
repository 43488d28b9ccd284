//! What a room's configuration consists of: the fields that the database knows, with their defaults and bounds.

/// What a field holds.
#[derive(Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number, within bounds where there are some.
    Number(Option<(f64, f64)>),
    /// True or false.
    Flag,
    /// A fraction as text: "0", "1/3".
    Fraction,
    /// A list of anything.
    Anything,
    /// A list.
    List(&'static [Field]),
    /// An object.
    Object(&'static [Field]),
    /// A password: kept as a ciphertext.
    Password,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its default, as JSON; "" for none.
    pub default: &'static str,
    /// Whether it must be there.
    pub required: bool,
}

const fn field(name: &'static str, kind: Kind, default: &'static str) -> Field {
    Field {
        name,
        kind,
        default,
        required: false,
    }
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        default: "",
        required: true,
    }
}

const NUMBER: Kind = Kind::Number(None);
const COLOUR: Kind = Kind::Number(Some((0.0, 255.0)));

/// A whole room.
pub static ROOM: &[Field] = &[
    required("name", Kind::Text),
    field("inputLimit", NUMBER, "-1"),
    field("participantLimit", NUMBER, "-1"),
    field("selectActiveAudio", Kind::Flag, "false"),
    field("enableBandwidthAdaptation", Kind::Flag, "false"),
    field("roles", Kind::Anything, ""),
    field("views", Kind::List(VIEW), ""),
    field("mediaIn", Kind::Object(MEDIA_IN), ""),
    field("mediaOut", Kind::Object(MEDIA_OUT), ""),
    field("transcoding", Kind::Object(TRANSCODING), ""),
    field("sip", Kind::Object(SIP), ""),
    field("notifying", Kind::Object(NOTIFYING), ""),
];

static VIEW: &[Field] = &[
    field("label", Kind::Text, "\"common\""),
    field("audio", Kind::Object(VIEW_AUDIO), ""),
    field("video", Kind::Object(VIEW_VIDEO), ""),
];

static VIEW_AUDIO: &[Field] = &[
    field(
        "format",
        Kind::Object(AUDIO_FORMAT),
        r#"{"codec":"opus","sampleRate":48000,"channelNum":2}"#,
    ),
    field("vad", Kind::Flag, "true"),
];

static AUDIO_FORMAT: &[Field] = &[
    field("codec", Kind::Text, ""),
    field("sampleRate", NUMBER, ""),
    field("channelNum", NUMBER, ""),
];

static VIEW_VIDEO: &[Field] = &[
    field("format", Kind::Object(VIDEO_FORMAT), r#"{"codec":"vp8"}"#),
    field("parameters", Kind::Object(PARAMETERS), ""),
    field("maxInput", Kind::Number(Some((1.0, 256.0))), "16"),
    field("motionFactor", NUMBER, "0.8"),
    field("bgColor", Kind::Object(BACKGROUND), ""),
    field("keepActiveInputPrimary", Kind::Flag, "false"),
    field("layout", Kind::Object(LAYOUT), ""),
];

static VIDEO_FORMAT: &[Field] = &[
    field("codec", Kind::Text, ""),
    field("profile", Kind::Text, ""),
];

static PARAMETERS: &[Field] = &[
    field("resolution", Kind::Object(RESOLUTION), ""),
    field("framerate", NUMBER, "24"),
    field("bitrate", NUMBER, ""),
    field("keyFrameInterval", NUMBER, "100"),
];

static RESOLUTION: &[Field] = &[
    field("width", NUMBER, "640"),
    field("height", NUMBER, "480"),
];

static BACKGROUND: &[Field] = &[
    field("r", COLOUR, "0"),
    field("g", COLOUR, "0"),
    field("b", COLOUR, "0"),
];

static LAYOUT: &[Field] = &[
    field(
        "fitPolicy",
        Kind::Word(&["letterbox", "crop"]),
        "\"letterbox\"",
    ),
    field("setRegionEffect", Kind::Text, ""),
    field("templates", Kind::Object(TEMPLATES), ""),
];

static TEMPLATES: &[Field] = &[
    field(
        "base",
        Kind::Word(&["fluid", "lecture", "void"]),
        "\"fluid\"",
    ),
    field("custom", Kind::List(CUSTOM), ""),
];

static CUSTOM: &[Field] = &[
    field("primary", Kind::Text, ""),
    field("region", Kind::List(REGION), ""),
];

static REGION: &[Field] = &[
    required("id", Kind::Text),
    field("shape", Kind::Word(&["rectangle"]), "\"rectangle\""),
    field("area", Kind::Object(AREA), ""),
];

static AREA: &[Field] = &[
    required("left", Kind::Fraction),
    required("top", Kind::Fraction),
    required("width", Kind::Fraction),
    required("height", Kind::Fraction),
];

static MEDIA_IN: &[Field] = &[
    field("audio", Kind::Anything, ""),
    field("video", Kind::Anything, ""),
];

static MEDIA_OUT: &[Field] = &[
    field("audio", Kind::Anything, ""),
    field("video", Kind::Object(VIDEO_OUT), ""),
];

static VIDEO_OUT: &[Field] = &[
    field("format", Kind::Anything, ""),
    field("parameters", Kind::Object(PARAMETER_CHOICES), ""),
];

static PARAMETER_CHOICES: &[Field] = &[
    field("resolution", Kind::Anything, ""),
    field("framerate", Kind::Anything, ""),
    field("bitrate", Kind::Anything, ""),
    field("keyFrameInterval", Kind::Anything, ""),
];

static TRANSCODING: &[Field] = &[
    field("audio", Kind::Flag, "true"),
    field("video", Kind::Object(TRANSCODING_VIDEO), ""),
];

static TRANSCODING_VIDEO: &[Field] = &[
    field("format", Kind::Flag, "true"),
    field("parameters", Kind::Object(TRANSCODING_PARAMETERS), ""),
];

static TRANSCODING_PARAMETERS: &[Field] = &[
    field("resolution", Kind::Flag, "true"),
    field("framerate", Kind::Flag, "true"),
    field("bitrate", Kind::Flag, "true"),
    field("keyFrameInterval", Kind::Flag, "true"),
];

static SIP: &[Field] = &[
    field("sipServer", Kind::Text, ""),
    field("username", Kind::Text, ""),
    field("password", Kind::Password, ""),
];

static NOTIFYING: &[Field] = &[
    field("participantActivities", Kind::Flag, "true"),
    field("streamChange", Kind::Flag, "true"),
];

/// What a new room has where its options say nothing.
pub const DEFAULTS: &str = r#"{
"roles":[
 {"role":"presenter","publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":true}},
 {"role":"viewer","publish":{"audio":false,"video":false},"subscribe":{"audio":true,"video":true}},
 {"role":"audio_only_presenter","publish":{"audio":true,"video":false},"subscribe":{"audio":true,"video":false}},
 {"role":"video_only_viewer","publish":{"audio":false,"video":false},"subscribe":{"audio":false,"video":true}},
 {"role":"sip","publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":true}}],
"mediaIn":{
 "audio":[{"codec":"opus","sampleRate":48000,"channelNum":2},{"codec":"isac","sampleRate":16000},{"codec":"isac","sampleRate":32000},
  {"codec":"g722","sampleRate":16000,"channelNum":1},{"codec":"pcma"},{"codec":"pcmu"},{"codec":"aac"},{"codec":"ac3"},{"codec":"nellymoser"},{"codec":"ilbc"}],
 "video":[{"codec":"h264"},{"codec":"vp8"},{"codec":"vp9"}]},
"mediaOut":{
 "audio":[{"codec":"opus","sampleRate":48000,"channelNum":2},{"codec":"isac","sampleRate":16000},{"codec":"isac","sampleRate":32000},
  {"codec":"g722","sampleRate":16000,"channelNum":1},{"codec":"pcma"},{"codec":"pcmu"},{"codec":"aac","sampleRate":48000,"channelNum":2},{"codec":"ac3"},{"codec":"nellymoser"},{"codec":"ilbc"}],
 "video":{
  "format":[{"codec":"vp8"},{"codec":"h264","profile":"CB"},{"codec":"h264","profile":"B"},{"codec":"vp9"}],
  "parameters":{"resolution":["x3/4","x2/3","x1/2","x1/3","x1/4","hd1080p","hd720p","svga","vga","qvga","cif"],
   "framerate":[6,12,15,24,30,48,60],"bitrate":["x0.8","x0.6","x0.4","x0.2"],"keyFrameInterval":[100,30,5,2,1]}}},
"views":[{}]
}"#;
