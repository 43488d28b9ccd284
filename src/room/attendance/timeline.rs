//! The picture: a line a person, a bar for each time that they were in.

use conference::{MarkName, TimeMark, TimeWindow, TimelineView};
use leptos::{ev, prelude::*};

use super::super::{screen::use_screen, time};
use crate::{
    i18n::{td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, RowWindow},
};

/// The height of a line, in rem: `.timeline-row`.
const ROW_REM: f64 = 1.375;
/// So many moments are named above.
const MARKS: u64 = 3;
/// The width of the picture, in ten thousandths.
const WIDTH: u64 = 10_000;

/// What a host does with the picture.
type Move = fn(TimelineView, u64, u64) -> TimelineView;

/// Who was in when, with zoom: by buttons, and by the keys + − 0 and the arrows to the sides.
#[component]
pub fn Timeline(
    /// How many people there are.
    total: Signal<usize>,
) -> impl IntoView {
    let (meeting, locale, rem) = (use_meeting(), use_locale(), use_screen().rem);
    let view = meeting.panels.log.timeline;
    let window = move || {
        let (began_ms, now_ms) = lasted(meeting);
        view.get().window(began_ms, now_ms)
    };
    let row = move |index: usize| {
        let window = window();
        let now_ms = meeting.lasted_until_ms.get_untracked();
        let line = meeting.attendance.line(index, now_ms);
        line.map(|(line, _)| {
            let stays = line.stays().iter();
            let bars = stays
                .filter_map(|stay| window.place(stay.came_ms, stay.end_ms(now_ms)))
                .map(|(left, width)| {
                    let (left, width) = (percent(left), percent(width));
                    view! { <span class="timeline-bar" style:left=left style:width=width></span> }
                })
                .collect_view();
            view! {
                <div class="timeline-row">
                    <bdi class="timeline-name" dir="auto">
                        {line.name.to_string()}
                    </bdi>
                    <span class="timeline-track">{bars}</span>
                </div>
            }
        })
        .into_any()
    };
    let change = move |change: Move| {
        let (began_ms, now_ms) = untrack(|| lasted(meeting));
        view.update(|view| *view = change(*view, began_ms, now_ms));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let by_key: Move = match event.key().as_str() {
            "+" | "=" => TimelineView::zoomed_in,
            "-" => TimelineView::zoomed_out,
            "ArrowLeft" => TimelineView::earlier,
            "ArrowRight" => TimelineView::later,
            "0" => |_, _, _| TimelineView::default(),
            _ => return,
        };
        // The list would scroll, and a key of the page's would be pressed.
        event.prevent_default();
        event.stop_propagation();
        change(by_key);
    };
    let buttons: [(&str, Icon, Move); 4] = [
        (
            td_string!(locale, attendance.earlier),
            Icon::Earlier,
            TimelineView::earlier,
        ),
        (
            td_string!(locale, attendance.later),
            Icon::Later,
            TimelineView::later,
        ),
        (
            td_string!(locale, attendance.zoom_out),
            Icon::Minus,
            TimelineView::zoomed_out,
        ),
        (
            td_string!(locale, attendance.zoom_in),
            Icon::Plus,
            TimelineView::zoomed_in,
        ),
    ];
    let buttons = buttons.map(|(label, icon, by_button)| {
        view! {
            <Button
                label
                icon
                icon_only=true
                look=Look::Quiet
                each_press=true
                on_press=move || change(by_button)
            />
        }
    });
    let scale = move || {
        let window = window();
        window
            .scale(MARKS)
            .into_iter()
            .map(|one| mark(window, one))
            .collect_view()
    };
    view! {
        <div class="timeline-tools">
            <h3 class="spacer">{td_string!(locale, attendance.timeline)}</h3>
            {buttons.collect_view()}
        </div>
        <RowWindow
            class="timeline"
            role=("group", td_string!(locale, attendance.timeline_keys))
            space=("img", Some(td_string!(locale, attendance.timeline)))
            total
            row_height=Signal::derive(move || rem.get() * ROW_REM)
            row
            on_key
        >
            <div class="timeline-head" aria-hidden="true">
                <span class="timeline-name"></span>
                <span class="timeline-track">{scale}</span>
            </div>
        </RowWindow>
    }
    .into_any()
}

/// From when to when the meeting has lasted, ms since 1970; follows the clock, and the end, where it stops and everybody has left.
fn lasted(meeting: Meeting) -> (u64, u64) {
    meeting.phase.track();
    let now_ms = meeting.lasted_until_ms.get();
    let began_ms = meeting.attendance.with(conference::Attendance::begin_ms);
    (began_ms.unwrap_or(now_ms).min(now_ms), now_ms)
}

/// A moment and its name, on the side where there is room for it.
fn mark(window: TimeWindow, mark: TimeMark) -> AnyView {
    let clock = match window.span_ms() {
        0..300_000 => time::clock(mark.at_ms),
        _ => time::hour_and_minute(mark.at_ms),
    };
    let class = match mark.name {
        MarkName::After => "timeline-mark",
        MarkName::Before => "timeline-mark timeline-mark-end",
        MarkName::BeforeIfWide => "timeline-mark timeline-mark-end timeline-mark-wide",
    };
    let (left, right) = match mark.name {
        MarkName::After => (percent(mark.left), "auto".to_owned()),
        _ => ("auto".to_owned(), percent(WIDTH.saturating_sub(mark.left))),
    };
    view! {
        <span class=class style:left=left style:right=right>
            <span class="timeline-when">{clock}</span>
        </span>
    }
    .into_any()
}

/// Ten thousandths as a style's value.
fn percent(ten_thousandths: u64) -> String {
    let (whole, rest) = (ten_thousandths / 100, ten_thousandths % 100);
    format!("{whole}.{rest:02}%")
}
