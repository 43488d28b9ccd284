//! Everything that can be asked of the server: each resource and verb of its document, one variant each.
//!
//! What can't be said with these types is what the server refuses: a page without a size, a view for a mixed stream, a stream in two
//! regions, a call without sound. `PATCH /v1/rooms/{id}` isn't here: the server has no code for it and fails.

mod media;
mod new;
mod patch;
mod start;

pub use media::{AudioFrom, MediaFrom, VideoFrom, Wanted};
pub use new::{NewRoom, NewService, NewToken, Pages, Preference};
pub use patch::{
    BitrateShare, ForwardUpdate, Framerate, KeyFrameInterval, MixedUpdate, OutputUpdate,
    Permission, PermissionUpdate, Track,
};
pub use start::{
    Container, Dial, NewAnalytics, NewRecording, NewStreamingIn, NewStreamingOut, Pull, Target,
    Transport, UploadMethod,
};

use crate::answer::Refusal;
use crate::id::{
    AnalyticsId, ParticipantId, RecordingId, RoomId, ServiceId, SipCallId, StreamId, StreamingOutId,
};
use crate::request::{Method, Path, Request};
use crate::room::RoomBody;
use new::room_body;
use patch::Patch;

/// Versions of the API. They differ in streams alone: in v1 a video has one encoding, in v1.1 those of a simulcast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// `/v1`.
    V1,
    /// `/v1.1`.
    V1_1,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// `GET /services`: all services, for the super service alone.
    ListServices,
    /// `POST /services`: make one.
    CreateService(NewService),
    /// `GET /services/{serviceId}`.
    GetService(ServiceId),
    /// `DELETE /services/{serviceId}`.
    DeleteService(ServiceId),
    /// `GET /v1/rooms`: the rooms of the service, sorted by age. Nowhere is it said how many there are.
    ListRooms(Pages),
    /// `POST /v1/rooms`: make one.
    CreateRoom(NewRoom),
    /// `GET /v1/rooms/{roomId}`.
    GetRoom(RoomId),
    /// `PUT /v1/rooms/{roomId}`: change it. The server merges what it is given, and puts whole sub-objects in the place of old ones.
    PutRoom(RoomId, RoomBody),
    /// `DELETE /v1/rooms/{roomId}`; whoever is in it is dropped.
    DeleteRoom(RoomId),
    /// Something of a room.
    In(RoomId, InRoom),
}

/// One thing that is asked about a room. A room that doesn't run has none of all that: its lists are empty.
#[derive(Clone, Debug, PartialEq)]
pub enum InRoom {
    /// `GET participants`.
    ListParticipants,
    /// `GET participants/{participantId}`.
    GetParticipant(ParticipantId),
    /// `PATCH participants/{participantId}`: what somebody may publish and subscribe. What is published already goes on.
    PatchParticipant(ParticipantId, Vec<PermissionUpdate>),
    /// `DELETE participants/{participantId}`: drop somebody.
    DropParticipant(ParticipantId),
    /// `GET streams`.
    ListStreams,
    /// `GET streams/{streamId}`.
    GetStream(StreamId),
    /// `PATCH streams/{streamId}` of a forward stream: mute it, mix it.
    PatchForward(StreamId, Vec<ForwardUpdate>),
    /// `PATCH streams/{streamId}` of a mixed stream: who stands where.
    PatchMixed(StreamId, MixedUpdate),
    /// `DELETE streams/{streamId}`: end it.
    DeleteStream(StreamId),
    /// `POST streaming-ins`: bring a stream of another server in. Its failing may take 90 s.
    StartStreamingIn(NewStreamingIn),
    /// `DELETE streaming-ins/{streamId}`.
    StopStreamingIn(StreamId),
    /// `GET streaming-outs`.
    ListStreamingOuts,
    /// `POST streaming-outs`: send streams to another server.
    StartStreamingOut(NewStreamingOut),
    /// `PATCH streaming-outs/{streamOutId}`.
    PatchStreamingOut(StreamingOutId, Vec<OutputUpdate>),
    /// `DELETE streaming-outs/{streamOutId}`.
    StopStreamingOut(StreamingOutId),
    /// `GET recordings`.
    ListRecordings,
    /// `POST recordings`.
    StartRecording(NewRecording),
    /// `PATCH recordings/{recordingId}`.
    PatchRecording(RecordingId, Vec<OutputUpdate>),
    /// `DELETE recordings/{recordingId}`.
    StopRecording(RecordingId),
    /// `GET sipcalls`.
    ListSipCalls,
    /// `POST sipcalls`: call a telephone. Its failing may take 90 s.
    Dial(Dial),
    /// `PATCH sipcalls/{sipCallId}`.
    PatchSipCall(SipCallId, Vec<OutputUpdate>),
    /// `DELETE sipcalls/{sipCallId}`.
    HangUp(SipCallId),
    /// `GET analytics`.
    ListAnalytics,
    /// `POST analytics`.
    StartAnalytics(NewAnalytics),
    /// `DELETE analytics/{analyticId}`.
    StopAnalytics(AnalyticsId),
    /// `POST tokens`: let somebody in. Its failing takes a minute.
    CreateToken(NewToken),
}

