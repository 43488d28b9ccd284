//! The bar on top: which meeting, how true, how many, how long, and its controls.

use std::cell::Cell;

use super::{Desk, controls, doctor, time, words};
use crate::{
    i18n::t_string,
    ui::el::{El, count, div, el},
};

pub(super) fn bar(desk: Desk) -> El {
    let (examine, report) = doctor::doctor(desk);
    el("header")
        .class("room-bar")
        .child(title(desk))
        .child(connection(desk))
        .child(div("room-facts").child(head_count(desk)).child(timer(desk)))
        .child(controls::controls(desk))
        .child(crate::connect::corner().child(examine))
        .child(report)
}

fn title(desk: Desk) -> El {
    let name = move || {
        desk.view.info.with(|info| {
            let info = info.as_ref()?;
            let shown = if info.meeting_name.trim().is_empty() {
                &info.room
            } else {
                &info.meeting_name
            };
            Some(conference::clean_name(shown).into_owned())
        })
    };
    let shown = move || name().unwrap_or_else(|| t_string!(room.meeting).to_owned());
    el("h1")
        .class("room-title")
        .bind("title", shown)
        .child(el("bdi").attr("dir", "auto").say(shown))
}

fn connection(desk: Desk) -> El {
    let class = move || match desk.view.connection.with(words::connection_word) {
        "live" => "pill pill-live",
        "stale" => "pill pill-stale",
        "ended" => "pill pill-ended",
        _ => "pill pill-busy",
    };
    el("p")
        .bind("class", class)
        .attr("role", "status")
        .attr("dir", "auto")
        .say(move || desk.view.connection.with(words::connection))
}

fn head_count(desk: Desk) -> El {
    let count = count(move || desk.view.counts.get().present);
    let words = move || t_string!(room.head_count, count = count.get());
    el("p")
        .attr("role", "status")
        .bind("aria-label", words)
        .bind("data-count", move || count.get())
        .say(words)
}

/// How long the meeting has lasted; where that isn't known, how long this session has.
fn timer(desk: Desk) -> El {
    let start = move || {
        desk.view.info.with(|info| {
            let info = info.as_ref()?;
            let told = info
                .started_s
                .filter(|stamp| stamp.is_finite() && *stamp > 0.0);
            Some((
                told.map_or(info.joined_ms, |stamp| (stamp * 1000.0) as u64),
                told.is_some(),
            ))
        })
    };
    let label = move || match start() {
        Some((_, false)) => t_string!(room.time_here),
        _ => t_string!(room.timer),
    };
    // Once it is over, nothing goes on.
    let stopped = Cell::new(0);
    let lasted = move || {
        let now_ms = desk.view.now_ms.get();
        if desk.view.connection.with(words::connection_word) != "ended" {
            stopped.set(now_ms);
        }
        let since = start().map_or(u64::MAX, |(since, _)| since);
        let until = stopped.get();
        time::timer(until.saturating_sub(since))
    };
    el("p")
        .attr("role", "timer")
        .bind("aria-label", label)
        .bind("title", label)
        .say(lasted)
}
