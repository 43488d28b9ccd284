//! Making a room, with the server's defaults.

use leptos::{ev, prelude::*};

use super::super::{client::Trouble, state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    sign_in::Alert,
    ui::{Button, Dialog, Look, TextField},
};

/// The dialog "Create room".
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog open title=td_string!(locale, owt.rooms.create) on_close=move || open.set(false)>
            <Form open />
        </Dialog>
    }
}

#[component]
fn Form(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let name = RwSignal::new(String::new());
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Trouble>);
    let error = Signal::derive(move || {
        let is_missing = tried.get() && name.with(|name| name.trim().is_empty());
        is_missing.then(|| td_string!(locale, owt.rooms.need_name).to_owned())
    });
    let problem = Signal::derive(move || {
        trouble.with(|trouble| {
            let why = trouble.as_ref()?;
            let words = words::trouble(locale, why);
            Some(match why {
                Trouble::Refused(_) => words,
                // It may be there all the same.
                Trouble::NoAnswer(_) => td_string!(locale, owt.rooms.maybe_made, why = words),
            })
        })
    });
    let create = move |event: ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if typed.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        panel.create_room(typed, move |why| {
            // Closed by now: another one may be open in its place.
            if busy.try_set(false).is_some() {
                return;
            }
            match why {
                None => open.set(false),
                why => trouble.set(why),
            }
        });
    };
    view! {
        <form class="dialog-form" novalidate on:submit=create>
            <TextField
                label=td_string!(locale, owt.rooms.name)
                value=name
                error
                hint=td_string!(locale, owt.rooms.create_hint)
                autofocus=true
            />
            <Alert problem />
            <div class="dialog-foot">
                <Button label=td_string!(locale, ui.cancel) on_press=move || open.set(false) />
                <Button
                    label=td_string!(locale, owt.rooms.create_submit)
                    look=Look::Primary
                    pending=busy
                    submit=true
                    on_press=|| {}
                />
            </div>
        </form>
    }
}
