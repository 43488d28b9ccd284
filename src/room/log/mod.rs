//! What happened, in sentences.

mod sentence;

use std::sync::Arc;

use conference::{LogEntry, csv};

use super::{Desk, follow::Follow, time};
use crate::{
    i18n::{t, t_string},
    reactive::{Signal, untrack},
    transport::files,
    ui::{
        Button, Icon, Look,
        el::{El, Item, div, el},
    },
};

pub(super) fn log(desk: Desk, shown: Signal<bool>) -> El {
    let view = desk.view;
    let follow = Follow::new(
        Signal::derive(move || view.log.with(|log| log.ever())),
        shown,
    );
    let lines = move || {
        let lines = view.log.with(|log| log.newest(follow.limit.get()));
        lines
            .into_iter()
            .map(|line| Item::new(line.number.to_string(), move || one(line.what.clone())))
            .collect()
    };
    let strange = move || t_string!(room.not_understood, count = view.not_understood.get());
    let export = Button::new(t!(room.export), move || export(desk))
        .icon(Icon::Log)
        .look(Look::Quiet);
    el("section")
        .class("panel panel-grow")
        .attr("role", "region")
        .attr("aria-labelledby", "log-title")
        .child(
            div("panel-head")
                .child(
                    el("h2")
                        .class("panel-title")
                        .attr("id", "log-title")
                        .say(t!(room.log)),
                )
                .child(el("span").class("spacer"))
                .child(export),
        )
        .when(
            move || view.not_understood.get() > 0,
            move || el("p").class("panel-line").say(strange),
        )
        .child(
            // Announcing every event, however politely, would drown everything else.
            div("panel-scroll")
                .attr("role", "log")
                .attr("aria-live", "off")
                .bind("aria-label", t!(room.event_log))
                .attr("tabindex", "0")
                .hold(follow.element)
                .on("scroll", move |_| follow.scrolled())
                .child(follow.earlier(move || view.log.with(|log| log.len())))
                .when(
                    move || view.log.with(|log| log.is_empty()),
                    move || el("p").class("empty").say(t!(room.no_events)),
                )
                .child(el("ol").class("log").each(lines)),
        )
}

fn one(entry: Arc<LogEntry>) -> El {
    let at = el("time")
        .class("event-when")
        .text(&time::clock(entry.at_ms));
    let sentence = move || sentence::sentence(&entry).put_into(el("span"));
    el("li").class("event").child(at).view_of(sentence)
}

fn export(desk: Desk) {
    let text = untrack(|| {
        let head = [
            t_string!(room.csv_time),
            t_string!(room.csv_event),
            t_string!(room.csv_name),
            t_string!(room.csv_id),
        ];
        let mut file = csv::File::with_head(&head);
        desk.view.log.with(|log| {
            for line in log.newest(log.len()) {
                let entry = &line.what;
                let id = entry.id.as_ref().map(|id| id.as_str()).unwrap_or_default();
                let what = sentence::sentence(entry).plain();
                file.row(&[&time::date_and_clock(entry.at_ms), &what, &entry.name, id]);
            }
        });
        file.text()
    });
    let stamp = untrack(|| time::date_and_clock(desk.view.now_ms.get())).replace([' ', ':'], "-");
    let name = [untrack(|| t_string!(room.csv_file)), "-", &stamp, ".csv"].concat();
    files::save(&name, "text/csv;charset=utf-8", &text);
}
