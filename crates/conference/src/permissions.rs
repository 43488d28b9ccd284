//! What may be done: one table. Its refusal is the tooltip of the control, which stays in its place.

use crate::{Edition, Kind, Participant, ParticipantId, Role, Service};
use thiserror::Error;

/// What this session may do at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Powers {
    /// This session's role; may change in mid-meeting.
    pub role: Role,
    /// Whether commands reach the meeting.
    pub reachability: Reachability,
    /// Commands that this server doesn't offer (learned from 404, 405, 501).
    pub unsupported: Vec<Kind>,
    /// Whether the server allows chat.
    pub chat_enabled: bool,
    /// Whether recording is booked (`isRecord`).
    pub may_record: bool,
    /// Whether live streaming is booked (`isLive`).
    pub may_live: bool,
    /// Whether there is anything to carry pictures and sound: a demo has nothing.
    pub has_media: bool,
    /// Which edition the server seems to be of: a hint of what it may refuse.
    pub edition: Option<Edition>,
    /// This session's own row.
    pub own: Option<ParticipantId>,
}

impl Default for Powers {
    fn default() -> Self {
        Self {
            role: Role::Guest,
            reachability: Reachability::Unreachable,
            unsupported: Vec::new(),
            chat_enabled: true,
            may_record: false,
            may_live: false,
            has_media: true,
            edition: None,
            own: None,
        }
    }
}

/// Whether commands reach the meeting, and what becomes of them can be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reachability {
    /// Not at the moment: the connection is made, or lost.
    #[default]
    Unreachable,
    /// They do.
    Reachable,
    /// This session is over, and nothing of it will come back.
    Over,
}

/// Something a control is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Sending this command.
    Send(Kind),
    /// Recording.
    Record,
    /// Streaming live.
    Live,
}

impl From<Kind> for Capability {
    fn from(kind: Kind) -> Self {
        Self::Send(kind)
    }
}

/// Why something may not be done now. The locale has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Not connected, so nothing could be known of the effect.
    #[error("not connected")]
    NotConnected,
    /// This session is over: only who joins again can do anything.
    #[error("the session is over")]
    Over,
    /// Only hosts may.
    #[error("only hosts may")]
    HostsOnly,
    /// This server doesn't offer it.
    #[error("not offered by this server")]
    NotOffered,
    /// Chat is switched off in this meeting.
    #[error("chat is off")]
    ChatOff,
    /// Recording isn't booked.
    #[error("recording is not booked")]
    RecordNotBooked,
    /// Live streaming isn't booked.
    #[error("live streaming is not booked")]
    LiveNotBooked,
    /// It is a demo, which has neither pictures nor sound.
    #[error("a demo has no media")]
    NoMedia,
    /// They are not in the roster any more.
    #[error("gone")]
    Gone,
    /// They don't wait.
    #[error("not waiting")]
    NotWaiting,
    /// They are not in the meeting yet.
    #[error("not in the meeting")]
    NotInMeeting,
    /// Several people have the name that one of them is known by.
    #[error("several people are called so")]
    Namesakes,
    /// That is this session itself: use Leave.
    #[error("this session itself")]
    Yourself,
}

/// Checks whether `what` may be done now, to `target` where it is about a person.
///
/// # Errors
/// The first reason that stands against it, from the most general to the most particular.
pub fn can(
    what: impl Into<Capability>,
    powers: &Powers,
    target: Option<&Participant>,
) -> Result<(), Refusal> {
    let what = what.into();
    match powers.reachability {
        Reachability::Reachable => {}
        Reachability::Unreachable => return Err(Refusal::NotConnected),
        Reachability::Over => return Err(Refusal::Over),
    }
    if powers.role == Role::Guest && what != Capability::Send(Kind::Message) {
        return Err(Refusal::HostsOnly);
    }
    let kind = match what {
        Capability::Record | Capability::Send(Kind::StartRecording) if !powers.may_record => {
            return Err(Refusal::RecordNotBooked);
        }
        Capability::Live | Capability::Send(Kind::StartLive) if !powers.may_live => {
            return Err(Refusal::LiveNotBooked);
        }
        Capability::Record | Capability::Live => Kind::Dial,
        Capability::Send(kind) => kind,
    };
    if powers.unsupported.contains(&kind) {
        return Err(Refusal::NotOffered);
    }
    if kind == Kind::AddCall && !powers.has_media {
        return Err(Refusal::NoMedia);
    }
    if kind == Kind::Message && !powers.chat_enabled {
        return Err(Refusal::ChatOff);
    }
    if has_target(kind) {
        check_target(kind, powers, target)
    } else {
        Ok(())
    }
}

fn check_target(kind: Kind, powers: &Powers, target: Option<&Participant>) -> Result<(), Refusal> {
    let person = target.ok_or(Refusal::Gone)?;
    match kind {
        Kind::Disconnect if powers.own.as_ref() == Some(&person.id) => Err(Refusal::Yourself),
        Kind::Disconnect => Ok(()),
        Kind::Admit if person.service != Service::WaitingRoom => Err(Refusal::NotWaiting),
        Kind::Admit => Ok(()),
        _ if !person.service.is_in_meeting() => Err(Refusal::NotInMeeting),
        _ => Ok(()),
    }
}

