//! Who is in a room, as long as it is open.

use callbacks::{PersonRow, RoomKey};
use leptos::prelude::*;

use super::{
    super::{state::use_panel, words},
    data_table::DataTable,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::time,
    ui::{Button, Dialog},
};

/// The dialog "Room ROOM".
#[component]
pub fn RoomDialog(
    /// Which; `None` = none.
    opened: RwSignal<Option<RoomKey>>,
) -> impl IntoView {
    let locale = use_locale();
    let open = Signal::derive(move || opened.with(Option::is_some));
    let title = Signal::derive(move || {
        let room = opened.with(|key| key.as_ref().map(|key| key.room.clone()));
        let name = conference::clean_name(&room.unwrap_or_default()).into_owned();
        td_string!(locale, callbacks.rooms.title, name = name)
    });
    view! {
        <Dialog open title on_close=move || opened.set(None)>
            {move || {
                let key = opened.get_untracked();
                key.map(|key| view! { <People key=key opened /> })
            }}
        </Dialog>
    }
}

#[component]
fn People(
    /// The room.
    key: RoomKey,
    /// Whose people are shown.
    opened: RwSignal<Option<RoomKey>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let people = live.people_in(key.clone());
    let row = live.room(Signal::stored(key));
    let gone = move || {
        row.with(Option::is_none)
            .then(|| td_string!(locale, callbacks.rooms.closed))
    };
    let cells = move |index: usize| {
        let person = people.with(|people| people.get(index).cloned())?;
        let since = time::clock(live.local_ms(person.since_ms));
        Some(vec![
            person.name.to_string(),
            person.id.to_string(),
            person.endpoint.as_deref().unwrap_or_default().to_owned(),
            streams(locale, &person),
            since,
            match person.is_doubtful {
                true => td_string!(locale, callbacks.rooms.maybe_gone).to_owned(),
                false => td_string!(locale, callbacks.rooms.there).to_owned(),
            },
        ])
    };
    let heads = vec![
        td_string!(locale, callbacks.heads.name),
        td_string!(locale, callbacks.heads.user),
        td_string!(locale, callbacks.heads.endpoint),
        td_string!(locale, callbacks.heads.streams),
        td_string!(locale, callbacks.heads.since),
        td_string!(locale, callbacks.heads.state),
    ];
    view! {
        <div class="dialog-body callbacks-people">
            <p role="status" class="dialog-facts">
                {gone}
            </p>
            <DataTable
                label=td_string!(locale, callbacks.rooms.inside)
                class="callbacks-inside"
                heads
                total=Memo::new(move |_| people.with(Vec::len))
                row=cells
                none=td_string!(locale, callbacks.rooms.nobody)
            />
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, callbacks.page.close)
                    autofocus=true
                    on_press=move || opened.set(None)
                />
            </div>
        </div>
    }
}

/// What somebody sends: "Video 1280x720, Audio".
fn streams(locale: Locale, person: &PersonRow) -> String {
    let streams = person.streams.iter().map(|stream| {
        let mut text = words::medium(locale, &stream.medium);
        if let Some(resolution) = &stream.resolution {
            text.push(' ');
            text.push_str(resolution);
        }
        if stream.is_doubtful {
            text.push_str(" ?");
        }
        text
    });
    streams.collect::<Vec<_>>().join(", ")
}
