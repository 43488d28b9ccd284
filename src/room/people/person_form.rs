//! What has to be typed before it is done to somebody: tones, another meeting, a caption.

use conference::{PersonForm, PersonFormProblem, Role};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{person::PersonIdentity, words},
    state::{Meeting, PersonQuestion, use_meeting},
    ui::{Button, Dialog, FieldKind, Look, Select, SelectOption, TextField},
};

const KEYS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/// The form that is open about somebody. What is done is done to that uuid, and may not be any more when they have left.
#[component]
pub fn PersonFormDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let question = panel.question;
    let is_open = Memo::new(move |_| question.with(Option::is_some));
    let title = Signal::derive(move || {
        question.with(|question| {
            let title = question.as_ref().map(|question| title(locale, question));
            title.unwrap_or_default()
        })
    });
    view! {
        <Dialog open=is_open title=title on_close=move |()| panel.close_question()>
            {move || question.get_untracked().map(|question| view! { <OpenForm question /> })}
        </Dialog>
    }
}

fn title(locale: Locale, question: &PersonQuestion) -> String {
    let name = question.person.name.to_string();
    match question.form {
        PersonForm::Tones(_) => td_string!(locale, person.dtmf_title, name = name),
        PersonForm::Transfer { .. } => td_string!(locale, person.transfer_title, name = name),
        PersonForm::Caption(_) => td_string!(locale, person.caption_title, name = name),
    }
}

#[component]
fn OpenForm(
    /// Which form, and about whom.
    question: PersonQuestion,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let PersonQuestion { person, form } = question;
    let (close, go) = match form {
        PersonForm::Tones(_) => (td_string!(locale, ui.close), td_string!(locale, room.send)),
        PersonForm::Transfer { .. } => (
            td_string!(locale, ui.cancel),
            td_string!(locale, notice.transfer),
        ),
        PersonForm::Caption(_) => (
            td_string!(locale, ui.cancel),
            td_string!(locale, person.save),
        ),
    };
    let fields = match form {
        PersonForm::Tones(_) => view! { <ToneFields /> }.into_any(),
        PersonForm::Transfer { .. } => view! { <TransferFields /> }.into_any(),
        PersonForm::Caption(_) => view! { <CaptionField /> }.into_any(),
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=|event| event.prevent_default()
            on:change=move |_| panel.tidy()
        >
            <ul class="dialog-facts">
                <PersonIdentity person />
            </ul>
            {fields}
            <div class="dialog-foot">
                <Button label=close look=Look::Quiet on_press=move || panel.close_question() />
                <Button
                    label=go
                    look=Look::Primary
                    refusal=Signal::derive(move || refusal(meeting, locale))
                    submit=true
                    on_press=move || send(meeting)
                />
            </div>
        </form>
    }
    .into_any()
}

/// Why it can't be done now: they may have left since, or nothing is typed.
fn refusal(meeting: Meeting, locale: Locale) -> Option<String> {
    let PersonQuestion { person, form } = meeting.panels.people.filled_in()?;
    let now = meeting.roster.person(&person.id);
    let refusal = meeting.refusal_for(form.kind(), now.as_deref());
    let refusal = refusal.map(|refusal| words::refusal(locale, refusal));
    let problem = || {
        form.problem().map(|problem| match problem {
            PersonFormProblem::TonesMissing | PersonFormProblem::NotTones => {
                td_string!(locale, person.need_digits)
            }
            PersonFormProblem::AddressMissing => td_string!(locale, person.need_address),
        })
    };
    refusal.or_else(problem).map(str::to_owned)
}

/// Sends it. The keypad stays, for a voice menu asks more than once; the others are done.
fn send(meeting: Meeting) {
    let panel = meeting.panels.people;
    let Some(PersonQuestion { person, form }) = untrack(|| panel.filled_in()) else {
        return;
    };
    if let Ok(command) = form.command(person.id.clone()) {
        match form {
            PersonForm::Tones(_) => panel.text.set(String::new()),
            PersonForm::Transfer { .. } | PersonForm::Caption(_) => panel.close_question(),
        }
        meeting.commands.send(command);
    }
}

#[component]
fn ToneFields() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let text = meeting.panels.people.text;
    let error = Signal::derive(move || {
        let problem = PersonForm::Tones(text.get()).problem();
        let is_wrong = problem == Some(PersonFormProblem::NotTones);
        is_wrong.then(|| td_string!(locale, person.digits_wrong).to_owned())
    });
    // A telephone's keys: each press is a digit more.
    let keys = KEYS.map(|key| {
        view! {
            <Button
                label=key
                each_press=true
                on_press=move || text.update(|text| text.push_str(key))
            />
        }
    });
    view! {
        <TextField
            label=td_string!(locale, person.digits)
            value=text
            kind=FieldKind::Phone
            hint=td_string!(locale, person.digits_hint)
            error=error
            autofocus=true
        />
        <div class="keypad" role="group" aria-label=td_string!(locale, person.keypad)>
            {keys.into_iter().collect_view()}
        </div>
    }
}

#[component]
fn TransferFields() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let roles = vec![
        SelectOption::new(Role::Guest, "guest", td_string!(locale, person.as_guest)),
        SelectOption::new(Role::Host, "host", td_string!(locale, room.host)),
    ];
    view! {
        <p class="dialog-lead">{td_string!(locale, person.transfer_lead)}</p>
        <TextField
            label=td_string!(locale, person.address)
            value=panel.text
            kind=FieldKind::Text
            autofocus=true
        />
        <Select label=td_string!(locale, person.role) value=panel.role options=roles />
        <TextField
            label=td_string!(locale, connect.pin)
            value=panel.pin
            kind=FieldKind::Pin
            hint=td_string!(locale, person.pin_hint)
        />
    }
}

#[component]
fn CaptionField() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    view! {
        <TextField
            label=td_string!(locale, person.caption)
            value=meeting.panels.people.text
            kind=FieldKind::Text
            hint=td_string!(locale, person.caption_hint)
            autofocus=true
        />
    }
}
