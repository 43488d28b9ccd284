//! Making a service. The page makes its key: what the server answers is encrypted, and nobody could sign with it.

use leptos::{ev, prelude::*};

use super::super::{
    client::Trouble,
    state::{NotMade, use_panel},
    words,
};
use crate::{
    i18n::{td_string, use_locale},
    sign_in::Alert,
    ui::{Button, Dialog, Look, TextField},
};

/// The dialog "Create service".
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog
            open
            title=td_string!(locale, owt.services.create)
            on_close=move || open.set(false)
        >
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
    let not_made = RwSignal::new(None::<NotMade>);
    let error = Signal::derive(move || {
        let is_missing = tried.get() && name.with(|name| name.trim().is_empty());
        is_missing.then(|| td_string!(locale, owt.rooms.need_name).to_owned())
    });
    let problem = Signal::derive(move || {
        not_made.with(|why| {
            Some(match why.as_ref()? {
                NotMade::NoChance => td_string!(locale, owt.services.no_chance).to_owned(),
                NotMade::Trouble(why @ Trouble::Refused(_)) => words::trouble(locale, why),
                NotMade::Trouble(why) => {
                    let why = words::trouble(locale, why);
                    td_string!(locale, owt.services.not_made, why = why)
                }
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
        not_made.set(None);
        panel.create_service(typed, move |why| {
            // Closed by now: another one may be open in its place.
            if busy.try_set(false).is_some() {
                return;
            }
            match why {
                None => open.set(false),
                why => not_made.set(why),
            }
        });
    };
    view! {
        <form class="dialog-form" novalidate on:submit=create>
            <TextField label=td_string!(locale, owt.rooms.name) value=name error autofocus=true />
            <p>{td_string!(locale, owt.services.key_lead)}</p>
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
