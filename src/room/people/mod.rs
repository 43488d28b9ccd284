//! Who is there: search, filters, and the grid of everybody.

mod actions;
mod badges;
mod bulk;
mod filters;
mod grid;
mod keys;
mod order;
mod person_form;
mod remove_dialog;
mod row;

use conference::{PeopleFilters, PeopleRows, PeopleSort};
use leptos::prelude::*;

use super::{progress::BulkProgress, roll_call::RollCallButton, spotlight::SpotlightOrderButton};
use crate::{
    i18n::{td_string, use_locale},
    state::{ConnectionPhase, Meeting, use_meeting},
    ui::{Button, SearchField, ShowIf},
};
use bulk::SelectionBar;
use filters::Filters;
pub use filters::filter_label;
use grid::{ListAttention, PeopleGrid};
pub use order::sort_label;
use order::{SortBy, SortNow};
use person_form::PersonFormDialog;
use remove_dialog::RemoveDialog;

/// The participants.
#[component]
pub fn PeoplePanel() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let attention = ListAttention::default();
    let rows = rows_of(meeting, attention);
    load_pinyin_when_wanted(meeting);
    let all = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.all));
    let nobody = Memo::new(move |_| rows.with(PeopleRows::is_empty));
    let is_calling = meeting.panels.dial.open;
    view! {
        <section
            class="panel panel-grow"
            role="region"
            aria-labelledby="people-title"
            on:pointerleave=move |_| attention.pointer_left(None)
            on:focusout=move |event| attention.focus_left(&event)
        >
            <div class="panel-head">
                <h2 class="panel-title" id="people-title">
                    {td_string!(locale, room.participants)}
                </h2>
                <span class="panel-count">{all}</span>
                // In a line that is there anyway: a line of its own would move the rows that it is about.
                <SortNow rows=rows />
            </div>
            <div class="panel-tools">
                <div class="search-line">
                    <SearchField
                        label=td_string!(locale, room.find)
                        hint=td_string!(locale, room.find_hint)
                        query=meeting.panels.people.query
                    />
                    <SortBy />
                </div>
                <Filters />
                <SelectionBar rows=rows>
                    <SpotlightOrderButton />
                    <RollCallButton />
                </SelectionBar>
            </div>
            <PeopleGrid rows=rows attention=attention />
            <ShowIf when=nobody>
                <Nobody />
            </ShowIf>
            // Beside what it is about: calls are made in a dialog, behind which nothing can be pressed.
            <ShowIf when=Signal::derive(move || !is_calling.get())>
                <BulkProgress />
            </ShowIf>
            <PersonFormDialog />
            <RemoveDialog />
        </section>
    }
    .into_any()
}

/// The rows to show: whoever is searched for, in their places while somebody works with the list.
fn rows_of(meeting: Meeting, attention: ListAttention) -> Memo<PeopleRows> {
    let panel = meeting.panels.people;
    let has_helpers = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.helpers > 0));
    // Apart from the search: thousands are sorted when their order may be another, not with each key.
    let sorted = Memo::new(move |_| meeting.roster.sorted(panel.sort.get()));
    Memo::new(move |before: Option<&PeopleRows>| {
        let asked = panel.question();
        let found = if asked.search.is_empty() && !has_helpers.get() {
            // Thousands of ids, as they are.
            sorted.get()
        } else {
            sorted.with(|sorted| meeting.roster.search_in(sorted, &asked.search).into())
        };
        let touch = attention.touch();
        let pinned = panel.pinned.get();
        PeopleRows::next(before, asked, found, pinned, touch, |id| {
            meeting.roster.has(id)
        })
    })
}

/// How Chinese names are read is loaded where there are such names and somebody searches, here or in the palette, or sorts by name.
fn load_pinyin_when_wanted(meeting: Meeting) {
    let (panel, palette) = (meeting.panels.people, meeting.panels.palette_query);
    Effect::new(move || {
        let is_typed = |query: RwSignal<String>| query.with(|query| !query.is_empty());
        let is_wanted =
            panel.sort.get() == PeopleSort::Name || is_typed(panel.query) || is_typed(palette);
        if is_wanted && meeting.roster.has_han().get() {
            meeting.roster.want_pinyin();
        }
    });
}

/// In place of rows: nobody yet, nobody known yet, or nobody who matches.
#[component]
fn Nobody() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let is_searched = Memo::new(move |_| !panel.search().is_empty());
    let sentence = Signal::derive(move || match (is_searched.get(), meeting.phase.get()) {
        (true, _) => td_string!(locale, room.nobody_found),
        (false, ConnectionPhase::Connecting) => td_string!(locale, room.nobody_loading),
        (false, _) => td_string!(locale, room.nobody),
    });
    let show_everybody = move || {
        panel.query.set(String::new());
        panel.filters.set(PeopleFilters::default());
    };
    view! {
        <div class="empty people-empty">
            <p>{sentence}</p>
            <ShowIf when=is_searched>
                <div>
                    <Button
                        label=td_string!(locale, room.show_everybody)
                        on_press=show_everybody
                    />
                </div>
            </ShowIf>
        </div>
    }
}
