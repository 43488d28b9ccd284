//! What people write.

mod compose;
mod line;

use super::{Desk, Parts, follow::Follow};
use crate::{
    i18n::{t, t_string},
    reactive::Signal,
    ui::el::{El, Item, div, el},
};

pub(super) fn chat(desk: Desk, shown: Signal<bool>) -> El {
    let Parts { view, screen, .. } = *desk;
    let follow = Follow::new(
        Signal::derive(move || view.chat.with(|chat| chat.ever())),
        shown,
    );
    crate::reactive::follow(move || {
        screen.unread.set(follow.unread());
    });
    let lines = move || {
        let lines = view.chat.with(|chat| chat.newest(follow.limit.get()));
        lines
            .into_iter()
            .map(|one| Item::new(one.number.to_string(), move || line::line(&one.what)))
            .collect()
    };
    let news = move || match follow.unread() {
        1 => t_string!(room.new_one).to_owned(),
        count => t_string!(room.new_many, count = count),
    };
    el("section")
        .class("panel panel-grow")
        .attr("role", "region")
        .bind("aria-label", t!(room.chat))
        .child(div("panel-head").child(el("h2").class("panel-title").say(t!(room.chat))))
        .child(
            div("panel-scroll")
                .attr("role", "log")
                .bind("aria-label", t!(room.messages))
                .attr("tabindex", "0")
                .hold(follow.element)
                .on("scroll", move |_| follow.scrolled())
                .child(follow.earlier(move || view.chat.with(|chat| chat.len())))
                .when(
                    move || view.chat.with(|chat| chat.is_empty()),
                    move || el("p").class("empty").say(t!(room.no_messages)),
                )
                .child(el("ol").class("chat").each(lines)),
        )
        .when(
            move || follow.unread() > 0,
            move || {
                el("button")
                    .attr("type", "button")
                    .class("news")
                    .say(news)
                    .on("click", move |_| follow.to_end())
            },
        )
        .child(compose::compose(desk))
}
