//! What the sign-in pages of other kinds of servers have in common.

use leptos::{ev, html, prelude::*};
use wire::BadAddress;

use super::{KindOfServer, ServerKind, server_address::ServerAddress};
use crate::{
    brand::BrandMark,
    config::Server,
    i18n::{td_string, use_locale},
    preference_buttons::LanguageAndTheme,
    sign_in::{Alert, Warning, bad_address, focus_first_invalid},
    ui::{Button, FieldKind, Icon, Look, Menu, MenuItem, ShowIf, TextField},
};

/// A sign-in page around its form.
#[component]
pub fn SignInPage(
    /// Whose page it is.
    kind: ServerKind,
    /// What it is for, in a line.
    lead: &'static str,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="connect">
            <LanguageAndTheme />
            <div class="connect-card">
                <h1 class="connect-brand">
                    <BrandMark />
                </h1>
                <p class="connect-lead">{lead}</p>
                <KindOfServer kind />
                {children()}
            </div>
        </main>
    }
}

/// The field of a server's address, with those that the configuration names where there is a choice.
#[component]
pub fn ServerField(
    /// Its name.
    label: &'static str,
    /// What stands in it.
    address: ServerAddress,
    /// An example.
    placeholder: &'static str,
    /// What is wrong is said from now on.
    tried: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let error = Signal::derive(move || {
        let wrong = tried.get().then(|| address.parse().err()).flatten()?;
        Some(match wrong {
            BadAddress::Empty => td_string!(locale, connect.need_server).to_owned(),
            wrong => {
                let why = bad_address(locale, wrong);
                td_string!(locale, entrance.bad_server, why = why)
            }
        })
    });
    view! {
        <TextField
            label
            value=address.typed
            kind=FieldKind::Url
            placeholder
            error
            end=move || view! { <ServerMenu address /> }
        />
        <ShowIf when=Signal::derive(move || address.is_insecure())>
            <Warning text=td_string!(locale, connect.insecure).to_owned() />
        </ShowIf>
    }
}

#[component]
fn ServerMenu(address: ServerAddress) -> impl IntoView {
    let locale = use_locale();
    let items = move || {
        let item = |server: &Server| {
            let url = server.url.clone();
            MenuItem::new(server.name.clone(), move || address.typed.set(url.clone()))
        };
        address
            .servers
            .with_value(|servers| servers.iter().map(item).collect::<Vec<_>>())
    };
    let has_choice = address.servers.with_value(|servers| servers.len() > 1);
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

/// The form: its fields, what went wrong, and the button.
#[component]
pub fn SignInForm(
    /// Its name.
    label: &'static str,
    /// The word on its button.
    submit: &'static str,
    /// The same while an answer is waited for.
    waiting: &'static str,
    /// Whether one is.
    #[prop(into)]
    busy: Signal<bool>,
    /// Signs in. Returns whether what is typed could be sent: what is wrong is said beside the field, and the first such field gets the focus.
    #[prop(into)]
    on_submit: Callback<(), bool>,
    /// Why signing in didn't work.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// What couldn't be used in config.json, as paths.
    config_problems: StoredValue<Vec<String>>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Form>::new();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() && !on_submit.run(()) {
            focus_first_invalid(element);
        }
    };
    let word = Signal::derive(move || {
        String::from(match busy.get() {
            true => waiting,
            false => submit,
        })
    });
    view! {
        <form class="connect-form" novalidate aria-label=label on:submit=send node_ref=element>
            {children()}
            <SignInNotes problem config_problems />
            <Button
                label=word
                look=Look::Primary
                class="connect-join"
                pending=busy
                submit=true
                on_press=|| {}
            />
        </form>
    }
    .into_any()
}

/// What went wrong, and what config.json says that can't be used.
#[component]
fn SignInNotes(
    /// Why signing in didn't work.
    problem: Signal<Option<String>>,
    /// What couldn't be used in config.json, as paths.
    config_problems: StoredValue<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let in_config = config_problems.with_value(|problems| {
        let what = problems.join(", ");
        (!problems.is_empty()).then(|| td_string!(locale, app.config_problem, what = what))
    });
    view! {
        <div class="connect-notes">
            {in_config.map(|text| view! { <Warning text /> })} <Alert problem />
        </div>
    }
}
