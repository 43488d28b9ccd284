//! One chat line.

use conference::ChatLine;
use leptos::prelude::*;

use crate::{
    i18n::t_string,
    room::{Desk, time},
    ui::el::el,
};

pub(super) fn line(desk: Desk, line: &ChatLine) -> AnyView {
    let i18n = desk.i18n;
    let at = time::clock(line.at_ms);
    let (name, own) = (line.name.clone(), line.own);
    let who = move || match (own, name.is_empty()) {
        (true, _) => t_string!(i18n, room.you).to_owned(),
        (false, true) => t_string!(i18n, log.somebody).to_owned(),
        (false, false) => String::from(&*name),
    };
    el("li")
        .class(if own {
            "message message-own"
        } else {
            "message"
        })
        .child(el("bdi").class("message-who").attr("dir", "auto").say(who))
        .child(
            el("time")
                .class("message-when")
                .attr("title", &at)
                .text(at.get(..5).unwrap_or_default()),
        )
        .child(
            el("p")
                .class("message-text")
                .attr("dir", "auto")
                .text(&line.text),
        )
        .any()
}
