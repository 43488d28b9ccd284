//! Who is there: search, chips, and the grid of everybody.

mod actions;
mod chips;
mod facts;
mod filter;
mod forms;
mod keys;
mod row;
mod select;

use std::{rc::Rc, sync::Arc};

use conference::ParticipantId;
use wasm_bindgen::JsCast;

use super::{Desk, spotlight, words};
use crate::{
    i18n::{t, t_string},
    reactive::{Memo, RwSignal, Signal, event_target_value},
    state::Ids,
    ui::{
        Button, Icon, VirtualList,
        el::{El, count, div, el, flag},
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
    /// There are helpers, who are not shown among people.
    helped: Signal<bool>,
    /// What is asked about whom.
    asked: RwSignal<forms::Asked>,
    /// Several people.
    selection: select::Selection,
}

/// The rows as they are shown, and the question that they answer.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    ids: Ids,
    query: String,
    filter: Filter,
}

pub(super) fn people(desk: Desk) -> El {
    let list = List {
        query: RwSignal::default(),
        filter: RwSignal::default(),
        pointed: RwSignal::new(false),
        focused: RwSignal::new(false),
        current: RwSignal::new(None),
        helped: flag(move || desk.view.counts.get().helpers > 0),
        asked: RwSignal::new(None),
        selection: select::Selection::new(desk),
    };
    let shown = Memo::new(move |before| rows(desk, list, before));
    let search = el("input")
        .class("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .bind("aria-label", t!(room.find))
        .bind("placeholder", t!(room.find_hint))
        .bind_property("value", move || list.query.get())
        .on("input", move |event| {
            list.query.set(event_target_value(&event));
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
                        .say(t!(room.participants)),
                )
                .child(
                    el("span")
                        .class("panel-count")
                        .say(move || desk.view.counts.get().all),
                ),
        )
        .child(
            div("panel-tools")
                .child(div("search").child(icon(Icon::Search)).child(search))
                .child(chips::chips(desk, list.filter))
                .child(select::line(desk, list, shown, spotlight::order(desk))),
        )
        .child(grid(desk, list, shown))
        .when(
            move || shown.with(|shown| shown.ids.is_empty()),
            move || nobody(desk, list),
        )
        .child(forms::dialog(desk, list.asked))
        .child(select::dialog(desk, list.selection))
}

/// Who is to be shown, given who is.
fn rows(desk: Desk, list: List, before: Option<&Shown>) -> Shown {
    let view = desk.view;
    let (query, filter) = (list.query.get(), list.filter.get());
    let order = view.order.get();
    let plain = query.trim().is_empty() && filter == Filter::All && !list.helped.get();
    let held = list.pointed.get() || list.focused.get();
    if plain && !held {
        // Thousands of ids, as they are.
        return Shown {
            ids: order,
            query,
            filter,
        };
    }
    let wanted = if plain {
        order.to_vec()
    } else {
        view.revision.track();
        let speaking = if filter == Filter::Speaking {
            view.speaking.get()
        } else {
            Ids::from([])
        };
        view.found(&order, &query, &|person| filter.keeps(person, &speaking))
    };
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
    let rows = VirtualList {
        total,
        key_at: Rc::new(move |index| {
            shown.with(|shown| shown.ids.get(index).map(|id| Arc::from(id.as_str())))
        }),
        row: Rc::new(move |key, index| {
            row::row(desk, list, shown, ParticipantId::new(&key), index)
        }),
        row_height: desk.screen.row,
        reveal,
    };
    let busy = move || {
        (desk.view.connection.with(words::connection_word) == "connecting").then_some("true")
    };
    let note = |signal: RwSignal<bool>, is_so: bool| move |_| signal.set(is_so);
    div("people")
        .attr("role", "grid")
        .attr("aria-multiselectable", "true")
        .bind("aria-label", t!(room.participants))
        .bind("aria-rowcount", move || total.get())
        .bind("aria-busy", busy)
        .on("pointerenter", note(list.pointed, true))
        .on("pointerleave", note(list.pointed, false))
        .on("focusin", note(list.focused, true))
        .on("focusout", note(list.focused, false))
        .on("keydown", move |event| {
            keys::press(event.unchecked_ref(), total.get_untracked(), reveal);
        })
        .child(rows.el())
}

/// In place of rows: nobody yet, nobody known yet, or nobody who matches.
fn nobody(desk: Desk, list: List) -> El {
    let view = desk.view;
    let asked = move || {
        list.filter.get() != Filter::All || list.query.with(|query| !query.trim().is_empty())
    };
    let sentence = move || match (asked(), view.connection.with(words::connection_word)) {
        (true, _) => t_string!(room.nobody_found),
        (false, "connecting") => t_string!(room.nobody_loading),
        (false, _) => t_string!(room.nobody),
    };
    let everybody = move || {
        list.query.set(String::new());
        list.filter.set(Filter::All);
    };
    div("empty people-empty")
        .child(el("p").say(sentence))
        .when(asked, move || {
            div("").child(Button::new(t!(room.show_everybody), everybody))
        })
}
