//! The sign-in page.

use leptos::{ev, html, prelude::*};
use owt::BadCredentials;

use super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    kind::{
        ServerKind,
        sign_in::{ServerField, SignInNotes, SignInPage},
    },
    sign_in::focus_first_invalid,
    ui::{Button, FieldKind, Look, TextField},
};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let locale = use_locale();
    view! {
        <SignInPage kind=ServerKind::Owt lead=td_string!(locale, owt.sign_in.lead)>
            <Form />
        </SignInPage>
    }
}

#[component]
fn Form() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let form = panel.form;
    let busy = form.busy();
    let element = NodeRef::<html::Form>::new();
    let sign_in = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() && !panel.sign_in() {
            focus_first_invalid(element);
        }
    };
    let label = Signal::derive(move || {
        String::from(match busy.get() {
            true => td_string!(locale, owt.sign_in.busy),
            false => td_string!(locale, owt.sign_in.submit),
        })
    });
    let wrong = Memo::new(move |_| {
        let wrong = form.tried.get().then(|| form.credentials().err());
        wrong.flatten()
    });
    let service_error = Signal::derive(move || match wrong.get()? {
        BadCredentials::NoId => Some(td_string!(locale, owt.sign_in.need_service).to_owned()),
        BadCredentials::Id => Some(td_string!(locale, owt.sign_in.bad_service).to_owned()),
        BadCredentials::NoKey => None,
    });
    let key_error = Signal::derive(move || {
        let is_key = form.tried.get() && form.key.with(|key| key.trim().is_empty());
        is_key.then(|| td_string!(locale, owt.sign_in.need_key).to_owned())
    });
    let problem = form.problem();
    let problem = Signal::derive(move || {
        problem.with(|problem| problem.as_ref().map(|why| words::trouble(locale, why)))
    });
    view! {
        <form
            class="connect-form"
            novalidate
            aria-label=td_string!(locale, owt.sign_in.form)
            on:submit=sign_in
            node_ref=element
        >
            <ServerField
                label=td_string!(locale, connect.server)
                address=form.server
                placeholder=td_string!(locale, owt.sign_in.server_hint)
                tried=form.tried
            />
            <TextField
                label=td_string!(locale, owt.sign_in.service)
                value=form.service
                error=service_error
            />
            <TextField
                label=td_string!(locale, owt.sign_in.key)
                value=form.key
                kind=FieldKind::Secret
                hint=td_string!(locale, owt.sign_in.key_hint)
                error=key_error
            />
            <SignInNotes problem config_problems=form.config_problems />
            <Button
                label
                look=Look::Primary
                class="connect-join"
                pending=busy
                submit=true
                on_press=|| {}
            />
        </form>
    }
}
