//! Who is there: search, chips, and the grid of everybody.

mod actions;
mod chips;
mod facts;
mod filter;
mod keys;
mod remove;
mod row;

use conference::{Participant, ParticipantId};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Desk, press::Press, words};
use crate::{
    i18n::{t, t_string},
    state::Ids,
    ui::{
        Icon, VirtualList,
        el::{El, count, div, el},
        icon,
    },
};
use filter::{Filter, settle};

/// What the list is asked for, and by whom it is touched. Cheap to copy.
#[derive(Clone, Copy)]
struct List {
    query: RwSignal<String>,
    filter: RwSignal<Filter>,
    /// The pointer is over it.
    pointed: RwSignal<bool>,
    /// The focus is in it.
    focused: RwSignal<bool>,
    /// The row that Tab comes to.
    current: RwSignal<Option<ParticipantId>>,
    /// Who is asked to be removed.
    removing: RwSignal<Option<Participant>>,
}

/// The rows as they are shown, and the question that they answer.
#[derive(Clone, PartialEq)]
struct Shown {
    ids: Ids,
    query: String,
    filter: Filter,
}

pub(super) fn people(desk: Desk) -> El {
    let Desk { i18n, .. } = desk;
    let list = List {
        query: RwSignal::default(),
        filter: RwSignal::default(),
        pointed: RwSignal::new(false),
        focused: RwSignal::new(false),
        current: RwSignal::new(None),
        removing: RwSignal::new(None),
    };
    let shown = Memo::new(move |before| rows(desk, list, before));
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .bind("aria-label", t!(i18n, room.find))
        .bind("placeholder", t!(i18n, room.find_hint))
        .bind_property("value", move || list.query.get())
        .on("input", move |event| {
            list.query.try_set(event_target_value(&event));
        });
    el("section")
        .class("panel panel-grow")
        .attr("role", "region")
        .attr("aria-labelledby", "people-title")
        .child(
            div("panel-head")
                .child(
                    el("h2")
                        .class("panel-title")
                        .attr("id", "people-title")
                        .say(t!(i18n, room.participants)),
                )
                .child(
                    el("span")
                        .class("panel-count")
                        .say(move || desk.view.counts.get().all),
                ),
        )
        .child(
            div("panel-tools")
                .child(div("search").view(icon(Icon::Search)).child(search))
                .child(chips::chips(desk, list.filter)),
        )
        .child(grid(desk, list, shown))
        .when(
            move || shown.with(|shown| shown.ids.is_empty()),
            move || nobody(desk, list),
        )
        .view(remove::dialog(desk, list.removing))
}

/// Who is to be shown, given who is.
fn rows(desk: Desk, list: List, before: Option<&Shown>) -> Shown {
    let view = desk.view;
    let (query, filter) = (list.query.get(), list.filter.get());
    let order = view.order.get();
    let wanted = if query.trim().is_empty() && filter == Filter::All {
        order.to_vec()
    } else {
        view.revision.track();
        let speaking = if filter == Filter::Speaking {
            view.speaking.get()
        } else {
            Ids::from([])
        };
        view.found(&order, &query, |person| filter.keeps(person, &speaking))
    };
    let held = list.pointed.get() || list.focused.get();
    let same_question = before.filter(|before| before.query == query && before.filter == filter);
    let ids = match same_question {
        Some(before) => settle(&before.ids, wanted, held, |id| view.row(id).is_some()),
        None => wanted,
    };
    Shown {
        ids: ids.into(),
        query,
        filter,
    }
}

fn grid(desk: Desk, list: List, shown: Memo<Shown>) -> El {
    let total = count(move || shown.with(|shown| shown.ids.len()));
    let reveal = RwSignal::new(None);
    let row = move |(id, index)| row::row(desk, list, shown, id, index);
    let key_at = move |index: usize| shown.with(|shown| shown.ids.get(index).cloned());
    let rows = view! { <VirtualList total=total key_at=key_at row=row row_height=desk.screen.row reveal=reveal /> };
    let busy = move || {
        (desk.view.connection.with(words::connection_word) == "connecting").then_some("true")
    };
    let note = |signal: RwSignal<bool>, is_so: bool| {
        move |_| {
            signal.try_set(is_so);
        }
    };
    div("people")
        .attr("role", "grid")
        .bind("aria-label", t!(desk.i18n, room.participants))
        .bind("aria-rowcount", move || total.get())
        .bind("aria-busy", busy)
        .on("pointerenter", note(list.pointed, true))
        .on("pointerleave", note(list.pointed, false))
        .on("focusin", note(list.focused, true))
        .on("focusout", note(list.focused, false))
        .on("keydown", move |event| {
            keys::press(
                event.unchecked_ref(),
                total.try_get_untracked().unwrap_or_default(),
                reveal,
            );
        })
        .view(rows.into_any())
}

/// In place of rows: nobody yet, nobody known yet, or nobody who matches.
fn nobody(desk: Desk, list: List) -> El {
    let Desk { view, i18n, .. } = desk;
    let asked = move || {
        list.filter.get() != Filter::All || list.query.with(|query| !query.trim().is_empty())
    };
    let sentence = move || match (asked(), view.connection.with(words::connection_word)) {
        (true, _) => t_string!(i18n, room.nobody_found),
        (false, "connecting") => t_string!(i18n, room.nobody_loading),
        (false, _) => t_string!(i18n, room.nobody),
    };
    let everybody = move || {
        list.query.try_set(String::new());
        list.filter.try_set(Filter::All);
    };
    div("empty people-empty")
        .child(el("p").say(sentence))
        .when(asked, move || {
            div("").view(Press::new(t!(i18n, room.show_everybody), everybody).view())
        })
}
