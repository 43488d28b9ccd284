//! What happened, in sentences.

mod csv;
mod sentence;

use conference::LogEntry;
use leptos::prelude::*;

use super::{Desk, follow::Follow, time};
use crate::{
    i18n::{t, t_string},
    transport::files,
    ui::{Button, Icon, Look},
};

pub(super) fn log(desk: Desk, shown: Signal<bool>) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let ever = Memo::new(move |_| view.log.with(|log| log.ever()));
    let follow = Follow::new(ever.into(), shown);
    let lines = move || view.log.with(|log| log.newest(follow.limit.get()));
    let older = Memo::new(move |_| view.log.with(|log| log.len()) > follow.limit.get());
    let empty = Memo::new(move |_| view.log.with(|log| log.is_empty()));
    let strange = Memo::new(move |_| view.not_understood.get());
    let count_strange = move || t_string!(i18n, room.not_understood, count = strange.get());
    // Polite announcements of every event would drown everything else.
    view! {
        <section class="panel panel-grow" role="region" aria-labelledby="log-title">
            <div class="panel-head">
                <h2 class="panel-title" id="log-title">{t!(i18n, room.log)}</h2>
                <span class="spacer"></span>
                <Button
                    label=t!(i18n, room.export)
                    icon=Signal::stored(Icon::Log)
                    look=Look::Quiet
                    on_press=move |()| export(desk)
                />
            </div>
            {move || (strange.get() > 0).then(|| view! { <p class="panel-line">{count_strange}</p> })}
            <div
                class="panel-scroll log"
                role="log"
                aria-live="off"
                aria-label=t!(i18n, room.event_log)
                tabindex="0"
                node_ref=follow.element
                on:scroll=move |_| follow.scrolled()
            >
                {move || older.get().then(|| view! {
                    <Button label=t!(i18n, room.earlier) look=Look::Quiet on_press=move |()| follow.more() />
                })}
                {move || empty.get().then(|| view! { <p class="empty">{t!(i18n, room.no_events)}</p> })}
                <For each=lines key=|line| line.number children=move |line| one(desk, line.what) />
            </div>
        </section>
    }
    .into_any()
}

fn one(desk: Desk, entry: std::sync::Arc<LogEntry>) -> AnyView {
    let at = time::clock(entry.at_ms);
    view! {
        <p class="event">
            <time class="event-when">{at}</time>
            <span>{move || sentence::sentence(desk.i18n, &entry).view()}</span>
        </p>
    }
    .into_any()
}

fn export(desk: Desk) {
    let i18n = desk.i18n;
    let text = untrack(|| {
        let head = [
            t_string!(i18n, room.csv_time),
            t_string!(i18n, room.csv_event),
            t_string!(i18n, room.csv_name),
            t_string!(i18n, room.csv_id),
        ];
        let mut file = csv::File::with_head(&head);
        desk.view.log.with(|log| {
            for line in log.newest(log.len()) {
                let entry = &line.what;
                let id = entry.id.as_ref().map(|id| id.as_str()).unwrap_or_default();
                let what = sentence::sentence(i18n, entry).plain();
                file.row(&[&time::date_and_clock(entry.at_ms), &what, &entry.name, id]);
            }
        });
        file.text()
    });
    let stamp = untrack(|| time::date_and_clock(desk.view.now_ms.get())).replace([' ', ':'], "-");
    let name = [untrack(|| t_string!(i18n, room.csv_file)), "-", &stamp, ".csv"].concat();
    files::save(&name, "text/csv;charset=utf-8", &text);
}
