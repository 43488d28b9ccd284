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

use super::{Desk, words};
use crate::{
    i18n::{t, t_string},
    state::Ids,
    ui::{Button, Icon, VirtualList, icon},
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

pub(super) fn people(desk: Desk) -> AnyView {
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
    view! {
        <section class="panel panel-grow" role="region" aria-labelledby="people-title">
            <div class="panel-head">
                <h2 class="panel-title" id="people-title">{t!(i18n, room.participants)}</h2>
                <span class="panel-count">{move || desk.view.counts.get().all.to_string()}</span>
            </div>
            <div class="panel-tools">
                <div class="search">
                    {icon(Icon::Search)}
                    <input
                        class="input"
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        aria-label=t!(i18n, room.find)
                        placeholder=t!(i18n, room.find_hint)
                        prop:value=move || list.query.get()
                        on:input=move |event| {
                            list.query.try_set(event_target_value(&event));
                        }
                    />
                </div>
                {chips::chips(desk, list.filter)}
            </div>
            {grid(desk, list, shown)}
            {move || shown.with(|shown| shown.ids.is_empty()).then(|| nobody(desk, list))}
            {remove::dialog(desk, list.removing)}
        </section>
    }
    .into_any()
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
        let speaking = if filter == Filter::Speaking { view.speaking.get() } else { Ids::from([]) };
        view.found(&order, &query, |person| filter.keeps(person, &speaking))
    };
    let held = list.pointed.get() || list.focused.get();
    let same_question = before.filter(|before| before.query == query && before.filter == filter);
    let ids = match same_question {
        Some(before) => settle(&before.ids, wanted, held, |id| view.row(id).is_some()),
        None => wanted,
    };
    Shown { ids: ids.into(), query, filter }
}

fn grid(desk: Desk, list: List, shown: Memo<Shown>) -> AnyView {
    let total = Memo::new(move |_| shown.with(|shown| shown.ids.len()));
    let reveal = RwSignal::new(None);
    let row = move |(id, index)| row::row(desk, list, shown, id, index);
    view! {
        <div
            class="people"
            role="grid"
            aria-label=t!(desk.i18n, room.participants)
            aria-rowcount=move || total.get().to_string()
            aria-busy=move || (desk.view.connection.with(words::connection_word) == "connecting").then_some("true")
            on:pointerenter=move |_| {
                list.pointed.try_set(true);
            }
            on:pointerleave=move |_| {
                list.pointed.try_set(false);
            }
            on:focusin=move |_| {
                list.focused.try_set(true);
            }
            on:focusout=move |_| {
                list.focused.try_set(false);
            }
            on:keydown=move |event| keys::press(&event, total.try_get_untracked().unwrap_or_default(), reveal)
        >
            <VirtualList
                total=total
                key_at=move |index: usize| shown.with(|shown| shown.ids.get(index).cloned())
                row=row
                row_height=desk.screen.row
                reveal=reveal
            />
        </div>
    }
    .into_any()
}

/// In place of rows: nobody yet, nobody known yet, or nobody who matches.
fn nobody(desk: Desk, list: List) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let asked = move || list.filter.get() != Filter::All || list.query.with(|query| !query.trim().is_empty());
    let sentence = move || match (asked(), view.connection.with(words::connection_word)) {
        (true, _) => t_string!(i18n, room.nobody_found),
        (false, "connecting") => t_string!(i18n, room.nobody_loading),
        (false, _) => t_string!(i18n, room.nobody),
    };
    let everybody = move |()| {
        list.query.try_set(String::new());
        list.filter.try_set(Filter::All);
    };
    view! {
        <div class="empty people-empty">
            <p>{sentence}</p>
            {move || asked().then(|| view! { <Button label=t!(i18n, room.show_everybody) on_press=everybody /> })}
        </div>
    }
    .into_any()
}
