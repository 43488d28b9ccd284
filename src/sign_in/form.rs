//! The form.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Alert, problem_text, validate, validate::FieldError};
use crate::{
    browser::missing_features::{MissingFeature, missing_features},
    i18n::{Locale, td_string, use_locale},
    state::{SignInForm, SignInState, use_meeting, use_meetings},
    ui::{
        Button, Checkbox, FieldKind, Icon, IconView, Look, Menu, MenuItem, ShowIf, Switch,
        TextField,
    },
    wall::full_server,
};

/// The form that asks where to, as whom and with which password.
#[component]
pub fn JoinForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form: SignInForm = expect_context();
    let busy = expect_context::<SignInState>().busy();
    let meetings = use_meetings();
    let full = move || full_server(meetings, locale, |open| form.leads_to(open));
    let refusal = Memo::new(move |_| full());
    let element = NodeRef::<html::Form>::new();
    let join = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || untrack(full).is_some() {
            return;
        }
        form.tried.set(true);
        form.tidy();
        match form.request() {
            Some(request) => meeting.commands.join(request),
            None => focus_first_invalid(element),
        }
    };
    let join_label = Signal::derive(move || {
        String::from(if busy.get() {
            td_string!(locale, connect.joining)
        } else {
            td_string!(locale, connect.join)
        })
    });
    let account_error = error_of(form, locale, move || {
        form.account.with(|text| validate::account(text))
    });
    let name_error = error_of(form, locale, move || {
        form.name.with(|text| validate::name(text))
    });
    view! {
        <form
            class="connect-form"
            novalidate
            aria-label=td_string!(locale, connect.form)
            on:submit=join
            on:change=move |_| form.tidy()
            node_ref=element
        >
            <HostField />
            <TextField
                label=td_string!(locale, connect.account)
                value=form.account
                kind=FieldKind::Text
                error=account_error
            />
            <TextField
                label=td_string!(locale, connect.name)
                value=form.name
                kind=FieldKind::Name
                error=name_error
            />
            <ShowIf when=move || !form.direct.get()>
                <PasswordField />
            </ShowIf>
            <Checkbox
                label=td_string!(locale, connect.hide_me)
                checked=form.hide_me
                on_change=move |hide| form.hide_me.set(hide)
            />
            <Notes />
            {move || refusal.get().map(|text| view! { <Warning text /> })}
            <Button
                label=join_label
                look=Look::Primary
                class="connect-join"
                pending=busy
                refusal=Signal::derive(move || refusal.get())
                submit=true
                on_press=|| {}
            />
            <Switch
                label=td_string!(locale, connect.direct)
                checked=form.direct
                on_change=move |direct| form.direct.set(direct)
            />
        </form>
    }
}

/// The API server, or the node.
#[component]
fn HostField() -> impl IntoView {
    let (form, locale) = (expect_context::<SignInForm>(), use_locale());
    let error = error_of(form, locale, move || form.host_error());
    move || {
        if form.direct.get() {
            view! {
                <TextField
                    label=td_string!(locale, connect.node)
                    value=form.node
                    kind=FieldKind::Url
                    placeholder=td_string!(locale, connect.node_hint)
                    error=error
                />
            }
            .into_any()
        } else {
            view! {
                <TextField
                    label=td_string!(locale, connect.server)
                    value=form.server
                    kind=FieldKind::Url
                    placeholder=td_string!(locale, connect.server_hint)
                    error=error
                    end=|| view! { <ServerMenu /> }
                />
            }
            .into_any()
        }
    }
}

/// The servers that the configuration names, where there is a choice.
#[component]
fn ServerMenu() -> impl IntoView {
    let (form, locale) = (expect_context::<SignInForm>(), use_locale());
    let items = move || {
        form.servers.with_value(|servers| {
            let item = |server: &crate::config::Server| {
                let url = server.url.clone();
                MenuItem::new(server.name.clone(), move || form.server.set(url.clone()))
            };
            servers.iter().map(item).collect::<Vec<_>>()
        })
    };
    let has_choice = form.servers.with_value(|servers| servers.len() > 1);
    has_choice.then(|| {
        view! {
            <Menu
                label=td_string!(locale, connect.choose_server)
                icon=Icon::Chevron
                icon_only=true
                look=Look::Quiet
                items=items
            />
        }
    })
}

#[component]
fn PasswordField() -> impl IntoView {
    let (form, locale) = (expect_context::<SignInForm>(), use_locale());
    let error = error_of(form, locale, move || {
        form.password.with(|text| validate::password(text))
    });
    view! {
        <TextField
            label=td_string!(locale, connect.password)
            value=form.password
            kind=FieldKind::Secret
            hint=td_string!(locale, connect.password_hint)
            error=error
        />
    }
}

/// What went wrong with joining, what config.json says that can't be used, and what this browser lacks.
#[component]
fn Notes() -> impl IntoView {
    let (form, locale) = (expect_context::<SignInForm>(), use_locale());
    let problem = expect_context::<SignInState>().problem();
    let problem = Signal::derive(move || {
        problem.with(|problem| {
            problem
                .as_ref()
                .map(|problem| problem_text(locale, problem))
        })
    });
    let in_config = form.config_problems.with_value(|problems| {
        let what = problems.join(", ");
        (!problems.is_empty()).then(|| td_string!(locale, app.config_problem, what = what))
    });
    let blocked = form
        .is_insecure_blocked
        .then(|| td_string!(locale, connect.http_blocked).to_owned());
    let missing = missing_features().into_iter();
    let missing = missing.map(|feature| missing_feature_text(locale, feature).to_owned());
    let warnings = in_config.into_iter().chain(blocked).chain(missing);
    view! {
        <div class="connect-notes">
            {warnings.map(|text| view! { <Warning text /> }).collect_view()}
            <ShowIf when=move || form.is_insecure()>
                <Warning text=td_string!(locale, connect.insecure).to_owned() />
            </ShowIf>
            <Alert problem />
        </div>
    }
}

#[component]
pub(crate) fn Warning(
    /// The sentence.
    text: String,
) -> impl IntoView {
    view! {
        <p class="note note-warn">
            <IconView icon=Icon::Warning />
            <span>{text}</span>
        </p>
    }
}

/// Returns what it means that this browser lacks something.
pub fn missing_feature_text(locale: Locale, feature: MissingFeature) -> &'static str {
    match feature {
        MissingFeature::Worker => td_string!(locale, connect.no_worker),
        MissingFeature::Storage => td_string!(locale, connect.no_storage),
        MissingFeature::Streaming => td_string!(locale, connect.no_streaming),
    }
}

/// What is wrong with a field, in words, once the form was tried.
fn error_of(
    form: SignInForm,
    locale: Locale,
    error: impl Fn() -> Option<FieldError> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let error = form.tried.get().then(&error).flatten();
        error.map(|error| error.text(locale))
    })
}

/// Puts the focus onto the first field that is wrong.
pub(crate) fn focus_first_invalid(form: NodeRef<html::Form>) {
    // The fields are marked in the effects that follow this event.
    request_animation_frame(move || {
        let field = form
            .try_get_untracked()
            .flatten()
            .and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(Ok(field)) = field.map(|field| field.dyn_into::<web_sys::HtmlElement>()) {
            let _ = field.focus();
        }
    });
}
