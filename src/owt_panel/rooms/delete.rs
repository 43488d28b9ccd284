//! Deleting a room: whoever is in it is dropped, so they are counted, and the room's name is to be typed.

use leptos::prelude::*;
use owt::{Room, RoomId};

use super::super::{state::use_panel, typed_name::TypedName};
use crate::{
    i18n::{td_string, use_locale},
    ui::Dialog,
};

/// The room that is asked about.
#[derive(Clone, PartialEq)]
pub struct Asked {
    id: RoomId,
    name: String,
}

impl Asked {
    /// Asks about a room.
    pub fn of(room: &Room) -> Self {
        Self {
            id: room.id().clone(),
            name: room.name().to_string(),
        }
    }
}

/// How many people are in the room, as far as it is known.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Reading,
    Known(usize),
    Unknown,
}

/// The dialog "Delete NAME?".
#[component]
pub fn DeleteDialog(
    /// The room; `None` = nothing is asked.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let locale = use_locale();
    let title = Signal::derive(move || {
        let name = asked.with(|asked| asked.as_ref().map(|room| room.name.clone()));
        td_string!(
            locale,
            owt.rooms.delete_title,
            name = name.unwrap_or_default()
        )
    });
    let open = Signal::derive(move || asked.with(Option::is_some));
    view! {
        <Dialog open title on_close=move || asked.set(None)>
            {move || asked.get_untracked().map(|room| view! { <Question room asked /> })}
        </Dialog>
    }
}

#[component]
fn Question(
    /// The room.
    room: Asked,
    /// Where it is asked.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let busy = RwSignal::new(false);
    let inside = RwSignal::new(Inside::Reading);
    panel.count_people(room.id.clone(), move |count| {
        inside.try_set(count.map_or(Inside::Unknown, Inside::Known));
    });
    let who = Signal::derive(move || match inside.get() {
        Inside::Reading => td_string!(locale, owt.rooms.counting).to_owned(),
        Inside::Unknown => td_string!(locale, owt.rooms.not_counted).to_owned(),
        Inside::Known(0) => td_string!(locale, owt.rooms.nobody_inside).to_owned(),
        Inside::Known(1) => td_string!(locale, owt.rooms.one_inside).to_owned(),
        Inside::Known(count) => td_string!(locale, owt.rooms.many_inside, count = count),
    });
    let name = room.name.clone();
    let delete = move || {
        busy.set(true);
        panel.delete_room(room.id.clone(), room.name.clone(), move || {
            // Closed by now: another room may be asked about.
            if busy.try_set(false).is_none() {
                asked.set(None);
            }
        });
    };
    view! {
        <TypedName
            name
            facts=who
            lead=td_string!(locale, owt.rooms.delete_lead)
            ask=td_string!(locale, owt.rooms.type_name)
            confirm=td_string!(locale, owt.rooms.delete_confirm)
            busy
            on_confirm=delete
            on_cancel=move || asked.set(None)
        />
    }
}
