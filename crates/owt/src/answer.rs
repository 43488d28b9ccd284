//! Answers: what there is, and what was refused in the server's own words.

mod media;
mod output;
mod participant;
mod refusal;
mod service;
mod sip_call;
mod stream;
mod token;

pub use media::{AudioFormat, Bitrate, Layer, Resolution, Status, VideoChoices, VideoFormat};
pub use output::{Analytics, Media, OutputAudio, OutputVideo, Recording, StreamingOut};
pub use participant::{Participant, Rights};
pub use refusal::{Refusal, RefusalKind};
pub use service::{Service, Standing, made_service, read_standing};
pub use sip_call::{Direction, SipCall};
pub use stream::{AudioTrack, Stream, StreamKind, VideoTrack};
pub use token::PortalToken;

pub(crate) use stream::active_input;

use crate::ask::{Ask, InRoom};
use crate::lenient;
use crate::room::Room;
use std::borrow::Cow;

/// An HTTP answer.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// HTTP status.
    pub status: u16,
    /// The header `Retry-After`, seconds.
    pub retry_after_s: Option<u32>,
    /// The body as it came.
    pub body: &'a [u8],
}

impl Reply<'_> {
    /// Returns whether it was done, as the status has it.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the body as text; what isn't UTF-8 in it is replaced.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.body)
    }
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is what its type says")]
pub enum Answer {
    Services(Vec<Service>),
    Service(Service),
    Rooms(Vec<Room>),
    Room(Room),
    Participants(Vec<Participant>),
    Participant(Participant),
    Streams(Vec<Stream>),
    Stream(Box<Stream>),
    StreamingOuts(Vec<StreamingOut>),
    StreamingOut(StreamingOut),
    Recordings(Vec<Recording>),
    Recording(Recording),
    SipCalls(Vec<SipCall>),
    SipCall(Box<SipCall>),
    AllAnalytics(Vec<Analytics>),
    Analytics(Analytics),
    Token(PortalToken),
    /// It was deleted, dropped or stopped: the body says nothing.
    Done,
}

/// What an entry of a list is.
pub(crate) trait Entry: Sized + PartialEq {
    /// Returns it; `None` = it isn't one: it has no id.
    fn read(json: &str) -> Option<Self>;
}

impl Ask {
    /// Reads the answer to it. Entries of lists that aren't ones are left out.
    ///
    /// # Errors
    /// [`Refusal`] says what wasn't done, or that the answer isn't what was asked for.
    pub fn read(&self, reply: &Reply<'_>) -> Result<Answer, Refusal> {
        if !reply.is_success() {
            return Err(reply.refusal());
        }
        let text = reply.text();
        let answer = match self {
            Self::ListServices => all(&text).map(Answer::Services),
            Self::CreateService(_) | Self::GetService(_) => one(&text).map(Answer::Service),
            Self::ListRooms(_) => all(&text).map(Answer::Rooms),
            Self::CreateRoom(_) | Self::GetRoom(_) | Self::PutRoom(..) => {
                one(&text).map(Answer::Room)
            }
            Self::DeleteService(_) | Self::DeleteRoom(_) => Some(Answer::Done),
            Self::In(_, ask) => ask.answer(&text),
        };
        answer.ok_or_else(|| reply.unreadable())
    }
}

impl InRoom {
    fn answer(&self, text: &str) -> Option<Answer> {
        match self {
            Self::ListParticipants => all(text).map(Answer::Participants),
            Self::GetParticipant(_) | Self::PatchParticipant(..) => {
                one(text).map(Answer::Participant)
            }
            Self::ListStreams => all(text).map(Answer::Streams),
            Self::GetStream(_)
            | Self::PatchForward(..)
            | Self::PatchMixed(..)
            | Self::StartStreamingIn(_) => one(text).map(Box::new).map(Answer::Stream),
            Self::ListStreamingOuts => all(text).map(Answer::StreamingOuts),
            Self::StartStreamingOut(_) | Self::PatchStreamingOut(..) => {
                one(text).map(Answer::StreamingOut)
            }
            Self::ListRecordings => all(text).map(Answer::Recordings),
            Self::StartRecording(_) | Self::PatchRecording(..) => one(text).map(Answer::Recording),
            Self::ListSipCalls => all(text).map(Answer::SipCalls),
            Self::Dial(_) | Self::PatchSipCall(..) => one(text).map(Box::new).map(Answer::SipCall),
            Self::ListAnalytics => all(text).map(Answer::AllAnalytics),
            Self::StartAnalytics(_) => one(text).map(Answer::Analytics),
            Self::CreateToken(_) => PortalToken::read(text).map(Answer::Token),
            Self::DropParticipant(_)
            | Self::DeleteStream(_)
            | Self::StopStreamingIn(_)
            | Self::StopStreamingOut(_)
            | Self::StopRecording(_)
            | Self::HangUp(_)
            | Self::StopAnalytics(_) => Some(Answer::Done),
        }
    }
}

fn all<T: Entry>(text: &str) -> Option<Vec<T>> {
    let entries = lenient::entries(text)?;
    Some(entries.into_iter().filter_map(T::read).collect())
}

fn one<T: Entry>(text: &str) -> Option<T> {
    T::read(text.trim_start_matches('\u{FEFF}'))
}
