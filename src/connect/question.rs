//! What a server asks before it lets a host in: a PIN, or which of several meetings.

use std::sync::Arc;

use leptos::{prelude::*, text_prop::TextProp};

use super::{Answer, Question, form::alert};
use crate::{
    i18n::{t, t_string, use_i18n},
    ui::{
        Button, Dialog, Kind, Look, TextField,
        dialog::DialogProps,
        el::{El, div, el, flag, view_of},
    },
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
    let cancel = Callback::new(move |()| on_answer.run(Answer::Cancel));
    let pin: ChildrenFn = Arc::new(move || pin(question, busy, on_answer));
    let extension: ChildrenFn = Arc::new(move || extension(question, busy, on_answer));
    let dialog = |open: Signal<bool>, title: TextProp, children: ChildrenFn| {
        Dialog(DialogProps {
            open,
            title,
            on_close: cancel,
            children,
        })
        .into_any()
    };
    div("dialogs")
        .view(dialog(
            flag(asks_pin),
            t!(i18n, connect.pin_title).into(),
            pin,
        ))
        .view(dialog(
            flag(asks_extension),
            t!(i18n, connect.extension_title).into(),
            extension,
        ))
        .any()
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
    view_of(move || said().map_or_else(|| ().into_any(), alert))
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
    let lead = move || {
        if guest_is_free.get() {
            t_string!(i18n, connect.pin_lead_guest)
        } else {
            t_string!(i18n, connect.pin_lead)
        }
    };
    let field = view! {
        <TextField label=t!(i18n, connect.pin) value=value kind=Kind::Pin error=error autofocus=true />
    };
    let guest =
        view! { <Button label=t!(i18n, connect.join_as_guest) on_press=as_guest pending=busy /> };
    let host = view! {
        <Button label=t!(i18n, connect.join_as_host) on_press=as_host look=Look::Primary pending=busy submit=true />
    };
    let foot = div("dialog-foot")
        .view(cancel(on_answer))
        .view(guest.into_any())
        .view(host.into_any());
    dialog_form(lead, field.into_any(), problem(question), foot)
}

/// Enter presses the form's own button; nothing is ever sent by the browser.
fn dialog_form(
    lead: impl Fn() -> &'static str + 'static,
    field: AnyView,
    problem: AnyView,
    foot: El,
) -> AnyView {
    el("form")
        .class("dialog-form")
        .attr("novalidate", "")
        .on("submit", |event| event.prevent_default())
        .child(el("p").class("dialog-lead").say(lead))
        .view(field)
        .view(problem)
        .child(foot)
        .any()
}

fn cancel(on_answer: Callback<Answer>) -> AnyView {
    let i18n = use_i18n();
    let cancel = move |()| on_answer.run(Answer::Cancel);
    view! { <Button label=t!(i18n, ui.cancel) on_press=cancel look=Look::Quiet /> }.into_any()
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
    let field = view! {
        <TextField label=t!(i18n, connect.extension) value=value kind=Kind::Number error=error autofocus=true />
    };
    let on = view! {
        <Button label=t!(i18n, connect.continue_on) on_press=go look=Look::Primary pending=busy submit=true />
    };
    let foot = div("dialog-foot")
        .view(cancel(on_answer))
        .view(on.into_any());
    dialog_form(
        t!(i18n, connect.extension_lead),
        field.into_any(),
        problem(question),
        foot,
    )
}
