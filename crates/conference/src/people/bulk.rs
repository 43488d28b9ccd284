//! What is done to many people at once: whom it applies to, what is sent for it, and why nothing is.

use crate::{Command, Kind, Participant, ParticipantId, Powers, Refusal, Role, Service, can};
use thiserror::Error;

/// Something that can be done to many people, one request each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAction {
    /// Mute.
    Mute,
    /// Let speak.
    Unmute,
    /// Admit from the waiting room.
    Admit,
    /// Put into the spotlight.
    Spotlight,
    /// Take out of the spotlight.
    SpotlightOff,
    /// Let receive the presentation.
    AllowPresentation,
    /// Let receive the presentation no more.
    BlockPresentation,
    /// Make hosts of guests.
    MakeHost,
    /// Make guests of hosts.
    MakeGuest,
    /// Send away from the waiting room.
    Refuse,
    /// Remove from the meeting.
    Remove,
}

impl BulkAction {
    /// All actions, in the order shown.
    pub const ALL: [Self; 11] = [
        Self::Mute,
        Self::Unmute,
        Self::Admit,
        Self::Spotlight,
        Self::SpotlightOff,
        Self::AllowPresentation,
        Self::BlockPresentation,
        Self::MakeHost,
        Self::MakeGuest,
        Self::Refuse,
        Self::Remove,
    ];

    /// Returns the kind of the commands.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Mute => Kind::Mute,
            Self::Unmute => Kind::Unmute,
            Self::Admit => Kind::Admit,
            Self::Spotlight => Kind::SpotlightOn,
            Self::SpotlightOff => Kind::SpotlightOff,
            Self::AllowPresentation => Kind::AllowPresentation,
            Self::BlockPresentation => Kind::DenyPresentation,
            Self::MakeHost | Self::MakeGuest => Kind::SetRole,
            Self::Refuse | Self::Remove => Kind::Disconnect,
        }
    }

    /// Returns the command for one person.
    pub const fn command(self, id: ParticipantId) -> Command {
        match self {
            Self::Mute => Command::Mute(id),
            Self::Unmute => Command::Unmute(id),
            Self::Admit => Command::Admit(id),
            Self::Spotlight => Command::SpotlightOn(id),
            Self::SpotlightOff => Command::SpotlightOff(id),
            Self::AllowPresentation => Command::AllowPresentation(id),
            Self::BlockPresentation => Command::DenyPresentation(id),
            Self::MakeHost => Command::SetRole(id, Role::Host),
            Self::MakeGuest => Command::SetRole(id, Role::Guest),
            Self::Refuse | Self::Remove => Command::Disconnect(id),
        }
    }

    /// Returns whether it may be done to `person`, and isn't so already.
    fn applies_to(self, person: &Participant, powers: &Powers) -> bool {
        let is_so = match self {
            Self::Mute => person.muted,
            Self::Unmute => !person.muted,
            Self::Spotlight => person.spotlight.is_some(),
            Self::SpotlightOff => person.spotlight.is_none(),
            Self::AllowPresentation => person.rx_presentation,
            Self::BlockPresentation => !person.rx_presentation,
            Self::MakeHost => person.role == Role::Host,
            // Whoever selects everybody doesn't mean to give the meeting away.
            Self::MakeGuest => {
                person.role == Role::Guest || powers.own.as_ref() == Some(&person.id)
            }
            Self::Refuse => person.service != Service::WaitingRoom,
            Self::Admit | Self::Remove => false,
        };
        !is_so && can(self.kind(), powers, Some(person)).is_ok()
    }
}

/// Why an action applies to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BulkRefusal {
    /// It may not be done.
    #[error(transparent)]
    NotAllowed(#[from] Refusal),
    /// It is so already for everybody.
    #[error("nobody whom it would change anything for")]
    NothingToDo,
}

/// Returns those of `ids` to whom `action` applies, in their order. `person_of` is `None` for who has left.
pub fn bulk_targets<'i, 'p>(
    action: BulkAction,
    ids: impl IntoIterator<Item = &'i ParticipantId>,
    powers: &Powers,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> impl Iterator<Item = &'i ParticipantId> {
    ids.into_iter()
        .filter(move |id| person_of(id).is_some_and(|person| action.applies_to(person, powers)))
}

