//! What a server asks before it lets a host in: a PIN, or which of several meetings.

use leptos::prelude::*;
use session::{Answer, Question};
use wire::Pin;

use super::Alert;
use crate::{
    i18n::{td_string, use_locale},
    state::{SignInForm, SignInState, use_meeting},
    ui::{Button, Dialog, FieldKind, Look, TextField},
};

/// Both dialogs; the one that is asked for is open.
#[component]
pub fn QuestionDialogs() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let question = expect_context::<SignInState>().question();
    let asks_pin =
        Memo::new(move |_| question.with(|asked| matches!(asked, Some(Question::Pin { .. }))));
    let asks_extension = Memo::new(move |_| {
        question.with(|asked| matches!(asked, Some(Question::Extension { .. })))
    });
    let cancel = move |()| meeting.commands.answer(Answer::Cancel);
    view! {
        <div class="dialogs">
            <Dialog open=asks_pin title=td_string!(locale, connect.pin_title) on_close=cancel>
                <PinForm />
            </Dialog>
            <Dialog
                open=asks_extension
                title=td_string!(locale, connect.extension_title)
                on_close=cancel
            >
                <ExtensionForm />
            </Dialog>
        </div>
    }
}

/// The server's word on the last answer.
#[component]
fn AnswerProblem() -> impl IntoView {
    let question = expect_context::<SignInState>().question();
    let problem = Signal::derive(move || {
        let (Question::Pin { problem, .. } | Question::Extension { problem }) = question.get()?;
        problem.map(|problem| problem.to_string())
    });
    view! { <Alert problem /> }
}

/// Which meeting asks, where it isn't the one that was typed.
#[component]
fn SentTo() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    // Not followed: the dialog stays as it is while an answer is on its way.
    let sent_to = meeting.info.with_untracked(|info| {
        let sent = info.as_ref().filter(|info| info.came_from.is_some())?;
        Some(td_string!(locale, room.transferred, room = &*sent.room))
    });
    sent_to.map(|text| view! { <p class="dialog-lead">{text}</p> })
}

#[component]
fn CancelButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    view! {
        <Button
            label=td_string!(locale, ui.cancel)
            look=Look::Quiet
            on_press=move || meeting.commands.answer(Answer::Cancel)
        />
    }
}

/// Enter presses the form's own button; nothing is ever sent by the browser.
#[component]
fn PinForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form: SignInForm = expect_context();
    let state: SignInState = expect_context();
    let busy = state.busy();
    let guest_is_free = Memo::new(move |_| {
        state.question().with(|asked| {
            matches!(
                asked,
                Some(Question::Pin {
                    guest_without_pin: true,
                    ..
                })
            )
        })
    });
    let error = Signal::derive(move || {
        let missing = form.answer_missing.get() && form.answer.with(String::is_empty);
        missing.then(|| td_string!(locale, connect.need_pin).to_owned())
    });
    let send_pin = move || match form.answer.get_untracked() {
        pin if pin.is_empty() => form.answer_missing.set(true),
        pin => meeting.commands.answer(Answer::Pin(Pin::new(pin))),
    };
    let join_as_guest = move || {
        if guest_is_free.get_untracked() {
            meeting.commands.answer(Answer::GuestWithoutPin);
        } else {
            send_pin();
        }
    };
    let lead = Signal::derive(move || {
        if guest_is_free.get() {
            td_string!(locale, connect.pin_lead_guest)
        } else {
            td_string!(locale, connect.pin_lead)
        }
    });
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <SentTo />
            <p class="dialog-lead">{lead}</p>
            <TextField
                label=td_string!(locale, connect.pin)
                value=form.answer
                kind=FieldKind::Pin
                error=error
                autofocus=true
            />
            <AnswerProblem />
            <div class="dialog-foot">
                <CancelButton />
                <Button
                    label=td_string!(locale, connect.join_as_guest)
                    pending=busy
                    on_press=join_as_guest
                />
                <Button
                    label=td_string!(locale, connect.join_as_host)
                    look=Look::Primary
                    pending=busy
                    submit=true
                    on_press=move || send_pin()
                />
            </div>
        </form>
    }
}

#[component]
fn ExtensionForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form: SignInForm = expect_context();
    let busy = expect_context::<SignInState>().busy();
    let error = Signal::derive(move || {
        let missing = form.answer_missing.get() && form.answer.with(|text| text.trim().is_empty());
        missing.then(|| td_string!(locale, connect.need_extension).to_owned())
    });
    let send = move |()| match form.answer.with_untracked(|text| text.trim().to_owned()) {
        empty if empty.is_empty() => form.answer_missing.set(true),
        number => meeting.commands.answer(Answer::Extension(number)),
    };
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <SentTo />
            <p class="dialog-lead">{td_string!(locale, connect.extension_lead)}</p>
            <TextField
                label=td_string!(locale, connect.extension)
                value=form.answer
                kind=FieldKind::Number
                error=error
                autofocus=true
            />
            <AnswerProblem />
            <div class="dialog-foot">
                <CancelButton />
                <Button
                    label=td_string!(locale, connect.continue_on)
                    look=Look::Primary
                    pending=busy
                    submit=true
                    on_press=send
                />
            </div>
        </form>
    }
}
