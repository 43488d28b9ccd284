//! Making what has a name and the server's defaults: a room, a service.

use leptos::{ev, prelude::*};

use super::state::{Panel, use_panel};
use crate::{
    i18n::{Locale, td_string, use_locale},
    sign_in::Alert,
    ui::{Button, Dialog, Look, TextField},
};

/// Called when it is made, or with the reason why it isn't.
pub type Done<W> = Box<dyn Fn(Option<W>)>;

/// Asks the server to make something of this name.
pub type Create<W> = fn(Panel, String, Done<W>);

/// A dialog for a name.
#[component]
pub fn CreateDialog<W: Send + Sync + 'static>(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The dialog's name.
    title: &'static str,
    /// What to know before a name is typed.
    hint: &'static str,
    /// Makes it.
    create: Create<W>,
    /// Says why it wasn't made, with what to do next.
    why: fn(Locale, &W) -> String,
) -> impl IntoView {
    view! {
        <Dialog open title on_close=move || open.set(false)>
            <Form open hint create why />
        </Dialog>
    }
}

#[component]
fn Form<W: Send + Sync + 'static>(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// What to know before a name is typed.
    hint: &'static str,
    /// Makes it.
    create: Create<W>,
    /// Says why it wasn't made.
    why: fn(Locale, &W) -> String,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let name = RwSignal::new(String::new());
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let not_made = RwSignal::new(None::<W>);
    let error = Signal::derive(move || {
        let is_missing = tried.get() && name.with(|name| name.trim().is_empty());
        is_missing.then(|| td_string!(locale, owt.rooms.need_name).to_owned())
    });
    let problem = Signal::derive(move || not_made.with(|it| it.as_ref().map(|it| why(locale, it))));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if typed.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        not_made.set(None);
        let done = move |why: Option<W>| {
            // Closed by now: another one may be open in its place.
            if busy.try_set(false).is_some() {
                return;
            }
            match why {
                None => open.set(false),
                why => not_made.set(why),
            }
        };
        create(panel, typed, Box::new(done));
    };
    view! {
        <form class="dialog-form" novalidate on:submit=submit>
            <TextField
                label=td_string!(locale, owt.rooms.name)
                value=name
                error
                hint
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
