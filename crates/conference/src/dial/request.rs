//! A call that is asked for: whom, how and with what.

use crate::Role;
use std::fmt;
use std::sync::Arc;

/// Protocols that `dial` speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the word of the same name")]
pub enum DialProtocol {
    #[default]
    Auto,
    Sip,
    H323,
    Rtmp,
    /// A camera; not in the document.
    Rtsp,
    Mssip,
    Phone,
}

impl DialProtocol {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Auto,
        Self::Sip,
        Self::H323,
        Self::Phone,
        Self::Rtmp,
        Self::Rtsp,
        Self::Mssip,
    ];

    /// The document's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Sip => "sip",
            Self::H323 => "h323",
            Self::Rtmp => "rtmp",
            Self::Rtsp => "rtsp",
            Self::Mssip => "mssip",
            Self::Phone => "phone",
        }
    }

    /// The one with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|protocol| protocol.as_str() == word)
    }

    /// Returns whether its addresses are URLs that may hold a key or a password: they are kept nowhere unless somebody saves them on
    /// purpose.
    pub const fn may_hold_secret(self) -> bool {
        matches!(self, Self::Rtmp | Self::Rtsp)
    }
}

/// What a call carries (`call_type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallType {
    /// Picture and presentation ("video"), as it is without the field.
    #[default]
    Video,
    /// Picture without presentation ("video-only").
    VideoOnly,
    /// Voice ("audio").
    Audio,
}

impl CallType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Video, Self::VideoOnly, Self::Audio];

    /// The document's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::VideoOnly => "video-only",
            Self::Audio => "audio",
        }
    }

    /// The one with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What a call means for the meeting's end (`keep_conference_alive`, which isn't in the document). Where nothing is chosen the server
/// goes by the protocol: people keep a meeting alive, streams don't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepAlive {
    /// The meeting goes on while they are in.
    Always,
    /// It goes on while two or more like them are in.
    IfMultiple,
    /// It ends without regard to them.
    Never,
}

impl KeepAlive {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Always, Self::IfMultiple, Self::Never];

    /// The vendor's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "keep_conference_alive",
            Self::IfMultiple => "keep_conference_alive_if_multiple",
            Self::Never => "keep_conference_alive_never",
        }
    }
}

/// Whom to call and how (`dial`). Its `Debug` shows nothing of what was typed.
#[derive(Clone, PartialEq)]
pub struct Dial {
    /// Address, number or URL.
    pub destination: Arc<str>,
    /// Protocol.
    pub protocol: DialProtocol,
    /// Role in the meeting.
    pub role: Role,
    /// The name that their row gets (`remote_display_name`).
    pub name: Option<Arc<str>>,
    /// The meeting's name shown to them (`source_display_name`).
    pub source_name: Option<Arc<str>>,
    /// Tones to send on connect (`dtmf_sequence`).
    pub dtmf: Option<Arc<str>>,
    /// Which of picture, presentation and voice they get (`call_type`).
    pub call_type: CallType,
    /// An RTMP call as a stream (`streaming`), as recordings and live streams are.
    pub streaming: bool,
    /// The meeting's address or number to call from (`source`).
    pub source: Option<Arc<str>>,
    /// What it means for the meeting's end; `None` = as is usual for the protocol.
    pub keep_alive: Option<KeepAlive>,
    /// The caption that their row gets (`text`).
    pub caption: Option<Arc<str>>,
}

impl Dial {
    /// A call with nothing chosen but whom and how. The document: an RTMP call is to be a stream.
    pub fn to(destination: &str, protocol: DialProtocol) -> Self {
        Self {
            destination: Arc::from(destination),
            protocol,
            role: Role::Guest,
            name: None,
            source_name: None,
            dtmf: None,
            call_type: CallType::Video,
            streaming: protocol == DialProtocol::Rtmp,
            source: None,
            keep_alive: None,
            caption: None,
        }
    }
}

impl fmt::Debug for Dial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dial({:?} {:?} …)", self.protocol, self.role)
    }
}
