//! The sign-in page.

use leptos::{ev, html, prelude::*};
use owt::BadCredentials;
use wire::BadAddress;

use super::{
    state::{Panel, use_panel},
    words,
};
use crate::{
    brand::BrandMark,
    i18n::{td_string, use_locale},
    kind::{KindOfServer, ServerKind},
    preference_buttons::LanguageAndTheme,
    sign_in::{Alert, Warning, bad_address, focus_first_invalid},
    ui::{Button, FieldKind, Icon, Look, Menu, MenuItem, TextField},
};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="connect">
            <LanguageAndTheme />
            <div class="connect-card">
                <h1 class="connect-brand">
                    <BrandMark />
                </h1>
                <p class="connect-lead">{td_string!(locale, owt.sign_in.lead)}</p>
                <KindOfServer kind=ServerKind::Owt />
                <Form />
            </div>
        </main>
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
    let server_error = Signal::derive(move || {
        let wrong = form.tried.get().then(|| form.server().err()).flatten()?;
        Some(match wrong {
            BadAddress::Empty => td_string!(locale, connect.need_server).to_owned(),
            wrong => {
                let why = bad_address(locale, wrong);
                td_string!(locale, entrance.bad_server, why = why)
            }
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
    view! {
        <form
            class="connect-form"
            novalidate
            aria-label=td_string!(locale, owt.sign_in.form)
            on:submit=sign_in
            node_ref=element
        >
            <TextField
                label=td_string!(locale, connect.server)
                value=form.server
                kind=FieldKind::Url
                placeholder=td_string!(locale, owt.sign_in.server_hint)
                error=server_error
                end=|| view! { <ServerMenu /> }
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
            <Notes panel />
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

/// The servers that the configuration names, where there is a choice.
#[component]
fn ServerMenu() -> impl IntoView {
    let (form, locale) = (use_panel().form, use_locale());
    let items = move || {
        let item = |server: &crate::config::Server| {
            let url = server.url.clone();
            MenuItem::new(server.name.clone(), move || form.server.set(url.clone()))
        };
        form.servers
            .with_value(|servers| servers.iter().map(item).collect::<Vec<_>>())
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

/// What went wrong, and what config.json says that can't be used.
#[component]
fn Notes(
    /// The page's state.
    panel: Panel,
) -> impl IntoView {
    let locale = use_locale();
    let problem = panel.form.problem();
    let problem = Signal::derive(move || {
        problem.with(|problem| problem.as_ref().map(|why| words::trouble(locale, why)))
    });
    let in_config = panel.form.config_problems.with_value(|problems| {
        let what = problems.join(", ");
        (!problems.is_empty()).then(|| td_string!(locale, app.config_problem, what = what))
    });
    view! {
        <div class="connect-notes">
            {in_config.map(|text| view! { <Warning text /> })} <Alert problem />
        </div>
    }
}
