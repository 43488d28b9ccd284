//! What is presented, and by whom.

use leptos::prelude::*;

use super::Desk;
use crate::{
    i18n::{t, t_string},
    ui::{Icon, icon},
};

pub(super) fn presentation(desk: Desk) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let under_way = Memo::new(move |_| view.presentation.with(Option::is_some));
    let who = Memo::new(move |_| {
        let name = view.presentation.with(|presentation| presentation.as_ref().map(|now| now.name.clone()));
        name.map(|name| String::from(&*name)).filter(|name| !name.is_empty())
    });
    view! {
        <section
            class="panel panel-presentation"
            role="region"
            aria-labelledby="presentation-title"
            data-presenting=move || under_way.get().to_string()
        >
            <div class="panel-head">
                <h2 class="panel-title" id="presentation-title">{t!(i18n, room.presentation)}</h2>
                <bdi class="panel-count ellipsis" dir="auto">{move || who.get()}</bdi>
                {move || (!under_way.get()).then(|| view! { <p class="panel-count">{t!(i18n, room.nobody_presents)}</p> })}
            </div>
            {move || under_way.get().then(|| frame(desk, who))}
        </section>
    }
    .into_any()
}

fn frame(desk: Desk, who: Memo<Option<String>>) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let some = Memo::new(move |_| view.frame.with(Option::is_some));
    let what = move || match who.get() {
        Some(name) => t_string!(i18n, room.presentation_by, name = name),
        None => t_string!(i18n, room.presentation).to_owned(),
    };
    let old = move || view.connection.with(super::words::connection_word) != "live";
    let inside = move || {
        if some.get() {
            view! { <img class="frame" alt=what src=move || view.frame.get() /> }.into_any()
        } else {
            view! {
                <p class="frame-empty">
                    {icon(Icon::Screen)}
                    {t!(i18n, room.frame_comes)}
                </p>
            }
            .into_any()
        }
    };
    view! {
        <div class="presentation" class:is-old=old>
            {inside}
            {move || (old() && some.get()).then(|| view! { <p class="presentation-old">{t!(i18n, room.frame_old)}</p> })}
        </div>
    }
    .into_any()
}
