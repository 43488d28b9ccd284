//! What happened, in sentences, and who was in when.

mod lines;
mod wording;

use leptos::prelude::*;

use super::{attendance::AttendancePanel, log_file::export_log};
use crate::{
    config::{self, Feature},
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Button, Icon, Look, ShowIf, Tab, Tabs},
};
use lines::LogLines;

/// Ties tabs to panels, as the kit's tabs do.
const GROUP: &str = "record";

/// The event log, and the attendance beside it.
#[component]
pub fn LogPanel(
    /// Whether it is in sight.
    #[prop(into)]
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.log;
    let attendance: Signal<bool> = panel.shows_attendance.into();
    let log = Signal::derive(move || !attendance.get());
    let log_seen = Signal::derive(move || seen.get() && log.get());
    let attendance_seen = Signal::derive(move || seen.get() && attendance.get());
    let mut tabs = vec![Tab::new(false, "log", td_string!(locale, room.log))];
    if config::is_on(Feature::Attendance) {
        tabs.push(Tab::new(
            true,
            "attendance",
            td_string!(locale, attendance.title),
        ));
    }
    view! {
        <section class="panel panel-grow" role="region" aria-label=td_string!(locale, room.log)>
            <div class="panel-head">
                <Tabs
                    label=td_string!(locale, room.log)
                    group=GROUP
                    tabs=tabs
                    selected=attendance
                    on_select=move |is_chosen| panel.shows_attendance.set(is_chosen)
                />
                <span class="spacer"></span>
                <ShowIf when=log>
                    <Button
                        label=td_string!(locale, room.export)
                        icon=Icon::Log
                        look=Look::Quiet
                        on_press=move || export_log(
                            meeting.log,
                            locale,
                            td_string!(locale, room.csv_id),
                        )
                    />
                </ShowIf>
                <ShowIf when=attendance>
                    <Button
                        label=td_string!(locale, attendance.enlarge)
                        icon=Icon::Enlarge
                        icon_only=true
                        look=Look::Quiet
                        on_press=move || panel.enlarged.set(true)
                    />
                </ShowIf>
            </div>
            <div
                class="record"
                role="tabpanel"
                id="panel-record-log"
                aria-labelledby="tab-record-log"
                hidden=attendance
            >
                <LogLines seen=log_seen />
            </div>
            <div
                class="record"
                role="tabpanel"
                id="panel-record-attendance"
                aria-labelledby="tab-record-attendance"
                hidden=log
            >
                <AttendancePanel seen=attendance_seen />
            </div>
        </section>
    }
    .into_any()
}
