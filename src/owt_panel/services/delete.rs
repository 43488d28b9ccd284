//! Deleting a service: nobody finds its rooms any more, so they are counted, and its name is to be typed.

use leptos::prelude::*;
use owt::Service;

use super::super::{state::use_panel, typed_name::TypedName};
use crate::{
    i18n::{td_string, use_locale},
    ui::Dialog,
};

/// The dialog "Delete NAME?".
#[component]
pub fn DeleteDialog(
    /// The service; `None` = nothing is asked.
    asked: RwSignal<Option<Service>>,
) -> impl IntoView {
    let locale = use_locale();
    let title = Signal::derive(move || {
        let name = asked.with(|asked| asked.as_ref().map(|service| service.name.to_string()));
        let name = name.unwrap_or_default();
        td_string!(locale, owt.rooms.delete_title, name = name)
    });
    let open = Signal::derive(move || asked.with(Option::is_some));
    view! {
        <Dialog open title on_close=move || asked.set(None)>
            {move || asked.get_untracked().map(|service| view! { <Question service asked /> })}
        </Dialog>
    }
}

#[component]
fn Question(
    /// The service.
    service: Service,
    /// Where it is asked.
    asked: RwSignal<Option<Service>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let busy = RwSignal::new(false);
    let name = service.name.to_string();
    let facts = match service.rooms.len() {
        0 => td_string!(locale, owt.services.no_rooms).to_owned(),
        1 => td_string!(locale, owt.services.one_room).to_owned(),
        count => td_string!(locale, owt.services.many_rooms, count = count),
    };
    let delete = {
        let name = name.clone();
        move || {
            busy.set(true);
            panel.delete_service(service.id.clone(), name.clone(), move || {
                // Closed by now: another service may be asked about.
                if busy.try_set(false).is_none() {
                    asked.set(None);
                }
            });
        }
    };
    view! {
        <TypedName
            name
            facts
            lead=td_string!(locale, owt.services.delete_lead)
            ask=td_string!(locale, owt.services.type_name)
            confirm=td_string!(locale, owt.services.delete_confirm)
            busy
            on_confirm=delete
            on_cancel=move || asked.set(None)
        />
    }
}
