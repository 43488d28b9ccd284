//! Open rooms: who is in them, and what they send.

use std::sync::Arc;

use callbacks::{Phase, RoomKey};
use leptos::prelude::*;

use super::{
    super::{state::use_panel, words},
    room_dialog::RoomDialog,
};
use crate::{
    i18n::{lower, td_string, use_locale},
    room::{screen::use_screen, time},
    ui::{Button, Icon, SearchField, ShowIf, VirtualList},
};

/// What all rows follow. Cheap to copy.
#[derive(Clone, Copy)]
struct RoomsContext {
    /// The room whose people are shown.
    opened: RwSignal<Option<RoomKey>>,
}

/// The table "Rooms".
#[component]
pub fn Rooms() -> impl IntoView {
    let (live, locale, screen) = (use_panel().live, use_locale(), use_screen());
    let query = RwSignal::new(String::new());
    let opened = RwSignal::new(None);
    provide_context(RoomsContext { opened });
    let (order, revision, phase) = (live.rooms.order(), live.rooms.revision(), live.phase());
    let keys: Memo<Arc<[RoomKey]>> = Memo::new(move |_| {
        let query = query.with(|query| lower(query.trim()));
        if query.is_empty() {
            return order.get();
        }
        revision.track();
        let found = live.with_state(|state| {
            let found = order.with(|order| {
                let found = order.iter().filter(|key| state.has(key, &query));
                found.cloned().collect::<Vec<_>>()
            });
            found.into()
        });
        found.unwrap_or_else(|| Arc::from([]))
    });
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let is_empty = Signal::derive(move || total.get() == 0);
    let none = move || match (phase.get(), query.with(String::is_empty)) {
        (_, false) => td_string!(locale, callbacks.rooms.none_found),
        (Phase::Connecting, _) => td_string!(locale, callbacks.rooms.reading),
        _ => td_string!(locale, callbacks.rooms.none),
    };
    let row_height = move || screen.row_height.get() * 2.0 + screen.rem.get() / 4.0;
    view! {
        <section
            class="panel callbacks-panel callbacks-rooms"
            role="region"
            aria-label=td_string!(locale, callbacks.page.rooms)
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, callbacks.page.rooms)}</h2>
                <span class="panel-count">{total}</span>
            </div>
            <div class="panel-tools">
                <SearchField
                    label=td_string!(locale, callbacks.rooms.find)
                    hint=td_string!(locale, callbacks.rooms.find_hint)
                    query
                />
            </div>
            <div
                class="people"
                role="table"
                aria-label=td_string!(locale, callbacks.page.rooms)
                aria-rowcount=total
            >
                <VirtualList
                    keys=keys.into()
                    row_height=Signal::derive(row_height)
                    reveal=RwSignal::new(None)
                    row=|key, index| view! { <Row key=key index /> }.into_any()
                />
            </div>
            <ShowIf when=is_empty>
                <p class="empty callbacks-empty">{none}</p>
            </ShowIf>
            <RoomDialog opened />
        </section>
    }
}

/// One room.
#[component]
fn Row(
    /// Which.
    #[prop(into)]
    key: Signal<RoomKey>,
    /// Its place in the list.
    #[prop(into)]
    index: Signal<usize>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let opened = expect_context::<RoomsContext>().opened;
    let row = live.room(key);
    let with =
        move |read: fn(&callbacks::RoomRow) -> usize| row.with(|row| row.as_ref().map_or(0, read));
    let id = move || row.with(|row| row.as_ref().map(|row| row.id.to_string()));
    let people = Memo::new(move |_| with(|row| row.people));
    let doubtful = move || with(|row| row.doubtful);
    let sending = Memo::new(move |_| {
        let parts = [
            (
                with(|row| row.audio),
                td_string!(locale, callbacks.media.audio),
            ),
            (
                with(|row| row.video),
                td_string!(locale, callbacks.media.video),
            ),
            (
                with(|row| row.desktop),
                td_string!(locale, callbacks.media.desktop),
            ),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, name)| format!("{name} {count}"));
        parts.collect::<Vec<_>>().join(" · ")
    });
    let since = Memo::new(move |_| {
        let since_ms = row.with(|row| row.as_ref().map(|row| row.since_ms));
        let time = since_ms.map(|ms| time::clock(live.local_ms(ms)));
        time.map(|time| td_string!(locale, callbacks.rooms.since, time = time))
    });
    let names = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            Some(match (row.people, row.more) {
                (0, _) => td_string!(locale, callbacks.rooms.nobody).to_owned(),
                (_, 0) => row.names.to_string(),
                (_, more) => {
                    let names = row.names.to_string();
                    td_string!(
                        locale,
                        callbacks.rooms.and_more,
                        names = names,
                        count = more
                    )
                }
            })
        })
    };
    let is_doubtful = Signal::derive(move || doubtful() > 0);
    let button = Signal::derive(move || {
        let room = id().unwrap_or_default();
        td_string!(locale, callbacks.rooms.show_one, name = room)
    });
    view! {
        <div
            role="row"
            class="person callbacks-room"
            aria-rowindex=move || index.get() + 1
            data-room=move || key.get().room.to_string()
            data-vendor=move || key.get().vendor.word()
            data-people=people
            data-doubtful=doubtful
        >
            <div role="cell" class="callbacks-room-facts">
                <span class="row-line">
                    <bdi class="callbacks-room-id" dir="auto" translate="no">
                        {id}
                    </bdi>
                    <span class="row-word">
                        {move || words::vendor(locale, key.get().vendor.word())}
                    </span>
                    <span class="row-word">{since}</span>
                </span>
                <span class="row-line row-details">
                    <span>
                        {move || td_string!(locale, callbacks.rooms.people, count = people.get())}
                    </span>
                    <ShowIf when=is_doubtful>
                        <span class="callbacks-doubtful">
                            {move || {
                                td_string!(locale, callbacks.rooms.doubtful, count = doubtful())
                            }}
                        </span>
                    </ShowIf>
                    <span>{sending}</span>
                </span>
                <bdi class="row-details" dir="auto" translate="no">
                    {names}
                </bdi>
            </div>
            <div role="cell">
                <Button
                    label=td_string!(locale, callbacks.rooms.show)
                    name=button
                    icon=Icon::Users
                    on_press=move || opened.set(Some(key.get_untracked()))
                />
            </div>
        </div>
    }
}
