//! What a system has reported, in words that don't depend on who it was.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Who reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vendor {
    /// 叁体: northbound events.
    #[serde(rename = "3tee")]
    ThreeTee,
    /// NetEase Yunxin: callbacks of audio and video.
    NetEase,
}

impl Vendor {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ThreeTee, Self::NetEase];

    /// Returns the word that stands in addresses, in the store and in metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::ThreeTee => "3tee",
            Self::NetEase => "netease",
        }
    }

    /// Reads that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vendor| vendor.word() == word)
    }
}

impl fmt::Display for Vendor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Who told it.
    pub vendor: Vendor,
    /// The room that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The person that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
    /// When, as the vendor stamps it, in whatever form it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
    /// It wasn't told: it was found by asking the server, or is the end of a room that was forgotten.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub polled: bool,
}

impl Event {
    /// Returns the event; where the room or the person isn't told that its kind needs, one that only says what the vendor calls it,
    /// for there is nothing to apply it to.
    pub fn or_other(mut self, name: &str) -> Self {
        let needs_user = matches!(
            self.kind,
            EventKind::Join { .. }
                | EventKind::Leave { .. }
                | EventKind::Publish(_)
                | EventKind::Unpublish(_)
        );
        let needs_room =
            needs_user || matches!(self.kind, EventKind::Open | EventKind::Close { .. });
        if (needs_room && self.room.is_none()) || (needs_user && self.user.is_none()) {
            self.kind = EventKind::Other { name: name.into() };
        }
        self
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// A room opened.
    Open,
    /// A room closed.
    Close {
        /// By whom or why.
        reason: Option<String>,
    },
    /// Somebody came in.
    Join {
        /// Their name.
        name: Option<String>,
        /// What they came in with, in the vendor's word.
        endpoint: Option<String>,
    },
    /// Somebody left.
    Leave {
        /// How, in the vendor's word.
        reason: Option<String>,
    },
    /// Somebody sends a stream.
    Publish(StreamTold),
    /// Somebody doesn't send it any more.
    Unpublish(StreamTold),
    /// Somebody receives a stream.
    Subscribe(StreamTold),
    /// Somebody doesn't receive it any more.
    Unsubscribe(StreamTold),
    /// Something of a person changed; what, isn't told.
    UserChanged,
    /// A recording began, ended, failed or is ready.
    Recording(RecordingTold),
    /// A server is in trouble.
    Warning {
        /// Which server.
        server: Option<String>,
        /// What sort of trouble, in the vendor's word.
        trouble: Option<String>,
        /// The rest of it, as it came.
        detail: Option<String>,
    },
    /// Somebody calls others.
    Call {
        /// Who is called.
        to: Vec<String>,
        /// "audio", "video", or the vendor's word.
        media: Option<String>,
    },
    /// Something else; kept as it came.
    Other {
        /// The vendor's name for it.
        name: String,
    },
}

/// A stream, as far as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamTold {
    /// Its id.
    pub stream: Option<String>,
    /// "audio", "video", "desktop", or another word of the vendor's.
    pub medium: Option<String>,
    /// As it was told.
    pub resolution: Option<String>,
}

/// What is told of a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingTold {
    /// Its id.
    pub recording: Option<String>,
    /// What sort of recording, in the vendor's word.
    pub exporter: Option<String>,
    /// What became of it.
    pub step: RecordingStep,
    /// Files or the reason of a failure, as it came.
    pub detail: Option<String>,
    /// When it started and stopped, as it was told.
    pub started: Option<String>,
    /// See `started`.
    pub stopped: Option<String>,
}

/// How far a recording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingStep {
    /// It runs.
    Started,
    /// It never began.
    NotStarted,
    /// It ended, and was made into files as it ran.
    Stopped,
    /// It is files.
    Ready,
    /// No files will come.
    Failed,
}

impl EventKind {
    /// Returns the word that the store and searches know it by.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Close { .. } => "close",
            Self::Join { .. } => "join",
            Self::Leave { .. } => "leave",
            Self::Publish(_) => "publish",
            Self::Unpublish(_) => "unpublish",
            Self::Subscribe(_) => "subscribe",
            Self::Unsubscribe(_) => "unsubscribe",
            Self::UserChanged => "user_changed",
            Self::Recording(_) => "recording",
            Self::Warning { .. } => "warning",
            Self::Call { .. } => "call",
            Self::Other { .. } => "other",
        }
    }
}

/// What came in and is genuine: the event, and what the store needs beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The event as it was understood.
    pub event: Event,
    /// The same for each delivery of one event. `None` = nothing in it says which event it is, and only state can tell a repetition.
    pub key: Option<[u8; 32]>,
    /// What came, as JSON, without what only proves who sent it.
    pub raw: String,
}

/// Why something was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// A key is configured, and there is no signature.
    #[error("not signed")]
    Unsigned,
    /// Made with another key, or not of these bytes.
    #[error("the signature doesn't fit")]
    BadSignature,
    /// Nobody's key is configured.
    #[error("the sender is unknown")]
    UnknownSender,
    /// Signed too long ago, or in the future.
    #[error("signed too long ago or in the future")]
    Stale,
    /// Neither a form nor JSON, or nothing that names an event.
    #[error("unreadable")]
    Unreadable,
    /// More bytes than are taken.
    #[error("too large")]
    TooLarge,
    /// More requests at a time than are taken.
    #[error("too many at a time")]
    TooMany,
    /// The body didn't arrive in time.
    #[error("the body came too slowly")]
    TooSlow,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Unsigned,
        Self::BadSignature,
        Self::UnknownSender,
        Self::Stale,
        Self::Unreadable,
        Self::TooLarge,
        Self::TooMany,
        Self::TooSlow,
    ];

    /// Returns the word that metrics and the panel know it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::BadSignature => "bad_signature",
            Self::UnknownSender => "unknown_sender",
            Self::Stale => "stale",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::TooMany => "too_many",
            Self::TooSlow => "too_slow",
        }
    }
}
