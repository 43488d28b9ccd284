//! One chat line.

use conference::ChatLine;
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string},
    room::time,
};

/// Returns the line for the page. It never changes, so nothing in it follows anything.
pub fn view(locale: Locale, line: &ChatLine) -> AnyView {
    let at = time::clock(line.at_ms);
    let hour_and_minute = at.get(..5).unwrap_or_default().to_owned();
    let who = match (line.own, line.name.is_empty()) {
        (true, _) => td_string!(locale, room.you).to_owned(),
        (false, true) => td_string!(locale, log.somebody).to_owned(),
        (false, false) => line.name.to_string(),
    };
    view! {
        <li class=if line.own { "message message-own" } else { "message" }>
            <bdi class="message-who" dir="auto">
                {who}
            </bdi>
            {line.is_direct.then(|| view! { <span class="message-direct">{td_string!(locale, room.to_you_only)}</span> })}
            <time class="message-when" title=at>
                {hour_and_minute}
            </time>
            <p class="message-text" dir="auto">
                {line.text.to_string()}
            </p>
        </li>
    }
    .into_any()
}
