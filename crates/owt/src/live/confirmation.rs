//! When what was asked for has happened: an answer of success says that it was accepted, the room's lists that it is so.

use super::{List, LiveRoom};
use crate::answer::{Media, Rights, Stream, StreamKind};
use crate::ask::{
    ForwardUpdate, InRoom, MixedUpdate, OutputUpdate, Permission, PermissionUpdate, Track,
};

impl InRoom {
    /// Returns the list in which it shows what became of this; it is to be read next ([`super::Polling::hurry`]). `None` = in none:
    /// a token, or a question.
    pub fn shows_in(&self) -> Option<List> {
        match self {
            Self::PatchParticipant(..) | Self::DropParticipant(_) => Some(List::Participants),
            Self::PatchForward(..)
            | Self::PatchMixed(..)
            | Self::DeleteStream(_)
            | Self::StartStreamingIn(_)
            | Self::StopStreamingIn(_) => Some(List::Streams),
            Self::StartStreamingOut(_)
            | Self::PatchStreamingOut(..)
            | Self::StopStreamingOut(_) => Some(List::StreamingOuts),
            Self::StartRecording(_) | Self::PatchRecording(..) | Self::StopRecording(_) => {
                Some(List::Recordings)
            }
            Self::Dial(_) | Self::PatchSipCall(..) | Self::HangUp(_) => Some(List::SipCalls),
            Self::StartAnalytics(_) | Self::StopAnalytics(_) => Some(List::Analytics),
            _ => None,
        }
    }

    /// Returns whether the room is as this wanted it. `None` = the lists can't tell: what was to be changed isn't there, nothing of
    /// it shows, or it is something that starts, which the answer itself names ([`LiveRoom::put`]).
    pub fn is_seen_in(&self, room: &LiveRoom) -> Option<bool> {
        let list = self.shows_in().filter(|list| room.is_known(*list))?;
        let is_gone = |id: &str| Some(room.kept(list).get(id).is_none());
        match self {
            Self::PatchParticipant(id, updates) => {
                let it = room.participant(id.as_str())?;
                let mut all = updates
                    .iter()
                    .map(|update| may(it.publish, it.subscribe, update));
                all.try_fold(true, |all, is_so| Some(all && is_so?))
            }
            Self::PatchForward(id, updates) => {
                let it = room.stream(id.as_str())?;
                let mut all = updates.iter().map(|update| is_forwarded(it, update));
                all.try_fold(true, |all, is_so| Some(all && is_so?))
            }
            Self::PatchMixed(id, update) => {
                let StreamKind::Mixed { layout, .. } = &room.stream(id.as_str())?.kind else {
                    return None;
                };
                Some(match update {
                    MixedUpdate::Region(at, stream) => layout
                        .get(*at)
                        .is_some_and(|slot| slot.stream.as_ref() == Some(stream)),
                    MixedUpdate::Layout(wanted) => {
                        wanted.is_seen_as(layout, |stream| room.stream(stream.as_str()).is_some())
                    }
                })
            }
            Self::PatchStreamingOut(id, updates) => {
                are_put_out(&room.streaming_out(id.as_str())?.media, updates)
            }
            Self::PatchRecording(id, updates) => {
                are_put_out(&room.recording(id.as_str())?.media, updates)
            }
            Self::PatchSipCall(id, updates) => {
                are_put_out(room.sip_call(id.as_str())?.output.as_ref()?, updates)
            }
            Self::DropParticipant(id) => is_gone(id.as_str()),
            Self::DeleteStream(id) | Self::StopStreamingIn(id) => is_gone(id.as_str()),
            Self::StopStreamingOut(id) => is_gone(id.as_str()),
            Self::StopRecording(id) => is_gone(id.as_str()),
            Self::HangUp(id) => is_gone(id.as_str()),
            Self::StopAnalytics(id) => is_gone(id.as_str()),
            _ => None,
        }
    }
}

fn may(
    publish: Option<Rights>,
    subscribe: Option<Rights>,
    update: &PermissionUpdate,
) -> Option<bool> {
    let told = |what| match what {
        Permission::Publish => publish,
        Permission::Subscribe => subscribe,
    };
    Some(match *update {
        PermissionUpdate::Both(what, rights) => told(what)? == rights,
        PermissionUpdate::One(what, Track::Audio, may) => told(what)?.audio == may,
        PermissionUpdate::One(what, Track::Video, may) => told(what)?.video == may,
    })
}

fn is_forwarded(it: &Stream, update: &ForwardUpdate) -> Option<bool> {
    Some(match update {
        ForwardUpdate::Mix(view) => it.in_views().contains(view),
        ForwardUpdate::Unmix(view) => !it.in_views().contains(view),
        ForwardUpdate::Status(Track::Audio, status) => it.audio.as_ref()?.status? == *status,
        ForwardUpdate::Status(Track::Video, status) => it.video.as_ref()?.status? == *status,
    })
}

fn are_put_out(media: &Media, updates: &[OutputUpdate]) -> Option<bool> {
    let mut all = updates.iter().map(|update| is_put_out(media, update));
    all.try_fold(true, |all, is_so| Some(all && is_so?))
}

fn is_put_out(media: &Media, update: &OutputUpdate) -> Option<bool> {
    let layer = media.video.as_ref().map(|video| &video.layer);
    Some(match update {
        OutputUpdate::From(Track::Audio, from) => media.audio.as_ref()?.from.as_ref() == Some(from),
        OutputUpdate::From(Track::Video, from) => media.video.as_ref()?.from.as_ref() == Some(from),
        OutputUpdate::Resolution(it) => layer?.resolution? == *it,
        OutputUpdate::Framerate(it) => layer?.framerate? == it.get(),
        OutputUpdate::KeyFrameInterval(it) => layer?.key_frame_interval? == it.get(),
        // The server makes a number of the share.
        OutputUpdate::Bitrate(_) => return None,
    })
}
