//! What is presented, and by whom.

use super::{Desk, calls, words::connection_word};
use crate::{
    i18n::{t, t_string},
    reactive::Signal,
    ui::{
        Icon,
        el::{El, div, el, flag, words},
        icon,
    },
};

pub(super) fn presentation(desk: Desk) -> El {
    let view = desk.view;
    let under_way = flag(move || view.presentation.with(Option::is_some));
    let who = words(move || {
        view.presentation.with(|presentation| {
            presentation
                .as_ref()
                .map(|now| String::from(&*now.name))
                .unwrap_or_default()
        })
    });
    el("section")
        .class("panel panel-presentation")
        .attr("role", "region")
        .attr("aria-labelledby", "presentation-title")
        .bind("data-presenting", move || under_way.get())
        .child(
            div("panel-head")
                .child(
                    el("h2")
                        .class("panel-title")
                        .attr("id", "presentation-title")
                        .say(t!(room.presentation)),
                )
                .child(
                    el("bdi")
                        .class("panel-count ellipsis")
                        .attr("dir", "auto")
                        .say(move || who.get()),
                )
                .when(
                    move || !under_way.get(),
                    move || el("p").class("panel-count").say(t!(room.nobody_presents)),
                )
                .child(calls::share(desk)),
        )
        .when(move || under_way.get(), move || frame(desk, who))
}

fn frame(desk: Desk, who: Signal<String>) -> El {
    let view = desk.view;
    let some = flag(move || view.frame.with(Option::is_some));
    let what = move || match who.get() {
        empty if empty.is_empty() => t_string!(room.presentation).to_owned(),
        name => t_string!(room.presentation_by, name = name),
    };
    let inside = move || {
        if some.get() {
            el("img")
                .class("frame")
                .bind("alt", what)
                .bind("src", move || view.frame.get())
        } else {
            let none = el("p").class("frame-empty").child(icon(Icon::Screen));
            none.child(el("span").say(t!(room.frame_comes)))
        }
    };
    let old = move || some.get() && view.connection.with(connection_word) != "live";
    div("presentation").view_of(inside).when(old, move || {
        el("p").class("frame-old").say(t!(room.frame_old))
    })
}
