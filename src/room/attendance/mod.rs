//! Who was in when: a table and a picture.

mod export;
mod table;
mod timeline;

use conference::Attendance as Record;
use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Button, Dialog, Icon, Look, ShowIf},
};
pub use export::csv as export_csv;
use table::AttendanceTable;
use timeline::Timeline;

/// The attendance in its panel, or large in a dialog.
#[component]
pub fn AttendancePanel(
    /// Whether it is in sight.
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let enlarged = meeting.panels.log.enlarged;
    let close = move || enlarged.set(false);
    view! {
        <ShowIf when=Signal::derive(move || seen.get() && !enlarged.get())>
            <Attendance />
        </ShowIf>
        <Dialog open=enlarged title=td_string!(locale, attendance.title) on_close=close>
            <div class="dialog-wide attendance-large">
                <Attendance />
                <div class="dialog-foot">
                    <Button label=td_string!(locale, ui.close) on_press=close />
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Both, with what can be saved of them.
#[component]
fn Attendance() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let now_ms = meeting.lasted_until_ms;
    let total = Memo::new(move |_| {
        now_ms.track();
        meeting.attendance.with(|record| record.lines().len())
    });
    let summary = Signal::derive(move || {
        now_ms.track();
        // At the end the clock stops, and everybody has left.
        meeting.phase.track();
        let (all, unrecorded) = (total.get(), meeting.attendance.with(Record::unrecorded));
        let present = meeting.attendance.with(Record::present_count);
        let told = td_string!(locale, attendance.summary, all = all, present = present);
        if unrecorded == 0 {
            return told;
        }
        let more = td_string!(locale, attendance.unrecorded, count = unrecorded);
        [&*told, " ", &*more].concat()
    });
    view! {
        <div class="attendance">
            <div class="attendance-tools">
                <span class="panel-count spacer">{summary}</span>
                <Button
                    label=td_string!(locale, room.export)
                    icon=Icon::Log
                    look=Look::Quiet
                    on_press=move || export::csv(meeting, locale)
                />
                <Button
                    label=td_string!(locale, attendance.export_json)
                    look=Look::Quiet
                    on_press=move || export::json(meeting, locale)
                />
            </div>
            <AttendanceTable total=total.into() />
            <Timeline total=total.into() />
        </div>
    }
    .into_any()
}
