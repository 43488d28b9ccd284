//! Who is there: search, filters, and the grid of everybody.

mod actions;
mod badges;
mod bulk;
mod filters;
mod grid;
mod keys;
mod person_form;
mod remove_dialog;
mod row;

use conference::{PeopleFilter, PeopleRows};
use leptos::prelude::*;

use super::{roll_call::RollCallButton, spotlight::SpotlightOrderButton};
use crate::{
    i18n::{td_string, use_locale},
    state::{ConnectionPhase, Meeting, use_meeting},
    ui::{Button, Icon, IconView, ShowIf},
};
use bulk::SelectionBar;
use filters::Filters;
use grid::{ListAttention, PeopleGrid};
use person_form::PersonFormDialog;
use remove_dialog::RemoveDialog;

/// The participants.
#[component]
pub fn PeoplePanel() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let attention = ListAttention::default();
    let rows = rows_of(meeting, attention);
    let all = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.all));
    let nobody = Memo::new(move |_| rows.with(|rows| rows.ids.is_empty()));
    view! {
        <section class="panel panel-grow" role="region" aria-labelledby="people-title">
            <div class="panel-head">
                <h2 class="panel-title" id="people-title">
                    {td_string!(locale, room.participants)}
                </h2>
                <span class="panel-count">{all}</span>
            </div>
            <div class="panel-tools">
                <SearchField />
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
    Memo::new(move |before: Option<&PeopleRows>| {
        let search = panel.search();
        let keep_places = attention.is_there();
        let found = if search.is_empty() && !has_helpers.get() {
            // Thousands of ids, as they are.
            meeting.roster.order().get()
        } else {
            meeting.roster.search(&search).into()
        };
        PeopleRows::next(before, search, found, keep_places, |id| {
            meeting.roster.has(id)
        })
    })
}

#[component]
fn SearchField() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    view! {
        <div class="search">
            <IconView icon=Icon::Search />
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=td_string!(locale, room.find)
                placeholder=td_string!(locale, room.find_hint)
                bind:value=meeting.panels.people.query
            />
        </div>
    }
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
        panel.filter.set(PeopleFilter::All);
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
