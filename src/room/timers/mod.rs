//! The talk timer: how long somebody may still speak, small beside the meeting's time or large across the room.

mod dialog;

use conference::{TalkTimer, TimerWarning};
use leptos::prelude::*;

use super::time;
use crate::{
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, ShowIf},
};
pub use dialog::TalkTimerDialog;

/// Beside the meeting's time: the button that opens the dialog, and the time while it is shown small.
#[component]
pub fn TalkTimerFacts() -> impl IntoView {
    let (timers, locale) = (use_meeting().timers, use_locale());
    let is_small =
        Memo::new(move |_| timers.talk().with(Option::is_some) && !timers.is_large.get());
    view! {
        <ShowIf when=config::is_on(Feature::Timers)>
            <Button
                label=td_string!(locale, timers.talk)
                icon=Icon::Timer
                icon_only=true
                look=Look::Quiet
                on_press=move || timers.is_open.set(true)
            />
        </ShowIf>
        <ShowIf when=is_small>
            <TalkTime />
        </ShowIf>
    }
}

/// Across the room, while that is asked for: the time for whoever stands far from the screen, and what may be done with it.
#[component]
pub fn LargeTalkTime() -> impl IntoView {
    let (timers, locale) = (use_meeting().timers, use_locale());
    let is_shown = Memo::new(move |_| timers.talk().with(Option::is_some) && timers.is_large.get());
    view! {
        <ShowIf when=is_shown>
            <section
                class="talk-large"
                role="region"
                aria-label=td_string!(locale, timers.talk)
                data-warning=warning_word(use_meeting())
            >
                <TalkTime />
                <div class="talk-buttons">
                    <TalkButtons />
                </div>
            </section>
        </ShowIf>
    }
}

/// The time that is left. Nobody is told each second; that it is nearly over and that it is over is said once.
#[component]
fn TalkTime() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let digits = Signal::derive(move || {
        let timer = meeting.timers.talk().get();
        timer.map_or_else(String::new, |timer| digits(&timer, meeting.now_ms.get()))
    });
    let warning = Memo::new(move |_| meeting.timers.warning());
    let is_paused = Memo::new(move |_| {
        let timer = meeting.timers.talk().get();
        timer.is_some_and(|timer| timer.is_paused())
    });
    let word = Signal::derive(move || match (is_paused.get(), warning.get()) {
        (true, _) => td_string!(locale, timers.paused),
        (false, warning) => talk_warning(locale, warning),
    });
    let announced = Signal::derive(move || talk_warning(locale, warning.get()));
    view! {
        <p
            class="talk-time"
            role="timer"
            aria-live="off"
            aria-label=td_string!(locale, timers.talk_time)
            data-warning=warning_word(meeting)
        >
            <span class="talk-digits" prop:textContent=digits></span>
            <span class="talk-word" prop:textContent=word></span>
        </p>
        <p class="visually-hidden" role="status" prop:textContent=announced></p>
    }
}

fn warning_word(meeting: Meeting) -> Signal<&'static str> {
    Signal::derive(move || meeting.timers.warning().as_str())
}

/// Returns what is said of the time that is left; empty while nothing has to be said.
pub fn talk_warning(locale: Locale, warning: TimerWarning) -> &'static str {
    match warning {
        TimerWarning::None => "",
        TimerWarning::Soon => td_string!(locale, timers.soon),
        TimerWarning::Over => td_string!(locale, timers.over),
    }
}

fn digits(timer: &TalkTimer, now_ms: u64) -> String {
    let span = time::span(timer.shown_ms(now_ms));
    if timer.left_ms(now_ms) < 0 {
        ["+", &*span].concat()
    } else {
        span
    }
}

/// What may be done with the time that was given.
#[component]
fn TalkButtons() -> impl IntoView {
    let (timers, locale) = (use_meeting().timers, use_locale());
    let timer = timers.talk();
    let is =
        move |read: fn(&TalkTimer) -> bool| timer.with(|timer| timer.as_ref().is_some_and(read));
    let pause = Signal::derive(move || {
        let words = if is(TalkTimer::is_paused) {
            td_string!(locale, timers.resume)
        } else {
            td_string!(locale, timers.pause)
        };
        words.to_owned()
    });
    let size = Signal::derive(move || {
        let words = if timers.is_large.get() {
            td_string!(locale, timers.small)
        } else {
            td_string!(locale, timers.large)
        };
        words.to_owned()
    });
    let no_restart = Signal::derive(move || {
        (!is(TalkTimer::can_restart)).then(|| td_string!(locale, timers.no_restart).to_owned())
    });
    view! {
        <Button
            label=td_string!(locale, timers.minute_more)
            each_press=true
            on_press=move || timers.change(TalkTimer::add_minute)
        />
        <Button label=pause on_press=move || timers.change(TalkTimer::toggle_pause) />
        <Button
            label=td_string!(locale, timers.restart)
            refusal=no_restart
            on_press=move || timers.change(TalkTimer::restart)
        />
        <Button
            label=size
            on_press=move || {
                timers.is_open.set(false);
                timers.is_large.update(|is_large| *is_large = !*is_large);
            }
        />
        <Button label=td_string!(locale, timers.stop) on_press=move || timers.stop() />
    }
}
