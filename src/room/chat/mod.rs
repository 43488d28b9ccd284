//! What people write.

mod compose;
mod line;

use leptos::prelude::*;

use super::{Desk, follow::Follow};
use crate::{
    i18n::{t, t_string},
    ui::{Button, Look},
};

/// `unread` is told how many lines nobody has seen.
pub(super) fn chat(desk: Desk, shown: Signal<bool>, unread: RwSignal<usize>) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let ever = Memo::new(move |_| view.chat.with(|chat| chat.ever()));
    let follow = Follow::new(ever.into(), shown);
    Effect::new(move |_| {
        unread.try_set(follow.unread());
    });
    let lines = move || view.chat.with(|chat| chat.newest(follow.limit.get()));
    let older = Memo::new(move |_| view.chat.with(|chat| chat.len()) > follow.limit.get());
    let empty = Memo::new(move |_| view.chat.with(|chat| chat.is_empty()));
    let news = move || match follow.unread() {
        0 => String::new(),
        1 => t_string!(i18n, room.new_one).to_owned(),
        count => t_string!(i18n, room.new_many, count = count),
    };
    view! {
        <section class="panel panel-grow" role="region" aria-label=t!(i18n, room.chat)>
            <div class="panel-head">
                <h2 class="panel-title">{t!(i18n, room.chat)}</h2>
            </div>
            <div
                class="panel-scroll chat"
                role="log"
                aria-label=t!(i18n, room.messages)
                tabindex="0"
                node_ref=follow.element
                on:scroll=move |_| follow.scrolled()
            >
                {move || older.get().then(|| view! {
                    <Button label=t!(i18n, room.earlier) look=Look::Quiet on_press=move |()| follow.more() />
                })}
                {move || empty.get().then(|| view! { <p class="empty">{t!(i18n, room.no_messages)}</p> })}
                <For each=lines key=|line| line.number children=move |line| line::line(desk, &line.what) />
            </div>
            {move || (follow.unread() > 0).then(|| view! {
                <button type="button" class="news" on:click=move |_| follow.to_end()>{news}</button>
            })}
            {compose::compose(desk)}
        </section>
    }
    .into_any()
}
