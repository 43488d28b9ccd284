//! What happened, and who was in when.

use conference::csv;
use leptos::prelude::*;

use super::{
    super::state::{LogEntry, use_panel},
    log_words::sentence,
    sheet::{Sheet, export_sheet},
};
use crate::{
    browser::clock,
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    room::{csv_file, searched_lines::SearchedLines, time},
    ui::{Button, Icon, Look, Tab, Tabs},
};

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "record";

/// The event log, and the attendance beside it.
#[component]
pub fn Record() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (live, shows_attendance) = (panel.live, panel.invite.shows_attendance);
    let attendance: Signal<bool> = shows_attendance.into();
    let log = Signal::derive(move || !attendance.get());
    let mut tabs = vec![Tab::new(false, "log", td_string!(locale, room.log))];
    if config::is_on(Feature::Attendance) {
        let title = td_string!(locale, attendance.title);
        tabs.push(Tab::new(true, "attendance", title));
    }
    let export = move || match attendance.get_untracked() {
        true => export_sheet(live, locale),
        false => export_log(live, locale),
    };
    let text_of = move |entry: &LogEntry| {
        let sentence = sentence(locale, entry).plain();
        [&time::clock(entry.at_ms), " ", &*sentence].concat()
    };
    view! {
        <section class="panel panel-grow" role="region" aria-label=td_string!(locale, room.log)>
            <div class="panel-head">
                <Tabs
                    label=td_string!(locale, room.log)
                    group=GROUP
                    tabs=tabs
                    selected=attendance
                    on_select=move |is_chosen| shows_attendance.set(is_chosen)
                />
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, room.export)
                    icon=Icon::Log
                    look=Look::Quiet
                    on_press=export
                />
            </div>
            <div
                class="record"
                role="tabpanel"
                id="panel-record-log"
                aria-labelledby="tab-record-log"
                hidden=attendance
            >
                <SearchedLines
                    log=live.log()
                    seen=log
                    query=panel.invite.log_query
                    text_of
                    line=move |entry| line_view(locale, entry)
                />
            </div>
            <div
                class="record"
                role="tabpanel"
                id="panel-record-attendance"
                aria-labelledby="tab-record-attendance"
                hidden=log
            >
                <Sheet seen=attendance />
            </div>
        </section>
    }
}

fn line_view(locale: Locale, entry: &LogEntry) -> AnyView {
    view! {
        <li class="event">
            <time class="event-when">{time::clock(entry.at_ms)}</time>
            <span>{sentence(locale, entry).view()}</span>
        </li>
    }
    .into_any()
}

/// Offers the log as a CSV file.
fn export_log(live: super::super::state::Live, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, room.csv_time),
        td_string!(locale, room.csv_event),
        td_string!(locale, room.csv_name),
        td_string!(locale, phone.sheet.number),
    ]);
    live.log().with_untracked(|log| {
        for line in log.newest(log.len()) {
            let entry = &line.content;
            let (number, name) = entry.kind.about();
            let at = time::date_and_clock(entry.at_ms);
            table.push_row(&[&at, &sentence(locale, entry).plain(), name, number]);
        }
    });
    let name = td_string!(locale, room.csv_file);
    csv_file::save(name, clock::now().wall_ms, table);
}
