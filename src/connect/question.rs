//! What a server asks before it lets a host in: a PIN, or which of several meetings.

use super::{Answer, Question, form::alert};
use crate::{
    i18n::{t, t_string},
    reactive::{Callback, RwSignal, Signal},
    ui::{
        Button, Kind, Look, TextField, dialog,
        el::{El, Piece, Said, div, el, flag, view_of},
    },
};

/// Both dialogs; the one that is asked for is open.
pub(super) fn dialogs(
    question: Signal<Option<Question>>,
    busy: Signal<bool>,
    on_answer: Callback<Answer>,
) -> El {
    let asks_pin = flag(move || matches!(question.get(), Some(Question::Pin { .. })));
    let asks_extension = flag(move || matches!(question.get(), Some(Question::Extension { .. })));
    let cancel = Callback::new(move |()| on_answer.run(Answer::Cancel));
    div("dialogs")
        .child(dialog(asks_pin, t!(connect.pin_title), cancel, move || {
            pin(question, busy, on_answer)
        }))
        .child(dialog(
            asks_extension,
            t!(connect.extension_title),
            cancel,
            move || extension(question, busy, on_answer),
        ))
}

/// The server's word on the last answer.
fn problem(question: Signal<Option<Question>>) -> Piece {
    view_of(move || {
        let (Question::Pin { problem, .. } | Question::Extension { problem }) = question.get()?;
        problem.map(|problem| alert(&problem))
    })
}

fn pin(question: Signal<Option<Question>>, busy: Signal<bool>, on_answer: Callback<Answer>) -> El {
    let value = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let guest_is_free = flag(move || {
        matches!(
            question.get(),
            Some(Question::Pin {
                guest_without_pin: true,
                ..
            })
        )
    });
    let error =
        move || (empty.get() && value.with(String::is_empty)).then(|| t_string!(connect.need_pin));
    let typed = move || Some(value.get_untracked()).filter(|pin| !pin.is_empty());
    let as_host = move || match typed() {
        Some(pin) => on_answer.run(Answer::PinAsHost(pin)),
        None => empty.set(true),
    };
    let as_guest = move || match (typed(), guest_is_free.get_untracked()) {
        (_, true) => on_answer.run(Answer::PinAsGuest(None)),
        (Some(pin), false) => on_answer.run(Answer::PinAsGuest(Some(pin))),
        (None, false) => empty.set(true),
    };
    let lead = move || {
        if guest_is_free.get() {
            t_string!(connect.pin_lead_guest)
        } else {
            t_string!(connect.pin_lead)
        }
    };
    let field = TextField::new(t!(connect.pin), value, Kind::Pin)
        .error(error)
        .autofocus();
    let foot = div("dialog-foot")
        .child(cancel(on_answer))
        .child(Button::new(t!(connect.join_as_guest), as_guest).pending(move || busy.get()))
        .child(
            Button::new(t!(connect.join_as_host), as_host)
                .look(Look::Primary)
                .pending(move || busy.get())
                .submit(),
        );
    dialog_form(lead, field, problem(question), foot)
}

/// Enter presses the form's own button; nothing is ever sent by the browser.
fn dialog_form(lead: impl Into<Said>, field: TextField, problem: Piece, foot: El) -> El {
    el("form")
        .class("dialog-form")
        .attr("novalidate", "")
        .on("submit", |event| event.prevent_default())
        .child(el("p").class("dialog-lead").say(lead))
        .child(field)
        .child(problem)
        .child(foot)
}

fn cancel(on_answer: Callback<Answer>) -> Button {
    Button::new(t!(ui.cancel), move || on_answer.run(Answer::Cancel)).look(Look::Quiet)
}

fn extension(
    question: Signal<Option<Question>>,
    busy: Signal<bool>,
    on_answer: Callback<Answer>,
) -> El {
    let value = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let error = move || {
        (empty.get() && value.with(|text| text.trim().is_empty()))
            .then(|| t_string!(connect.need_extension))
    };
    let go = move || {
        let typed = value.get_untracked().trim().to_owned();
        if typed.is_empty() {
            empty.set(true);
        } else {
            on_answer.run(Answer::Extension(typed));
        }
    };
    let field = TextField::new(t!(connect.extension), value, Kind::Number)
        .error(error)
        .autofocus();
    let foot = div("dialog-foot").child(cancel(on_answer)).child(
        Button::new(t!(connect.continue_on), go)
            .look(Look::Primary)
            .pending(move || busy.get())
            .submit(),
    );
    dialog_form(t!(connect.extension_lead), field, problem(question), foot)
}
