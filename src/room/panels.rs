//! Where things stand: side by side where there is room, one at a time behind tabs on a phone.

use leptos::prelude::*;

use super::{Desk, chat, log, people, picture, presentation, waiting};
use crate::{
    i18n::t,
    ui::{
        Tab, Tabs,
        el::{El, count, div, flag, view_of},
    },
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "room";

/// A phone's tabs.
pub(super) fn tabs(desk: Desk) -> AnyView {
    let Desk {
        view, screen, i18n, ..
    } = desk;
    let waiting = count(move || view.waiting.with(|waiting| waiting.len()));
    view_of(move || {
        if !screen.narrow.get() {
            return ().into_any();
        }
        let tabs = vec![
            Tab::new("people", t!(i18n, room.people)).badge(waiting),
            Tab::new("picture", t!(i18n, room.picture)),
            Tab::new("chat", t!(i18n, room.chat)).badge(screen.unread),
            Tab::new("log", t!(i18n, room.log)),
        ];
        let choose = move |id| {
            screen.tab.try_set(id);
        };
        let tabs = view! { <Tabs label=t!(i18n, room.views) group=GROUP tabs=tabs selected=screen.tab on_select=choose /> };
        div("room-tabs").view(tabs.into_any()).any()
    })
}

pub(super) fn body(desk: Desk) -> El {
    let screen = desk.screen;
    let seen = move |id: &'static str| flag(move || !screen.narrow.get() || screen.tab.get() == id);
    let (chat_seen, log_seen) = (seen("chat"), seen("log"));
    let talk = div("col col-talk")
        .bind("hidden", move || {
            (!chat_seen.get() && !log_seen.get()).then_some("")
        })
        .child(column(desk, "col-part", "chat", chat_seen).child(chat::chat(desk, chat_seen)))
        .child(column(desk, "col-part", "log", log_seen).child(log::log(desk, log_seen)));
    div("room-body")
        .child(
            column(desk, "col col-people", "people", seen("people"))
                .view(waiting::waiting(desk))
                .child(people::people(desk)),
        )
        .child(
            column(desk, "col col-air", "picture", seen("picture"))
                .child(picture::picture(desk))
                .child(presentation::presentation(desk)),
        )
        .child(talk)
}

/// A column is a tab's panel only while there are tabs.
fn column(desk: Desk, class: &str, id: &str, seen: Signal<bool>) -> El {
    let narrow = desk.screen.narrow;
    let tab = ["tab-", GROUP, "-", id].concat();
    div(class)
        .attr("id", &["panel-", GROUP, "-", id].concat())
        .bind("role", move || narrow.get().then_some("tabpanel"))
        .bind("aria-labelledby", move || narrow.get().then(|| tab.clone()))
        .bind("hidden", move || (!seen.get()).then_some(""))
}
