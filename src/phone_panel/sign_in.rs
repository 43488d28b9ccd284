//! The sign-in page.

use leptos::{ev, html, prelude::*};
use session::Unreachable;

use super::state::{ClientProblem, use_panel};
use crate::{
    i18n::{td_string, use_locale},
    kind::{
        ServerKind,
        sign_in::{ServerField, SignInNotes, SignInPage},
    },
    sign_in::{focus_first_invalid, unreachable},
    ui::{Button, Look, TextField},
};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let locale = use_locale();
    view! {
        <SignInPage kind=ServerKind::Phone lead=td_string!(locale, phone.sign_in.lead)>
            <Form />
        </SignInPage>
    }
}

#[component]
fn Form() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let form = panel.form;
    let busy = panel.live.is_entering();
    let element = NodeRef::<html::Form>::new();
    let connect = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() && !panel.connect() {
            focus_first_invalid(element);
        }
    };
    let label = Signal::derive(move || {
        String::from(match busy.get() {
            true => td_string!(locale, phone.sign_in.busy),
            false => td_string!(locale, phone.sign_in.submit),
        })
    });
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
        <form
            class="connect-form"
            novalidate
            aria-label=td_string!(locale, phone.sign_in.form)
            on:submit=connect
            node_ref=element
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
