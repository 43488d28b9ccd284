//! Chips: which of the many, and how many those are.

use super::filter::Filter;
use crate::{
    i18n::{t, t_string},
    reactive::RwSignal,
    room::Desk,
    ui::el::{El, count, div, el},
};

pub(super) fn chips(desk: Desk, chosen: RwSignal<Filter>) -> El {
    let none = div("filters")
        .attr("role", "group")
        .bind("aria-label", t!(room.show));
    Filter::EACH.into_iter().fold(none, |chips, filter| {
        // Few meetings have helpers: their chip comes with them.
        let is_shown = move || {
            filter != Filter::Helpers
                || desk.view.counts.get().helpers > 0
                || chosen.get() == filter
        };
        chips.when(is_shown, move || chip(desk, chosen, filter))
    })
}

fn chip(desk: Desk, chosen: RwSignal<Filter>, filter: Filter) -> El {
    let view = desk.view;
    let label = move || match filter {
        Filter::All => t_string!(room.all),
        Filter::Hosts => t_string!(room.hosts),
        Filter::Speaking => t_string!(room.speaking_ones),
        Filter::Muted => t_string!(room.muted_ones),
        Filter::Connecting => t_string!(room.connecting_ones),
        Filter::Helpers => t_string!(dial.helpers),
    };
    let count = count(move || match filter {
        Filter::All => view.counts.get().all,
        Filter::Hosts => view.counts.get().hosts,
        Filter::Speaking => view.speaking.with(|speaking| speaking.len()),
        Filter::Muted => view.counts.get().muted,
        Filter::Connecting => view.counts.get().connecting,
        Filter::Helpers => view.counts.get().helpers,
    });
    el("button")
        .attr("type", "button")
        .class("filter")
        .bind("aria-pressed", move || chosen.get() == filter)
        .on("click", move |_| {
            chosen.set(filter);
        })
        .say(label)
        .text(" ")
        .say(move || count.get())
}
