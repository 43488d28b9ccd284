//! The management API of an Open WebRTC Toolkit conference server: requests, answers, the portal's events, and what they make of a
//! room that runs.
//!
//! The same kind of crate as `wire`: only this one knows field names, spellings and quirks of that API. Nothing here sends anything,
//! and time and chance come in as arguments. An [`Ask`] is everything that can be asked; it makes the [`Request`] and reads the
//! [`Reply`]. [`LiveRoom`] folds polled lists and [`PortalEvent`]s into one state and says what changed; [`Polling`] says what to
//! read next, and when; [`Listening`] how the portal is listened to, and when not; [`Commands`] says of each command whether the state shows it, or why it failed. Where the server contradicts its document, the code says so.

mod address;
mod answer;
mod ask;
mod id;
mod layout;
mod lenient;
mod live;
mod mauth;
mod portal;
mod request;
mod room;
mod typed;

pub use address::without_secrets;
pub use answer::{
    Analytics, Answer, AudioFormat, AudioTrack, Bitrate, Direction, Layer, Media, OutputAudio,
    OutputVideo, Participant, PortalToken, Recording, Refusal, RefusalKind, Reply, Resolution,
    Rights, Service, SipCall, Standing, Status, Stream, StreamKind, StreamingOut, VideoChoices,
    VideoFormat, VideoTrack, made_service, read_standing,
};
pub use ask::{
    Ask, AudioFrom, BitrateShare, Container, Dial, ForwardUpdate, Framerate, InRoom,
    KeyFrameInterval, MediaFrom, MixedUpdate, NewAnalytics, NewRecording, NewRoom, NewService,
    NewStreamingIn, NewStreamingOut, NewToken, OutputUpdate, Pages, Permission, PermissionUpdate,
    Preference, Pull, Target, Track, Transport, UploadMethod, Version, VideoFrom, Wanted,
};
pub use id::{
    AnalyticsId, ParticipantId, RecordingId, RoomId, ServiceId, SipCallId, StreamId,
    StreamingOutId, ViewLabel,
};
pub use layout::{
    BadLayout, Candidate, Fraction, InView, Layout, LayoutChanges, LayoutChoice, LayoutEditor,
    LayoutSource, Region, Shape, Slot, Template, candidates, is_same_layout, layout_choices,
    mixed_into, templates,
};
pub use live::{
    Changes, CommandId, Commands, Failure, Fate, Finished, Hearing, List, Listening,
    ListeningCounts, ListeningInput, ListeningOutput, LiveRoom, Outcome, PANEL_NAME, Polling,
    Seats, Tells, WhyOut,
};
pub use mauth::{BadCredentials, Credentials, Identity, ServiceKey};
pub use portal::{
    Frame, Handshake, LoginResult, PortalEvent, StreamChange, connect, login, logout, pong,
    read_event, read_frame, read_login,
};
pub use request::{Method, Request};
pub use room::{Field, FieldKind, ROOM_FIELDS, Room, RoomBody, RoomRole, RoomView, SaveSeen};
pub use typed::{Protocol, RecordingProblem, is_address, whole_number};
