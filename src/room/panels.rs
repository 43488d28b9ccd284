//! Where things stand: side by side where there is room, one at a time behind tabs on a phone.

use super::{Desk, Parts, chat, editor, log, people, picture, presentation, waiting};
use crate::{
    i18n::t,
    reactive::Signal,
    ui::{
        self, Tab,
        el::{El, Piece, count, div, flag, when},
    },
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "room";

/// A phone's tabs.
pub(super) fn tabs(desk: Desk) -> Piece {
    let Parts { view, screen, .. } = *desk;
    let waiting = count(move || view.waiting.with(|waiting| waiting.len()));
    when(
        move || screen.narrow.get(),
        move || {
            let tabs = vec![
                Tab::new("people", t!(room.people)).badge(waiting),
                Tab::new("picture", t!(room.picture)),
                Tab::new("chat", t!(room.chat)).badge(screen.unread),
                Tab::new("log", t!(room.log)),
            ];
            let choose = move |id| screen.tab.set(id);
            div("room-tabs").child(ui::tabs(t!(room.views), GROUP, tabs, screen.tab, choose))
        },
    )
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
                .child(waiting::waiting(desk))
                .child(people::people(desk)),
        )
        .child(
            column(desk, "col col-air", "picture", seen("picture"))
                .child(picture::picture(desk))
                .child(editor::editor(desk))
                .child(presentation::presentation(desk)),
        )
        .child(talk)
}

/// A column is a tab's panel only while there are tabs.
fn column(desk: Desk, class: &'static str, id: &'static str, seen: Signal<bool>) -> El {
    let narrow = desk.screen.narrow;
    let tab = ["tab-", GROUP, "-", id].concat();
    div(class)
        .attr_of("id", ["panel-", GROUP, "-", id].concat())
        .bind("role", move || narrow.get().then_some("tabpanel"))
        .bind("aria-labelledby", move || narrow.get().then(|| tab.clone()))
        .bind("hidden", move || (!seen.get()).then_some(""))
}
