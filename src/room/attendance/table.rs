//! The table: a row a person.

use leptos::prelude::*;

use super::super::{screen::use_screen, time};
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::RowWindow,
};

/// The height of a row, in rem: `.attendance-row`.
const ROW_REM: f64 = 1.75;

/// Who was in, from when to when, how long altogether, how long they spoke, and how often they came.
#[component]
pub fn AttendanceTable(
    /// How many people there are.
    total: Signal<usize>,
) -> impl IntoView {
    let (meeting, locale, rem) = (use_meeting(), use_locale(), use_screen().rem);
    let now_ms = meeting.lasted_until_ms;
    let row = move |index: usize| {
        let now_ms = now_ms.get();
        // At the end the clock stops, and everybody has left.
        meeting.phase.track();
        let line = meeting.attendance.line(index, now_ms);
        line.map(|(line, row)| {
            let left = match row.left_ms {
                Some(left_ms) => time::clock(left_ms),
                None => td_string!(locale, attendance.here).to_owned(),
            };
            let cells = [
                time::clock(row.joined_ms),
                left,
                time::timer(row.total_ms),
                time::timer(row.speaking_ms),
                row.times_in.to_string(),
            ];
            let name = line.name.to_string();
            view! {
                <div
                    class="attendance-row"
                    role="row"
                    aria-rowindex=(index + 2).to_string()
                    data-name=name.clone()
                >
                    <span role="rowheader" class="attendance-name" title=name.clone()>
                        <bdi dir="auto">{name.clone()}</bdi>
                    </span>
                    {cells.map(|cell| view! { <span role="cell">{cell}</span> }).collect_view()}
                </div>
            }
        })
        .into_any()
    };
    let heads = [
        td_string!(locale, attendance.name),
        td_string!(locale, attendance.joined),
        td_string!(locale, attendance.left),
        td_string!(locale, attendance.total),
        td_string!(locale, attendance.speaking),
        td_string!(locale, attendance.times),
    ];
    let heads = heads.map(|head| view! { <span role="columnheader">{head}</span> });
    let row_count = Signal::derive(move || (total.get() + 1).to_string());
    view! {
        <RowWindow
            class="attendance-table"
            role=("table", td_string!(locale, attendance.title))
            space=("rowgroup", None)
            row_count=row_count
            total
            row_height=Signal::derive(move || rem.get() * ROW_REM)
            row
        >
            <div role="rowgroup" class="attendance-head">
                <div role="row" class="attendance-row" aria-rowindex="1">
                    {heads.collect_view()}
                </div>
            </div>
        </RowWindow>
    }
    .into_any()
}
