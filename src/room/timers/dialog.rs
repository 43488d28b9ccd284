//! How long somebody may speak, or until when.

use conference::{talk_minutes, time_of_day};
use leptos::prelude::*;

use super::{TalkButtons, time};
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Button, Dialog, FieldKind, Look, ShowIf, TextField},
};

/// The dialog "Talk timer".
#[component]
pub fn TalkTimerDialog() -> impl IntoView {
    let (timers, locale) = (use_meeting().timers, use_locale());
    let open = timers.is_open;
    view! {
        <Dialog open=open title=td_string!(locale, timers.talk) on_close=move || open.set(false)>
            <TimerForm />
        </Dialog>
    }
}

#[component]
fn TimerForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let timers = meeting.timers;
    let is_running = Memo::new(move |_| timers.talk().with(Option::is_some));
    let ends_ms = move || {
        let (hours, minutes) = timers.until.with(|typed| time_of_day(typed))?;
        Some(time::next_time_of_day(meeting.now_ms.get(), hours, minutes))
    };
    let hint = Signal::derive(move || {
        let words = match ends_ms() {
            Some(ends_ms) => {
                let left = time::span(ends_ms.saturating_sub(meeting.now_ms.get()));
                td_string!(locale, timers.until_in, time = left)
            }
            None => td_string!(locale, timers.until_hint).to_owned(),
        };
        Some(words)
    });
    let refusal = Signal::derive(move || {
        let is_known =
            ends_ms().is_some() || timers.minutes.with(|typed| talk_minutes(typed).is_some());
        (!is_known).then(|| td_string!(locale, timers.need_minutes).to_owned())
    });
    // An empty field needs no rebuke.
    let error = Signal::derive(move || {
        let is_typed = timers.minutes.with(|typed| !typed.trim().is_empty());
        refusal.get().filter(|_| is_typed)
    });
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <ShowIf when=is_running>
                <div class="talk-buttons">
                    <TalkButtons />
                </div>
            </ShowIf>
            <TextField
                label=td_string!(locale, timers.minutes)
                value=timers.minutes
                kind=FieldKind::Count { min: 1, max: 600 }
                error
                autofocus=true
            />
            <TextField
                label=td_string!(locale, timers.until)
                value=timers.until
                kind=FieldKind::TimeOfDay
                hint=hint
            />
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.close)
                    look=Look::Quiet
                    on_press=move || timers.is_open.set(false)
                />
                <Button
                    label=td_string!(locale, timers.start)
                    look=Look::Primary
                    refusal=refusal
                    submit=true
                    on_press=move || timers.start(untrack(ends_ms))
                />
            </div>
        </form>
    }
    .into_any()
}
