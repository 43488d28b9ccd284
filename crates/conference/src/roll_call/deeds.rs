//! What a roll call has done to people, to be undone when their turn is over: nothing else is.

use super::RollCallView;
use crate::{Command, CommandFate, CommandId, Kind, Participant, ParticipantId, can};

/// What is done to whoever is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// They are seen.
    Spotlight,
    /// They are heard.
    Voice,
}

impl Turn {
    pub const ALL: [Self; 2] = [Self::Spotlight, Self::Voice];

    /// Whether it is so already.
    pub const fn is_so(self, person: &Participant) -> bool {
        match self {
            Self::Spotlight => person.spotlight.is_some(),
            Self::Voice => !person.muted,
        }
    }

    pub const fn kind(self) -> Kind {
        match self {
            Self::Spotlight => Kind::SpotlightOn,
            Self::Voice => Kind::Unmute,
        }
    }

    pub const fn begin(self, id: ParticipantId) -> Command {
        match self {
            Self::Spotlight => Command::SpotlightOn(id),
            Self::Voice => Command::Unmute(id),
        }
    }

    const fn end(self, id: ParticipantId) -> Command {
        match self {
            Self::Spotlight => Command::SpotlightOff(id),
            Self::Voice => Command::Mute(id),
        }
    }
}

/// How far something that was done has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Sent; without a number for as long as the sender hasn't told it.
    Beginning(Option<CommandId>),
    /// It is done. Whether the list has shown it: that is drawn after the answer comes.
    Begun { is_shown: bool },
    /// Its end is sent.
    Ending(Option<CommandId>),
    /// Its end failed.
    Stuck,
    /// It is undone, and the list doesn't show it yet.
    Ended,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Deed {
    id: ParticipantId,
    turn: Turn,
    stage: Stage,
}

/// All that was done and isn't undone yet, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Deeds(Vec<Deed>);

impl Deeds {
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|deed| deed.stage == Stage::Ended)
    }

    /// Whether this is done to somebody, or is on the way.
    pub fn has(&self, id: &ParticipantId, turn: Turn) -> bool {
        let is_it = |deed: &Deed| deed.turn == turn && deed.id == *id;
        self.0.iter().any(is_it)
    }

    /// Whether it is being undone to somebody.
    pub fn is_ending(&self, id: &ParticipantId, turn: Turn) -> bool {
        let is_it = |deed: &Deed| {
            deed.turn == turn
                && deed.id == *id
                && matches!(deed.stage, Stage::Ending(_) | Stage::Stuck | Stage::Ended)
        };
        self.0.iter().any(is_it)
    }

    /// Whether somebody else may still be heard because of it.
    pub fn lets_another_speak(&self, id: &ParticipantId) -> bool {
        let is_another =
            |deed: &Deed| deed.turn == Turn::Voice && deed.id != *id && deed.stage != Stage::Ended;
        self.0.iter().any(is_another)
    }

    /// Notes that something is sent.
    pub fn begin(&mut self, id: ParticipantId, turn: Turn) {
        self.0.push(Deed {
            id,
            turn,
            stage: Stage::Beginning(None),
        });
    }

    /// Notes the numbers of what was sent, in the order in which it was asked for: what ends, then what begins, each as they stand here.
    pub fn sent(&mut self, numbers: impl IntoIterator<Item = CommandId>) {
        let mut numbers = numbers.into_iter();
        for is_ending in [true, false] {
            for deed in &mut self.0 {
                match &mut deed.stage {
                    Stage::Ending(number @ None) if is_ending => *number = numbers.next(),
                    Stage::Beginning(number @ None) if !is_ending => *number = numbers.next(),
                    _ => {}
                }
            }
        }
    }

    /// Takes in what became of what was sent. Returns whom something couldn't be undone for.
    pub fn take_fates(&mut self, view: &RollCallView<'_>) -> Option<ParticipantId> {
        let mut stuck = None;
        self.0.retain_mut(|deed| {
            let person = (view.person_of)(&deed.id);
            let is_so = person.is_some_and(|person| deed.turn.is_so(person));
            let (number, begins) = match &mut deed.stage {
                Stage::Beginning(Some(number)) => (*number, true),
                Stage::Ending(Some(number)) => (*number, false),
                Stage::Begun { is_shown } => {
                    *is_shown |= is_so;
                    return true;
                }
                Stage::Ended => return is_so,
                Stage::Beginning(None) | Stage::Ending(None) | Stage::Stuck => return true,
            };
            match (view.fate_of)(number) {
                CommandFate::Pending => true,
                CommandFate::Confirmed if begins => {
                    deed.stage = Stage::Begun { is_shown: is_so };
                    true
                }
                CommandFate::Confirmed => {
                    deed.stage = Stage::Ended;
                    is_so
                }
                // While nothing is heard nobody knows whether it was done: the end looks again.
                CommandFate::Failed | CommandFate::Contradicted if begins => {
                    deed.stage = Stage::Begun { is_shown: true };
                    is_so || !view.is_live
                }
                CommandFate::Failed | CommandFate::Contradicted => {
                    deed.stage = Stage::Stuck;
                    let remains = is_so || !view.is_live;
                    if remains && stuck.is_none() {
                        stuck = Some(deed.id.clone());
                    }
                    remains
                }
            }
        });
        stuck
    }

    /// Lets what couldn't be undone be tried once more.
    pub fn unstick(&mut self) {
        for deed in &mut self.0 {
            if deed.stage == Stage::Stuck {
                deed.stage = Stage::Begun { is_shown: true };
            }
        }
    }

    /// Asks for the end of what was begun for anybody but `called`. What has ended by itself is forgotten. Returns whom it may not be
    /// asked for.
    pub fn end_others(
        &mut self,
        called: Option<&ParticipantId>,
        view: &RollCallView<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<ParticipantId> {
        let mut stuck = None;
        self.0.retain_mut(|deed| {
            let Stage::Begun { is_shown } = deed.stage else {
                return true;
            };
            if called == Some(&deed.id) {
                return true;
            }
            let is_left = |person: &&Participant| !is_shown || deed.turn.is_so(person);
            let person = (view.person_of)(&deed.id).filter(is_left);
            let Some(person) = person else {
                return false;
            };
            let command = deed.turn.end(deed.id.clone());
            if can(command.kind(), view.powers, Some(person)).is_ok() {
                deed.stage = Stage::Ending(None);
                commands.push(command);
            } else {
                deed.stage = Stage::Stuck;
                stuck = Some(deed.id.clone());
            }
            true
        });
        stuck
    }
}
