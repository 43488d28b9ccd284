//! What happened, and who was in when.

use leptos::prelude::*;

use super::{
    super::state::use_panel,
    sheet::{Sheet, export_sheet},
};
use crate::{
    config::{self, Feature},
    i18n::{td_string, use_locale},
    room::{log_file::export_log, searched_lines::SearchedLines},
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
        false => export_log(live.log(), locale, td_string!(locale, phone.sheet.number)),
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
                <SearchedLines log=live.log() seen=log query=panel.invite.log_query />
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