impl Ask {
    /// Makes the request by the document's version: 1.1 of streams and streaming-ins, 1 of all else.
    pub fn request(&self) -> Request {
        let version = match self {
            Self::In(_, ask) => ask.version(),
            _ => Version::V1,
        };
        self.request_of(version)
    }

    /// Makes the request by a version of the API. Services have none.
    pub fn request_of(&self, version: Version) -> Request {
        let services = Path::of("/services");
        let rooms = Path::of(match version {
            Version::V1 => "/v1/rooms",
            Version::V1_1 => "/v1.1/rooms",
        });
        match self {
            Self::ListServices => Request::new(Method::Get, services),
            Self::CreateService(it) => Request::new(Method::Post, services).with_json(it),
            Self::GetService(id) => Request::new(Method::Get, services.id(id.as_str())),
            Self::DeleteService(id) => Request::new(Method::Delete, services.id(id.as_str())),
            Self::ListRooms(pages) => Request::new(Method::Get, rooms.query(&pages.query())),
            Self::CreateRoom(it) => Request::new(Method::Post, rooms).with_json(&room_body(it)),
            Self::GetRoom(id) => Request::new(Method::Get, rooms.id(id.as_str())),
            Self::PutRoom(id, body) => {
                Request::new(Method::Put, rooms.id(id.as_str())).with_json(body)
            }
            Self::DeleteRoom(id) => Request::new(Method::Delete, rooms.id(id.as_str())),
            Self::In(room, ask) => ask.request(rooms.id(room.as_str())),
        }
    }

    /// Returns whether asking this a second time by itself does nothing that one time doesn't.
    pub fn is_reading(&self) -> bool {
        self.request().method == Method::Get
    }

    /// Returns whether, refused so, what was to be gone may be gone all the same: the server fails a second DELETE as it fails
    /// anything else. Reading the list again says what is true.
    pub fn is_settled_by_reading(&self, refusal: &Refusal) -> bool {
        match self {
            Self::In(_, ask) => ask.is_settled_by_reading(refusal),
            Self::DeleteService(_) | Self::DeleteRoom(_) => refusal.says_perhaps_gone(),
            _ => false,
        }
    }

    /// Returns how long the answer may take, seconds: the server tries some things for long before it fails.
    pub fn patience_s(&self) -> u32 {
        match self {
            Self::In(_, InRoom::StartStreamingIn(_) | InRoom::Dial(_)) => 95,
            Self::In(_, InRoom::CreateToken(_)) => 70,
            _ => 15,
        }
    }
}

