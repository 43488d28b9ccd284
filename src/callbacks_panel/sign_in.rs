//! The sign-in page.

use leptos::{ev, html, prelude::*};

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
        <SignInPage kind=ServerKind::Callbacks lead=td_string!(locale, callbacks.sign_in.lead)>
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
    let connect = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() && !panel.connect() {
            focus_first_invalid(element);
        }
    };
    let label = Signal::derive(move || {
        String::from(match busy.get() {
            true => td_string!(locale, callbacks.sign_in.busy),
            false => td_string!(locale, callbacks.sign_in.submit),
        })
    });
    let token_error = Signal::derive(move || {
        let is_wrong = form.tried.get() && form.token().is_none();
        is_wrong.then(|| td_string!(locale, callbacks.sign_in.need_token).to_owned())
    });
    let problem = form.problem();
    let problem = Signal::derive(move || problem.get().map(|why| words::trouble(locale, why)));
    view! {
        <form
            class="connect-form"
            novalidate
            aria-label=td_string!(locale, callbacks.sign_in.form)
            on:submit=connect
            node_ref=element
        >
            <ServerField
                label=td_string!(locale, callbacks.sign_in.gateway)
                address=form.gateway
                placeholder=td_string!(locale, callbacks.sign_in.gateway_hint)
                tried=form.tried
            />
            <TextField
                label=td_string!(locale, callbacks.sign_in.token)
                value=form.token
                kind=FieldKind::Secret
                hint=td_string!(locale, callbacks.sign_in.token_hint)
                error=token_error
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
