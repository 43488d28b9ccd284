//! Chips: which of the many, and how many those are.

use leptos::prelude::*;

use super::filter::Filter;
use crate::{
    i18n::{t, t_string},
    room::Desk,
};

pub(super) fn chips(desk: Desk, chosen: RwSignal<Filter>) -> AnyView {
    let chips = Filter::EACH.into_iter().map(|filter| chip(desk, chosen, filter)).collect::<Vec<_>>();
    view! {
        <div class="filters" role="group" aria-label=t!(desk.i18n, room.show)>
            {chips}
        </div>
    }
    .into_any()
}

fn chip(desk: Desk, chosen: RwSignal<Filter>, filter: Filter) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let label = move || match filter {
        Filter::All => t_string!(i18n, room.all),
        Filter::Hosts => t_string!(i18n, room.hosts),
        Filter::Speaking => t_string!(i18n, room.speaking_ones),
        Filter::Muted => t_string!(i18n, room.muted_ones),
        Filter::Connecting => t_string!(i18n, room.connecting_ones),
    };
    let count = Memo::new(move |_| match filter {
        Filter::All => view.counts.get().all,
        Filter::Hosts => view.counts.get().hosts,
        Filter::Speaking => view.speaking.with(|speaking| speaking.len()),
        Filter::Muted => view.counts.get().muted,
        Filter::Connecting => view.counts.get().connecting,
    });
    view! {
        <button
            type="button"
            class="filter"
            aria-pressed=move || (chosen.get() == filter).to_string()
            on:click=move |_| {
                chosen.try_set(filter);
            }
        >
            {label}
            " "
            {move || count.get().to_string()}
        </button>
    }
    .into_any()
}