/// Returns what to send to do `action` to all of `ids` to whom it applies, one command each, to be queued in this order.
pub fn bulk_commands<'i, 'p>(
    action: BulkAction,
    ids: impl IntoIterator<Item = &'i ParticipantId>,
    powers: &Powers,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> Vec<Command> {
    bulk_targets(action, ids, powers, person_of)
        .map(|id| action.command(id.clone()))
        .collect()
}

/// Returns why `action` applies to none of `ids`; `None` where it does to somebody. The first of them says why it isn't allowed.
pub fn bulk_refusal<'i, 'p>(
    action: BulkAction,
    ids: impl IntoIterator<Item = &'i ParticipantId>,
    powers: &Powers,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> Option<BulkRefusal> {
    let mut ids = ids.into_iter().peekable();
    let first = ids.peek().and_then(|id| person_of(id));
    if bulk_targets(action, ids, powers, person_of)
        .next()
        .is_some()
    {
        return None;
    }
    Some(match can(action.kind(), powers, first) {
        Err(refusal) => refusal.into(),
        Ok(()) => BulkRefusal::NothingToDo,
    })
}

/// Returns what to send to admit everybody who waits and isn't being admitted or refused already, to be queued in this order.
pub fn admit_all_commands<'p>(
    waiting: &[ParticipantId],
    powers: &Powers,
    is_pending: impl Fn(&ParticipantId) -> bool,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> Vec<Command> {
    let free = waiting.iter().filter(|id| !is_pending(id));
    bulk_commands(BulkAction::Admit, free, powers, person_of)
}

/// Returns why nobody may be admitted, judged by who waits longest.
pub fn admit_all_refusal<'p>(
    waiting: &[ParticipantId],
    powers: &Powers,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> Option<Refusal> {
    let first = waiting.first()?;
    can(Kind::Admit, powers, person_of(first)).err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IdMap, Reachability};

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    fn powers() -> Powers {
        Powers {
            role: Role::Host,
            reachability: Reachability::Reachable,
            own: Some(ParticipantId::new("me")),
            ..Powers::default()
        }
    }

    fn offline() -> Powers {
        Powers {
            reachability: Reachability::Unreachable,
            ..powers()
        }
    }

    fn people() -> IdMap<Participant> {
        let here = |id: &str| Participant::unknown(ParticipantId::new(id));
        let all = [
            Participant {
                role: Role::Host,
                ..here("me")
            },
            here("a"),
            Participant {
                muted: true,
                rx_presentation: false,
                ..here("m")
            },
            Participant {
                spotlight: Some(1.0),
                ..here("s")
            },
            Participant {
                service: Service::WaitingRoom,
                ..here("w")
            },
            Participant {
                service: Service::WaitingRoom,
                ..here("x")
            },
        ];
        all.map(|person| (person.id.clone(), person))
            .into_iter()
            .collect()
    }

    #[test]
    fn applies_to_whom_it_changes_something_for() {
        let people = people();
        let check = |action: BulkAction, expect: &str| {
            let asked = ids("x gone w s m a me");
            let found = bulk_commands(action, &asked, &powers(), |id| people.get(id));
            let expect = ids(expect).into_iter().map(|id| action.command(id));
            assert_eq!(found, expect.collect::<Vec<_>>(), "{action:?}");
            assert!(found.iter().all(|command| command.kind() == action.kind()));
        };
        check(BulkAction::Mute, "s a me");
        check(BulkAction::Unmute, "m");
        check(BulkAction::Admit, "x w");
        check(BulkAction::Spotlight, "m a me");
        check(BulkAction::SpotlightOff, "s");
        check(BulkAction::AllowPresentation, "m");
        check(BulkAction::BlockPresentation, "s a me");
        check(BulkAction::MakeHost, "s m a");
        check(BulkAction::MakeGuest, "");
        check(BulkAction::Refuse, "x w");
        check(BulkAction::Remove, "x w s m a");
    }

    #[test]
    fn says_why_it_applies_to_nobody() {
        let people = people();
        let check = |action: BulkAction, asked: &str, powers: Powers, expect| {
            let found = bulk_refusal(action, &ids(asked), &powers, |id| people.get(id));
            assert_eq!(found, expect, "{action:?} {asked}");
        };
        let not_allowed = |refusal: Refusal| Some(BulkRefusal::NotAllowed(refusal));
        check(BulkAction::Mute, "m a", powers(), None);
        check(
            BulkAction::Mute,
            "m",
            powers(),
            Some(BulkRefusal::NothingToDo),
        );
        check(
            BulkAction::Mute,
            "w",
            powers(),
            not_allowed(Refusal::NotInMeeting),
        );
        check(
            BulkAction::Mute,
            "a",
            offline(),
            not_allowed(Refusal::NotConnected),
        );
        check(BulkAction::Mute, "", powers(), not_allowed(Refusal::Gone));
        check(
            BulkAction::Remove,
            "me",
            powers(),
            not_allowed(Refusal::Yourself),
        );
        check(
            BulkAction::Remove,
            "gone",
            powers(),
            not_allowed(Refusal::Gone),
        );
    }

    #[test]
    fn admits_everybody_who_waits() {
        let people = people();
        let check = |waiting: &str, pending: &str, powers: Powers, expect: &str, refusal| {
            let (waiting, pending) = (ids(waiting), ids(pending));
            let is_pending = |id: &ParticipantId| pending.contains(id);
            let found = admit_all_commands(&waiting, &powers, is_pending, |id| people.get(id));
            let expect = ids(expect).into_iter().map(Command::Admit);
            assert_eq!(found, expect.collect::<Vec<_>>());
            let why = admit_all_refusal(&waiting, &powers, |id| people.get(id));
            assert_eq!(why, refusal);
        };
        check("w x", "", powers(), "w x", None);
        check("w x", "w", powers(), "x", None);
        check("", "", powers(), "", None);
        check("w gone", "", powers(), "w", None);
        check("w", "", offline(), "", Some(Refusal::NotConnected));
    }
}
