//! The sign-in page.

use leptos::prelude::*;

use super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    kind::{
        ServerKind,
        sign_in::{ServerField, SignInForm, SignInPage},
    },
    ui::{FieldKind, TextField},
};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let form = panel.form;
    let busy = form.busy();
    let token_error = Signal::derive(move || {
        let is_wrong = form.tried.get() && form.token().is_none();
        is_wrong.then(|| td_string!(locale, callbacks.sign_in.need_token).to_owned())
    });
    let problem = form.problem();
    let problem =
        Signal::derive(move || problem.get().map(|why| words::not_connected(locale, why)));
    view! {
        <SignInPage kind=ServerKind::Callbacks lead=td_string!(locale, callbacks.sign_in.lead)>
            <SignInForm
                label=td_string!(locale, callbacks.sign_in.form)
                submit=td_string!(locale, callbacks.sign_in.submit)
                waiting=td_string!(locale, callbacks.sign_in.busy)
                busy
                on_submit=move |()| panel.connect()
                problem
                config_problems=form.config_problems
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
            </SignInForm>
        </SignInPage>
    }
}
