//! The sign-in page.

use leptos::prelude::*;
use session::Unreachable;

use super::state::{ClientProblem, use_panel};
use crate::{
    i18n::{td_string, use_locale},
    kind::{
        ServerKind,
        sign_in::{ServerField, SignInForm, SignInPage},
    },
    sign_in::unreachable,
    ui::TextField,
};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let form = panel.form;
    let busy = panel.live.is_entering();
    let client_error = Signal::derive(move || {
        let wrong = form.tried.get().then(|| form.client().err()).flatten()?;
        Some(String::from(match wrong {
            ClientProblem::Empty => td_string!(locale, phone.sign_in.need_client),
            ClientProblem::Unfit => td_string!(locale, phone.sign_in.bad_client),
        }))
    });
    let problem = panel.live.problem();
    let problem = Signal::derive(move || {
        let why = problem.get()?;
        Some(String::from(match why {
            // A socket has no such rule: the server is there, and said no.
            Unreachable::Cors => td_string!(locale, phone.sign_in.not_let_in),
            why => unreachable(locale, why),
        }))
    });
    view! {
        <SignInPage kind=ServerKind::Phone lead=td_string!(locale, phone.sign_in.lead)>
            <SignInForm
                label=td_string!(locale, phone.sign_in.form)
                submit=td_string!(locale, phone.sign_in.submit)
                waiting=td_string!(locale, phone.sign_in.busy)
                busy
                on_submit=move |()| panel.connect()
                problem
                config_problems=form.config_problems
            >
                <ServerField
                    label=td_string!(locale, connect.server)
                    address=form.server
                    placeholder=td_string!(locale, phone.sign_in.server_hint)
                    tried=form.tried
                />
                <TextField
                    label=td_string!(locale, phone.sign_in.client)
                    value=form.client
                    hint=td_string!(locale, phone.sign_in.client_hint)
                    error=client_error
                />
            </SignInForm>
        </SignInPage>
    }
}
