//! The sign-in page.

use leptos::prelude::*;
use owt::BadCredentials;

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
        problem.with(|problem| {
            problem
                .as_ref()
                .map(|why| words::not_signed_in(locale, why))
        })
    });
    view! {
        <SignInPage kind=ServerKind::Owt lead=td_string!(locale, owt.sign_in.lead)>
            <SignInForm
                label=td_string!(locale, owt.sign_in.form)
                submit=td_string!(locale, owt.sign_in.submit)
                waiting=td_string!(locale, owt.sign_in.busy)
                busy
                on_submit=move |()| panel.sign_in()
                problem
                config_problems=form.config_problems
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
            </SignInForm>
        </SignInPage>
    }
}
