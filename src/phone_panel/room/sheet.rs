//! Who was in when: as a table, and as a file.

use conference::csv;
use leptos::prelude::*;
use phone::Attendee;

use super::super::state::{Live, use_panel};
use crate::{
    browser::clock,
    i18n::{Locale, td_string, use_locale},
    room::{csv_file, time},
    ui::ShowIf,
};

/// How often times that go on are read again, ms.
const TICK_MS: u32 = 1_000;

/// The attendance. It is looked at again each second while it is in sight.
#[component]
pub fn Sheet(
    /// Whether it is in sight.
    seen: Signal<bool>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let revision = live.calls.revision();
    let now_ms = RwSignal::new(clock::now().wall_ms);
    let ticker = gloo_timers::callback::Interval::new(TICK_MS, move || {
        if seen.try_get_untracked() == Some(true) {
            now_ms.try_set(clock::now().wall_ms);
        }
    });
    let ticker = StoredValue::new_local(Some(ticker));
    on_cleanup(move || {
        ticker.try_update_value(Option::take);
    });
    let lines = Memo::new(move |_| {
        revision.track();
        live.with_attendance(<[Attendee]>::to_vec)
    });
    // What goes on is a text that changes, in a row that stays: somebody may be marking it.
    let row = move |line: &Attendee| {
        let [joined, left, _, times] = cells(locale, line, 0, time::clock);
        let name = shown_name(line).to_owned();
        let number = line.number.to_string();
        let line = line.clone();
        let total = move || time::timer(line.total_ms(now_ms.get()));
        view! {
            <tr data-number=number>
                <th scope="row">
                    <bdi dir="auto" translate="no">
                        {name}
                    </bdi>
                </th>
                <td>{joined}</td>
                <td>{left}</td>
                <td>{total}</td>
                <td>{times}</td>
            </tr>
        }
    };
    let rows = move || {
        let is_seen = seen.get();
        let shown = is_seen.then(|| lines.with(|lines| lines.iter().map(row).collect_view()));
        shown.unwrap_or_default()
    };
    let is_empty = Signal::derive(move || lines.with(Vec::is_empty));
    let heads = [
        td_string!(locale, attendance.name),
        td_string!(locale, attendance.joined),
        td_string!(locale, attendance.left),
        td_string!(locale, attendance.total),
        td_string!(locale, attendance.times),
    ];
    view! {
        <div class="panel-scroll" tabindex="0" role="group" aria-label=td_string!(locale, attendance.title)>
            <table class="phone-sheet" aria-label=td_string!(locale, attendance.title)>
                <thead>
                    <tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <ShowIf when=is_empty>
                <p class="empty">{td_string!(locale, phone.sheet.empty)}</p>
            </ShowIf>
        </div>
    }
}

fn shown_name(line: &Attendee) -> &str {
    match line.name.is_empty() {
        true => &line.number,
        false => &line.name,
    }
}

/// Returns when they came and left, how long they were in, and how often.
fn cells(locale: Locale, line: &Attendee, now_ms: u64, at: fn(u64) -> String) -> [String; 4] {
    let left = match line.left_ms() {
        Some(left_ms) => at(left_ms),
        None => td_string!(locale, attendance.here).to_owned(),
    };
    [
        at(line.joined_ms()),
        left,
        time::timer(line.total_ms(now_ms)),
        line.times_in().to_string(),
    ]
}

/// Offers the table as a CSV file.
pub fn export_sheet(live: Live, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, attendance.name),
        td_string!(locale, phone.sheet.number),
        td_string!(locale, attendance.joined),
        td_string!(locale, attendance.left),
        td_string!(locale, attendance.total),
        td_string!(locale, attendance.times),
    ]);
    let now_ms = clock::now().wall_ms;
    live.with_attendance(|lines| {
        for line in lines {
            let [joined, left, total, times] = cells(locale, line, now_ms, time::date_and_clock);
            table.push_row(&[&line.name, &line.number, &joined, &left, &total, &times]);
        }
    });
    csv_file::save(td_string!(locale, attendance.file), now_ms, table);
}
