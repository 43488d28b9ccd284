//! One chat line.

use conference::ChatLine;
use leptos::prelude::*;

use crate::{
    i18n::t_string,
    room::{Desk, time},
};

pub(super) fn line(desk: Desk, line: &ChatLine) -> AnyView {
    let i18n = desk.i18n;
    let at = time::clock(line.at_ms);
    let short = at.get(..5).unwrap_or_default().to_owned();
    let (name, own) = (String::from(&*line.name), line.own);
    let who = move || match (own, name.is_empty()) {
        (true, _) => t_string!(i18n, room.you).to_owned(),
        (false, true) => t_string!(i18n, log.somebody).to_owned(),
        (false, false) => name.clone(),
    };
    view! {
        <div class="message" class:message-own=own>
            <bdi class="message-who" dir="auto">{who}</bdi>
            <time class="message-when" title=at>{short}</time>
            <p class="message-text" dir="auto">{String::from(&*line.text)}</p>
        </div>
    }
    .into_any()
}
