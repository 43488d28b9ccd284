//! Where things stand: side by side where there is room, one at a time behind tabs on a phone.

use leptos::prelude::*;

use super::{Desk, chat, log, people, picture, presentation, waiting};
use crate::{
    i18n::t,
    ui::{Tab, Tabs},
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "room";

pub(super) fn panels(desk: Desk) -> AnyView {
    let Desk { view, screen, i18n, .. } = desk;
    let selected = RwSignal::new("people");
    let waiting = Signal::derive(move || view.waiting.with(|waiting| waiting.len()));
    let unread = RwSignal::new(0);
    let tabs = move || {
        screen.narrow.get().then(|| {
            let tabs = vec![
                Tab::new("people", t!(i18n, room.people)).badge(waiting),
                Tab::new("picture", t!(i18n, room.picture)),
                Tab::new("chat", t!(i18n, room.chat)).badge(unread),
                Tab::new("log", t!(i18n, room.log)),
            ];
            let choose = move |id| {
                selected.try_set(id);
            };
            view! {
                <div class="room-tabs">
                    <Tabs label=t!(i18n, room.views) group=GROUP tabs=tabs selected=selected on_select=choose />
                </div>
            }
        })
    };
    let seen = move |id: &'static str| Signal::derive(move || !screen.narrow.get() || selected.get() == id);
    let (chat_seen, log_seen) = (seen("chat"), seen("log"));
    view! {
        {tabs}
        <div class="room-body">
            {column(desk, "col col-people", "people", seen("people"), (waiting::waiting(desk), people::people(desk)).into_any())}
            {column(desk, "col col-air", "picture", seen("picture"), (picture::picture(desk), presentation::presentation(desk)).into_any())}
            <div class="col col-talk" hidden=move || !chat_seen.get() && !log_seen.get()>
                {column(desk, "col-part", "chat", chat_seen, chat::chat(desk, chat_seen, unread))}
                {column(desk, "col-part", "log", log_seen, log::log(desk, log_seen))}
            </div>
        </div>
    }
    .into_any()
}

/// A column is a tab's panel only while there are tabs.
fn column(desk: Desk, class: &'static str, id: &'static str, seen: Signal<bool>, inside: AnyView) -> AnyView {
    let narrow = desk.screen.narrow;
    let tab = ["tab-", GROUP, "-", id].concat();
    view! {
        <div
            class=class
            id=["panel-", GROUP, "-", id].concat()
            role=move || narrow.get().then_some("tabpanel")
            aria-labelledby=move || narrow.get().then(|| tab.clone())
            hidden=move || !seen.get()
        >
            {inside}
        </div>
    }
    .into_any()
}
