//! How the room's state gets here: what the doctor shows.

use leptos::prelude::*;
use owt::{Hearing, List, ListeningCounts, Outcome, WhyOut};

use super::Live;
use crate::{browser::clock, owt_panel::client::Trouble};

/// How it went with reading lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reads {
    /// How many lists were asked for.
    pub asked: u32,
    /// How many of them weren't had.
    pub failed: u32,
    /// How many were as the last time.
    pub same: u32,
    /// How it went with each list the last time; `None` = it wasn't had yet.
    pub last: [Option<Result<(), Trouble>>; List::ALL.len()],
}

impl Reads {
    /// Takes how it went with a list.
    pub(super) fn count(&mut self, list: List, outcome: Outcome, trouble: Option<Trouble>) {
        let number = match outcome {
            Outcome::Same => Some(&mut self.same),
            Outcome::Failed { .. } => Some(&mut self.failed),
            Outcome::Changed => None,
        };
        if let Some(number) = number {
            *number = number.saturating_add(1);
        }
        for (one, last) in List::ALL.iter().zip(&mut self.last) {
            if *one == list {
                *last = Some(trouble.clone().map_or(Ok(()), Err));
            }
        }
    }
}

/// How the room's state gets here, at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// How far the panel is in the room.
    pub hearing: Hearing,
    /// Why it isn't, and in how many ms that is tried again.
    pub out: Option<(WhyOut, Option<u64>)>,
    /// How it went with the portal.
    pub counts: ListeningCounts,
    /// How it went with lists.
    pub reads: Reads,
    /// How many of them failed one after another until now.
    pub failures: u32,
    /// How long ago a list was had, ms; `None` = none was yet.
    pub age_ms: Option<u64>,
}

impl Live {
    /// Returns how the room's state gets here now; `None` = no room is watched. Not followed.
    pub fn health(self) -> Option<Health> {
        let now = clock::now();
        let read_ms = self.read_ms().get_untracked();
        self.change(|watch| {
            let listening = &watch.portal.listening;
            let wait = || Some(listening.wake_at_ms()?.saturating_sub(now.mono_ms));
            Health {
                hearing: listening.hearing(),
                out: listening.why_out().map(|why| (why, wait())),
                counts: listening.counts(),
                reads: watch.reads.clone(),
                failures: watch.polling.failures(),
                age_ms: (read_ms > 0).then(|| now.wall_ms.saturating_sub(read_ms)),
            }
        })
    }
}
