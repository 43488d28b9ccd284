//! The talk timer: until the meeting is over, through changes of language and of the connection.

use conference::{TalkTimer, TimerWarning, talk_minutes};
use leptos::prelude::*;

/// Minutes that are offered first.
const USUAL_MINUTES: &str = "5";

/// The talk timer, and what is typed for the next one. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Timers {
    talk: RwSignal<Option<TalkTimer>>,
    now_ms: ReadSignal<u64>,
    /// It is shown large.
    pub is_large: RwSignal<bool>,
    /// Its dialog is open.
    pub is_open: RwSignal<bool>,
    /// How many minutes, as typed.
    pub minutes: RwSignal<String>,
    /// Instead of them: until when, as typed.
    pub until: RwSignal<String>,
}

impl Timers {
    pub(super) fn new(now_ms: ReadSignal<u64>) -> Self {
        Self {
            talk: RwSignal::default(),
            now_ms,
            is_large: RwSignal::default(),
            is_open: RwSignal::default(),
            minutes: RwSignal::new(USUAL_MINUTES.into()),
            until: RwSignal::default(),
        }
    }

    /// The time to talk that was given, if one was.
    pub fn talk(self) -> ReadSignal<Option<TalkTimer>> {
        self.talk.read_only()
    }

    /// Returns what has to be said of it; follows it and the clock.
    pub fn warning(self) -> TimerWarning {
        let timer = self.talk.get();
        timer.map_or(TimerWarning::None, |timer| timer.warning(self.now_ms.get()))
    }

    /// Starts what is typed, in place of what there is. `ends_ms`, since 1970, is the hour that was typed; it goes before the minutes.
    pub fn start(self, ends_ms: Option<u64>) {
        let now_ms = self.now_ms.get_untracked();
        let of_minutes = || {
            let minutes = self.minutes.with_untracked(|typed| talk_minutes(typed));
            minutes.map(|minutes| TalkTimer::of_minutes(minutes, now_ms))
        };
        let timer = ends_ms.map(|ends_ms| TalkTimer::until(ends_ms, now_ms));
        if let Some(timer) = timer.or_else(of_minutes) {
            self.talk.set(Some(timer));
            self.until.set(String::new());
            self.is_open.set(false);
        }
    }

    /// Does something to it, at this moment.
    pub fn change(self, gesture: fn(&mut TalkTimer, u64)) {
        let now_ms = self.now_ms.get_untracked();
        self.talk.update(|timer| {
            if let Some(timer) = timer {
                gesture(timer, now_ms);
            }
        });
    }

    /// Takes it off the page.
    pub fn stop(self) {
        self.talk.set(None);
        self.is_large.set(false);
    }

    pub(super) fn clear(self) {
        self.stop();
        self.is_open.set(false);
        self.minutes.set(USUAL_MINUTES.into());
        self.until.set(String::new());
    }
}