/// Whether it is about somebody. (An ended media call may be of somebody who has left.)
fn has_target(kind: Kind) -> bool {
    match kind {
        Kind::Disconnect
        | Kind::Mute
        | Kind::Unmute
        | Kind::AllowPresentation
        | Kind::DenyPresentation
        | Kind::SpotlightOn
        | Kind::SpotlightOff
        | Kind::Admit
        | Kind::Dtmf
        | Kind::SetRole
        | Kind::Transfer
        | Kind::OverlayText
        | Kind::BlockCamera
        | Kind::AllowCamera
        | Kind::Deafen
        | Kind::Undeafen
        | Kind::Hold
        | Kind::Resume
        | Kind::PinInPicture
        | Kind::UnpinFromPicture
        | Kind::LowerHand
        | Kind::AddCall => true,
        Kind::Lock
        | Kind::Unlock
        | Kind::StartService
        | Kind::MuteGuests
        | Kind::UnmuteGuests
        | Kind::DisconnectAll
        | Kind::Message
        | Kind::Dial
        | Kind::OverrideLayout
        | Kind::LowerAllHands
        | Kind::StartRecording
        | Kind::StopRecording
        | Kind::StartLive
        | Kind::StopLive
        | Kind::EndCall => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> Powers {
        Powers {
            role: Role::Host,
            reachability: Reachability::Reachable,
            own: Some(ParticipantId::new("me")),
            ..Powers::default()
        }
    }

    fn person(id: &str, service: Service) -> Participant {
        Participant {
            service,
            ..Participant::unknown(ParticipantId::new(id))
        }
    }

    #[test]
    fn the_table() {
        let check = |what: Capability,
                     powers: &Powers,
                     target: Option<&Participant>,
                     expect: Result<(), Refusal>| {
            assert_eq!(can(what, powers, target), expect, "{what:?}");
        };
        let here = person("a", Service::Conference);
        let waits = person("b", Service::WaitingRoom);
        let me = person("me", Service::Conference);
        let guest = Powers {
            role: Role::Guest,
            ..host()
        };
        let away = Powers {
            reachability: Reachability::Unreachable,
            ..host()
        };
        let over = Powers {
            reachability: Reachability::Over,
            ..host()
        };
        let quiet = Powers {
            chat_enabled: false,
            ..host()
        };
        let small = Powers {
            unsupported: vec![Kind::SetRole],
            ..host()
        };
        let send = Capability::Send;
        let booked = Powers {
            may_record: true,
            may_live: true,
            ..host()
        };
        for (start, stop, refusal) in [
            (
                Kind::StartRecording,
                Kind::StopRecording,
                Refusal::RecordNotBooked,
            ),
            (Kind::StartLive, Kind::StopLive, Refusal::LiveNotBooked),
        ] {
            check(send(start), &host(), None, Err(refusal));
            check(send(start), &booked, None, Ok(()));
            check(send(stop), &host(), None, Ok(()));
            check(send(stop), &guest, None, Err(Refusal::HostsOnly));
        }
        for kind in [
            Kind::BlockCamera,
            Kind::AllowCamera,
            Kind::Deafen,
            Kind::Undeafen,
            Kind::Hold,
            Kind::Resume,
            Kind::PinInPicture,
            Kind::UnpinFromPicture,
            Kind::LowerHand,
        ] {
            check(send(kind), &host(), Some(&here), Ok(()));
            check(send(kind), &host(), None, Err(Refusal::Gone));
            check(
                send(kind),
                &host(),
                Some(&waits),
                Err(Refusal::NotInMeeting),
            );
            check(send(kind), &guest, Some(&here), Err(Refusal::HostsOnly));
            let lacks_it = Powers {
                unsupported: vec![kind],
                ..host()
            };
            check(send(kind), &lacks_it, Some(&here), Err(Refusal::NotOffered));
        }
        check(send(Kind::LowerAllHands), &host(), None, Ok(()));
        check(send(Kind::Mute), &host(), Some(&here), Ok(()));
        check(
            send(Kind::Mute),
            &host(),
            Some(&waits),
            Err(Refusal::NotInMeeting),
        );
        check(send(Kind::Mute), &host(), None, Err(Refusal::Gone));
        check(
            send(Kind::Mute),
            &guest,
            Some(&here),
            Err(Refusal::HostsOnly),
        );
        check(
            send(Kind::Mute),
            &away,
            Some(&here),
            Err(Refusal::NotConnected),
        );
        check(send(Kind::Mute), &over, Some(&here), Err(Refusal::Over));
        check(send(Kind::Admit), &host(), Some(&waits), Ok(()));
        check(
            send(Kind::Admit),
            &host(),
            Some(&here),
            Err(Refusal::NotWaiting),
        );
        check(send(Kind::Disconnect), &host(), Some(&waits), Ok(()));
        check(
            send(Kind::Disconnect),
            &host(),
            Some(&me),
            Err(Refusal::Yourself),
        );
        let demo = Powers {
            has_media: false,
            ..host()
        };
        check(send(Kind::AddCall), &host(), Some(&here), Ok(()));
        check(
            send(Kind::AddCall),
            &demo,
            Some(&here),
            Err(Refusal::NoMedia),
        );
        check(send(Kind::Mute), &demo, Some(&here), Ok(()));
        check(send(Kind::Message), &guest, None, Ok(()));
        check(send(Kind::Message), &quiet, None, Err(Refusal::ChatOff));
        check(
            send(Kind::SetRole),
            &small,
            Some(&here),
            Err(Refusal::NotOffered),
        );
        check(send(Kind::Lock), &host(), None, Ok(()));
        check(
            Capability::Record,
            &host(),
            None,
            Err(Refusal::RecordNotBooked),
        );
        check(
            Capability::Live,
            &Powers {
                may_live: true,
                ..host()
            },
            None,
            Ok(()),
        );
    }
}
