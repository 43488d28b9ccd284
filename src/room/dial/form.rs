//! Whom to call and how. What is typed is judged before anything is sent.

use conference::{
    CallType, DialProtocol, KeepAlive, Kind, Role,
    dial::{DialFormProblems, DialProblem},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    call, record_call,
    words::{full, problem, protocol_name, refusal},
};
use crate::{
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    state::{DialPanel, Meeting, use_meeting},
    ui::{Button, Checkbox, Icon, Look, Select, SelectOption, ShowIf, TextField},
};

/// The form.
#[component]
pub fn CallForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.dial;
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if meeting.may(Kind::Dial) && panel.open.get_untracked() {
            call_out(meeting);
        }
    };
    // A key that is held down calls once.
    let on_key = |event: ev::KeyboardEvent| {
        if event.repeat() && event.key() == "Enter" {
            event.prevent_default();
        }
    };
    view! {
        <form
            class="dialog-form dial-form"
            novalidate
            on:submit=send
            on:keydown=on_key
            on:change=move |_| panel.tidy()
        >
            <TextField
                label=td_string!(locale, dial.address)
                value=panel.address
                error=error(panel, locale, |problems| problems.address)
                autofocus=true
            />
            <Fields />
            <MoreFields />
            <div class="dialog-foot">
                <ShowIf when=config::is_on(Feature::AddressBook)>
                    <Button
                        label=td_string!(locale, dial.save)
                        look=Look::Quiet
                        refusal=full(meeting, locale)
                        on_press=move || save(meeting)
                    />
                </ShowIf>
                <Button label=td_string!(locale, ui.close) on_press=move || panel.close() />
                <Button
                    label=td_string!(locale, dial.call)
                    icon=Icon::Phone
                    look=Look::Primary
                    refusal=refusal(meeting, locale)
                    submit=true
                    on_press=|| {}
                />
            </div>
        </form>
    }
}

/// How they are called, and as whom they come in.
#[component]
fn Fields() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.dial;
    let protocols = DialProtocol::ALL.map(|protocol| {
        SelectOption::new(protocol, protocol.as_str(), protocol_name(locale, protocol))
    });
    let roles = vec![
        SelectOption::new(Role::Guest, "guest", td_string!(locale, dial.guest)),
        SelectOption::new(Role::Host, "chair", td_string!(locale, dial.host)),
    ];
    view! {
        <div class="dial-fields">
            <Select
                label=td_string!(locale, dial.protocol)
                value=panel.protocol
                options=protocols.into()
            />
            <Select label=td_string!(locale, dial.role) value=panel.role options=roles />
        </div>
    }
}

/// What is seldom asked for: folded away until somebody wants it, or something of it is filled in or wrong.
#[component]
fn MoreFields() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.dial;
    let usual = SelectOption::new(None, "", td_string!(locale, dial.keep_usual));
    let chosen = KeepAlive::ALL.map(|keep_alive| {
        let label = match keep_alive {
            KeepAlive::Always => td_string!(locale, dial.keep_always),
            KeepAlive::IfMultiple => td_string!(locale, dial.keep_if_multiple),
            KeepAlive::Never => td_string!(locale, dial.keep_never),
        };
        SelectOption::new(Some(keep_alive), keep_alive.as_str(), label)
    });
    let call_types = CallType::ALL.map(|call_type| {
        let label = match call_type {
            CallType::Video => td_string!(locale, dial.video),
            CallType::VideoOnly => td_string!(locale, dial.video_only),
            CallType::Audio => td_string!(locale, dial.audio),
        };
        SelectOption::new(call_type, call_type.as_str(), label)
    });
    let is_rtmp = Memo::new(move |_| panel.protocol.get() == DialProtocol::Rtmp);
    // Once open it stays so: not folded away from under a hand that empties a field.
    let is_open =
        Memo::new(move |before: Option<&bool>| before == Some(&true) || panel.form().has_more());
    view! {
        <details class="dial-more" prop:open=is_open>
            <summary>{td_string!(locale, ui.more)}</summary>
            <div class="dial-fields">
                <TextField label=td_string!(locale, dial.name) value=panel.name />
                <TextField
                    label=td_string!(locale, dial.groups)
                    value=panel.groups
                    hint=td_string!(locale, dial.groups_hint)
                />
                <TextField
                    label=td_string!(locale, dial.tones)
                    value=panel.tones
                    error=error(panel, locale, |problems| problems.tones)
                />
                <Select
                    label=td_string!(locale, dial.call_type)
                    value=panel.call_type
                    options=call_types.into()
                />
                <TextField label=td_string!(locale, person.caption) value=panel.caption />
                <TextField label=td_string!(locale, dial.source_name) value=panel.source_name />
                <TextField label=td_string!(locale, dial.source) value=panel.source />
                <Select
                    label=td_string!(locale, dial.keep_alive)
                    value=panel.keep_alive
                    options=std::iter::once(usual).chain(chosen).collect()
                />
            </div>
            <ShowIf when=is_rtmp>
                <Checkbox
                    label=td_string!(locale, dial.streaming)
                    checked=panel.streaming
                    on_change=move |is_on| panel.streaming.set(is_on)
                />
            </ShowIf>
        </details>
    }
}

/// What is wrong with a field, in words, once somebody wanted to call or to save.
fn error(
    panel: DialPanel,
    locale: Locale,
    field: fn(DialFormProblems) -> Option<DialProblem>,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let problems = panel.tried.get().then(|| panel.form().problems())?;
        field(problems).map(|wrong| problem(locale, wrong).to_owned())
    })
}

/// Calls whoever is typed, if everything is right.
fn call_out(meeting: Meeting) {
    let panel = meeting.panels.dial;
    panel.tried.set(true);
    panel.tidy();
    match untrack(|| panel.form().dial()) {
        Ok((contact, dial)) => {
            record_call(meeting, &contact);
            panel.close();
            call(meeting, dial);
        }
        Err(_) => focus_first_invalid(),
    }
}

/// Keeps whoever is typed, if everything is right.
fn save(meeting: Meeting) {
    let panel = meeting.panels.dial;
    panel.tried.set(true);
    panel.tidy();
    match untrack(|| panel.form().contact()) {
        Ok(contact) => {
            meeting.address_book.save(&contact);
            panel.tried.set(false);
        }
        Err(_) => focus_first_invalid(),
    }
}

fn focus_first_invalid() {
    // Marked in the effects that follow this event.
    request_animation_frame(|| {
        let field = document().query_selector(".dial [aria-invalid=true]");
        if let Ok(Some(field)) = field
            && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = field.focus();
        }
    });
}