impl InRoom {
    /// Returns the same as [`Ask::is_settled_by_reading`].
    pub fn is_settled_by_reading(&self, refusal: &Refusal) -> bool {
        let is_delete = matches!(
            self,
            Self::DropParticipant(_)
                | Self::DeleteStream(_)
                | Self::StopStreamingIn(_)
                | Self::StopStreamingOut(_)
                | Self::StopRecording(_)
                | Self::HangUp(_)
                | Self::StopAnalytics(_)
        );
        is_delete && refusal.says_perhaps_gone()
    }

    fn version(&self) -> Version {
        match self {
            Self::ListStreams
            | Self::GetStream(_)
            | Self::PatchForward(..)
            | Self::PatchMixed(..)
            | Self::DeleteStream(_)
            | Self::StartStreamingIn(_)
            | Self::StopStreamingIn(_) => Version::V1_1,
            _ => Version::V1,
        }
    }

    fn request(&self, room: Path) -> Request {
        let get = |word: &str| Request::new(Method::Get, room.clone().word(word));
        let get_one =
            |word: &str, id: &str| Request::new(Method::Get, room.clone().word(word).id(id));
        let post = |word: &str| Request::new(Method::Post, room.clone().word(word));
        let patch = |word: &str, id: &str, operations: &[Patch<'_>]| {
            Request::new(Method::Patch, room.clone().word(word).id(id)).with_json(&operations)
        };
        let delete =
            |word: &str, id: &str| Request::new(Method::Delete, room.clone().word(word).id(id));
        match self {
            Self::ListParticipants => get("participants"),
            Self::GetParticipant(id) => get_one("participants", id.as_str()),
            Self::PatchParticipant(id, updates) => {
                let operations: Vec<_> = updates.iter().map(Patch::permission).collect();
                patch("participants", id.as_str(), &operations)
            }
            Self::DropParticipant(id) => delete("participants", id.as_str()),
            Self::ListStreams => get("streams"),
            Self::GetStream(id) => get_one("streams", id.as_str()),
            Self::PatchForward(id, updates) => {
                let operations: Vec<_> = updates.iter().map(Patch::forward).collect();
                patch("streams", id.as_str(), &operations)
            }
            Self::PatchMixed(id, update) => patch("streams", id.as_str(), &[Patch::mixed(update)]),
            Self::DeleteStream(id) => delete("streams", id.as_str()),
            Self::StartStreamingIn(it) => post("streaming-ins").with_json(&it.body()),
            Self::StopStreamingIn(id) => delete("streaming-ins", id.as_str()),
            Self::ListStreamingOuts => get("streaming-outs"),
            Self::StartStreamingOut(it) => post("streaming-outs").with_json(&it.body()),
            Self::PatchStreamingOut(id, updates) => {
                patch("streaming-outs", id.as_str(), &outputs("", updates))
            }
            Self::StopStreamingOut(id) => delete("streaming-outs", id.as_str()),
            Self::ListRecordings => get("recordings"),
            Self::StartRecording(it) => post("recordings").with_json(&it.body()),
            Self::PatchRecording(id, updates) => {
                patch("recordings", id.as_str(), &outputs("", updates))
            }
            Self::StopRecording(id) => delete("recordings", id.as_str()),
            Self::ListSipCalls => get("sipcalls"),
            Self::Dial(it) => post("sipcalls").with_json(&it.body()),
            Self::PatchSipCall(id, updates) => {
                patch("sipcalls", id.as_str(), &outputs("/output", updates))
            }
            Self::HangUp(id) => delete("sipcalls", id.as_str()),
            Self::ListAnalytics => get("analytics"),
            Self::StartAnalytics(it) => post("analytics").with_json(&it.body()),
            Self::StopAnalytics(id) => delete("analytics", id.as_str()),
            Self::CreateToken(it) => post("tokens").with_json(it),
        }
    }
}

fn outputs<'a>(within: &str, updates: &'a [OutputUpdate]) -> Vec<Patch<'a>> {
    let operations = updates.iter().map(|update| Patch::output(within, update));
    operations.collect()
}
