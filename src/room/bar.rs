//! The bar on top: which meeting, how true, how many, how long, and its controls.

use leptos::prelude::*;

use super::{Desk, controls, time, words};
use crate::i18n::t_string;

pub(super) fn bar(desk: Desk) -> AnyView {
    view! {
        <header class="room-bar">
            {title(desk)}
            {connection(desk)}
            <div class="room-facts">
                {head_count(desk)}
                {timer(desk)}
            </div>
            {controls::controls(desk)}
            {crate::connect::corner()}
        </header>
    }
    .into_any()
}

fn title(desk: Desk) -> AnyView {
    let name = move || {
        desk.view.info.with(|info| {
            let info = info.as_ref()?;
            let shown = if info.meeting_name.trim().is_empty() { &info.room } else { &info.meeting_name };
            Some(conference::clean_name(shown).into_owned())
        })
    };
    let shown = move || name().unwrap_or_else(|| t_string!(desk.i18n, room.meeting).to_owned());
    view! {
        <h1 class="room-title" title=shown>
            <bdi dir="auto">{shown}</bdi>
        </h1>
    }
    .into_any()
}

fn connection(desk: Desk) -> AnyView {
    let class = move || match desk.view.connection.with(words::connection_word) {
        "live" => "pill pill-live",
        "stale" => "pill pill-stale",
        "ended" => "pill pill-ended",
        _ => "pill pill-busy",
    };
    view! {
        <p class=class role="status" dir="auto">
            {move || desk.view.connection.with(|connection| words::connection(desk.i18n, connection))}
        </p>
    }
    .into_any()
}

fn head_count(desk: Desk) -> AnyView {
    let count = Memo::new(move |_| desk.view.counts.get().present);
    let words = move || t_string!(desk.i18n, room.head_count, count = count.get());
    view! {
        <p role="status" aria-label=words data-count=move || count.get().to_string()>
            {words}
        </p>
    }
    .into_any()
}

/// How long the meeting has lasted; where that isn't known, how long this session has.
fn timer(desk: Desk) -> AnyView {
    let start = Memo::new(move |_| {
        desk.view.info.with(|info| {
            let info = info.as_ref()?;
            let told = info.started_s.filter(|stamp| stamp.is_finite() && *stamp > 0.0);
            Some((told.map_or(info.joined_ms, |stamp| (stamp * 1000.0) as u64), told.is_some()))
        })
    });
    let label = move || match start.get() {
        Some((_, false)) => t_string!(desk.i18n, room.time_here),
        _ => t_string!(desk.i18n, room.timer),
    };
    let lasted = move || {
        let since = start.get().map_or(u64::MAX, |(since, _)| since);
        time::timer(desk.view.now_ms.get().saturating_sub(since))
    };
    view! {
        <p role="timer" aria-label=label title=label>
            {lasted}
        </p>
    }
    .into_any()
}
