//! One chat line.

use crate::{
    i18n::t_string,
    room::time,
    ui::el::{El, el},
};
use conference::ChatLine;

pub(super) fn line(line: &ChatLine) -> El {
    let at = time::clock(line.at_ms);
    let (name, own) = (line.name.clone(), line.own);
    let who = move || match (own, name.is_empty()) {
        (true, _) => t_string!(room.you).to_owned(),
        (false, true) => t_string!(log.somebody).to_owned(),
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
                .attr_of("title", &at)
                .text(at.get(..5).unwrap_or_default()),
        )
        .child(
            el("p")
                .class("message-text")
                .attr("dir", "auto")
                .text(&line.text),
        )
}
