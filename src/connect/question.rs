//! What a server asks before it lets a host in: a PIN, or which of several meetings.

use leptos::prelude::*;

use super::{Answer, Question, form::alert};
use crate::{
    i18n::{t, t_string, use_i18n},
    ui::{Button, Dialog, Kind, Look, TextField},
};

/// Both dialogs; the one that is asked for is open.
pub(super) fn dialogs(
    question: Signal<Option<Question>>,
    busy: Signal<bool>,
    on_answer: Callback<Answer>,
) -> AnyView {
    let i18n = use_i18n();
    let asks_pin = move || question.with(|question| matches!(question, Some(Question::Pin { .. })));
    let asks_extension =
        move || question.with(|question| matches!(question, Some(Question::Extension { .. })));
    let cancel = move |()| on_answer.run(Answer::Cancel);
    view! {
        <Dialog open=Signal::derive(asks_pin) title=t!(i18n, connect.pin_title) on_close=cancel>
            {pin(question, busy, on_answer)}
        </Dialog>
        <Dialog open=Signal::derive(asks_extension) title=t!(i18n, connect.extension_title) on_close=cancel>
            {extension(question, busy, on_answer)}
        </Dialog>
    }
    .into_any()
}

/// The server's word on the last answer.
fn problem(question: Signal<Option<Question>>) -> AnyView {
    let said = move || {
        question.with(|question| match question {
            Some(Question::Pin { problem, .. } | Question::Extension { problem }) => {
                problem.clone()
            }
            None => None,
        })
    };
    (move || said().map(alert)).into_any()
}

fn pin(
    question: Signal<Option<Question>>,
    busy: Signal<bool>,
    on_answer: Callback<Answer>,
) -> AnyView {
    let i18n = use_i18n();
    let value = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let guest_is_free = Memo::new(move |_| {
        question.with(|question| {
            matches!(
                question,
                Some(Question::Pin {
                    guest_without_pin: true,
                    ..
                })
            )
        })
    });
    let error = Signal::derive(move || {
        (empty.get() && value.with(String::is_empty))
            .then(|| t_string!(i18n, connect.need_pin).to_owned())
    });
    let typed = move || value.try_get_untracked().filter(|pin| !pin.is_empty());
    let as_host = move |()| match typed() {
        Some(pin) => on_answer.run(Answer::PinAsHost(pin)),
        None => {
            empty.try_set(true);
        }
    };
    let as_guest = move |()| match (
        typed(),
        guest_is_free.try_get_untracked().unwrap_or_default(),
    ) {
        (_, true) => on_answer.run(Answer::PinAsGuest(None)),
        (Some(pin), false) => on_answer.run(Answer::PinAsGuest(Some(pin))),
        (None, false) => {
            empty.try_set(true);
        }
    };
    let enter = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
    };
    let lead = move || {
        if guest_is_free.get() {
            t_string!(i18n, connect.pin_lead_guest)
        } else {
            t_string!(i18n, connect.pin_lead)
        }
    };
    view! {
        <form class="dialog-form" novalidate=true on:submit=enter>
            <p class="dialog-lead">{lead}</p>
            <TextField label=t!(i18n, connect.pin) value=value kind=Kind::Pin error=error autofocus=true />
            {problem(question)}
            <div class="dialog-foot">
                <Button label=t!(i18n, ui.cancel) on_press=move |()| on_answer.run(Answer::Cancel) look=Look::Quiet />
                <Button label=t!(i18n, connect.join_as_guest) on_press=as_guest pending=busy />
                <Button
                    label=t!(i18n, connect.join_as_host)
                    on_press=as_host
                    look=Look::Primary
                    pending=busy
                    submit=true
                />
            </div>
        </form>
    }
    .into_any()
}

fn extension(
    question: Signal<Option<Question>>,
    busy: Signal<bool>,
    on_answer: Callback<Answer>,
) -> AnyView {
    let i18n = use_i18n();
    let value = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let error = Signal::derive(move || {
        (empty.get() && value.with(|text| text.trim().is_empty()))
            .then(|| t_string!(i18n, connect.need_extension).to_owned())
    });
    let go = move |()| {
        let typed = value
            .try_get_untracked()
            .unwrap_or_default()
            .trim()
            .to_owned();
        if typed.is_empty() {
            empty.try_set(true);
        } else {
            on_answer.run(Answer::Extension(typed));
        }
    };
    let enter = move |event: web_sys::SubmitEvent| event.prevent_default();
    view! {
        <form class="dialog-form" novalidate=true on:submit=enter>
            <p class="dialog-lead">{t!(i18n, connect.extension_lead)}</p>
            <TextField label=t!(i18n, connect.extension) value=value kind=Kind::Number error=error autofocus=true />
            {problem(question)}
            <div class="dialog-foot">
                <Button label=t!(i18n, ui.cancel) on_press=move |()| on_answer.run(Answer::Cancel) look=Look::Quiet />
                <Button
                    label=t!(i18n, connect.continue_on)
                    on_press=go
                    look=Look::Primary
                    pending=busy
                    submit=true
                />
            </div>
        </form>
    }
    .into_any()
}
