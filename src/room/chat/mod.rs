//! What people write.

mod compose;
mod line;

use conference::{ChatLine, Line, Lines};
use leptos::prelude::*;

use super::line_list::{EarlierButton, LineScroll};
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{KeyedLines, ShowIf},
};
use compose::Compose;

/// Chat.
#[component]
pub fn ChatPanel(
    /// Whether it is in sight.
    #[prop(into)]
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let chat = meeting.chat.lines();
    let total = Signal::derive(move || chat.with(Lines::total));
    let scroll = LineScroll::new(total, seen, meeting.chat.read);
    let unread = Memo::new(move |_| scroll.unread());
    Effect::new(move || meeting.panels.unread.set(unread.get()));
    let lines = Signal::derive(move || chat.with(|chat| chat.newest(scroll.limit.get())));
    let line = move |line: Line<ChatLine>| line::view(locale, &line.content);
    let kept = Memo::new(move |_| chat.with(Lines::len));
    let news = Signal::derive(move || match unread.get() {
        1 => td_string!(locale, room.new_one).to_owned(),
        count => td_string!(locale, room.new_many, count = count),
    });
    view! {
        <section class="panel panel-grow" role="region" aria-label=td_string!(locale, room.chat)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.chat)}</h2>
            </div>
            <div
                class="panel-scroll"
                role="log"
                aria-label=td_string!(locale, room.messages)
                tabindex="0"
                node_ref=scroll.element
                on:scroll=move |_| scroll.on_scroll()
            >
                <EarlierButton scroll kept />
                <ShowIf when=move || kept.get() == 0>
                    <p class="empty">{td_string!(locale, room.no_messages)}</p>
                </ShowIf>
                <ol class="chat">
                    <KeyedLines lines key=number_of line />
                </ol>
            </div>
            <ShowIf when=move || { unread.get() > 0 }>
                <button type="button" class="news" on:click=move |_| scroll.go_to_end()>
                    {news}
                </button>
            </ShowIf>
            <Compose />
        </section>
    }
    .into_any()
}

fn number_of(line: &Line<ChatLine>) -> u64 {
    line.number
}
