//! What happened in the room, in sentences.

use std::sync::Arc;

use conference::csv;
use leptos::prelude::*;
use owt::WhyOut;

use super::{
    super::{
        state::{Live, LogEntry, LogKind, Sent, use_panel},
        words,
    },
    doctor::why_out,
};
use crate::{
    browser::clock,
    i18n::{Locale, td_string, use_locale},
    room::{
        csv_file,
        searched_lines::SearchedLines,
        sentence::{FIRST_NAME, SECOND_NAME, Sentence},
        time,
    },
    ui::{Button, Icon, Look},
};

/// The panel "Log".
#[component]
pub fn LogPanel(
    /// Whether it is in sight.
    #[prop(into)]
    seen: Signal<bool>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let text_of = move |entry: &LogEntry| {
        let sentence = sentence(locale, &entry.kind).plain();
        [&time::clock(entry.at_ms), " ", &*sentence].concat()
    };
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, room.log)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.log)}</h2>
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, room.export)
                    icon=Icon::Log
                    look=Look::Quiet
                    on_press=move || export(live, locale)
                />
            </div>
            <div class="record">
                <SearchedLines
                    log=live.log()
                    seen
                    query=live.log_query
                    text_of
                    line=move |entry| line_view(locale, entry)
                />
            </div>
        </section>
    }
}

fn line_view(locale: Locale, entry: &LogEntry) -> AnyView {
    view! {
        <li class="event">
            <time class="event-when">{time::clock(entry.at_ms)}</time>
            <span>{sentence(locale, &entry.kind).view()}</span>
        </li>
    }
    .into_any()
}

/// Offers the log as a CSV file.
fn export(live: Live, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, room.csv_time),
        td_string!(locale, room.csv_event),
        td_string!(locale, room.csv_name),
        td_string!(locale, room.csv_id),
    ]);
    live.log().with_untracked(|log| {
        for line in log.newest(log.len()) {
            let entry = &line.content;
            let (id, name) = entry.kind.about();
            let at = time::date_and_clock(entry.at_ms);
            let sentence = sentence(locale, &entry.kind).plain();
            table.push_row(&[&at, &sentence, name, id]);
        }
    });
    let name = td_string!(locale, room.csv_file);
    csv_file::save(name, clock::now().wall_ms, table);
}

/// Returns what happened, with names marked as names.
fn sentence(locale: Locale, kind: &LogKind) -> Sentence {
    let none = || Arc::<str>::from("");
    let plain = |text: String| Sentence {
        text,
        names: [none(), none()],
    };
    let about = |text: String, name: &Arc<str>| Sentence {
        text,
        names: [Arc::clone(name), none()],
    };
    match kind {
        LogKind::Opened(people, streams) => plain(td_string!(
            locale,
            owt.log.opened,
            people = people,
            streams = streams
        )),
        LogKind::Came(it) => about(
            td_string!(locale, owt.log.came, name = FIRST_NAME),
            it.called(),
        ),
        LogKind::Left(it) => about(
            td_string!(locale, owt.log.left, name = FIRST_NAME),
            it.called(),
        ),
        LogKind::Began(it) => of_stream(locale, it, true),
        LogKind::Ended(it) => of_stream(locale, it, false),
        LogKind::Wrote(it, text) => Sentence {
            text: td_string!(locale, owt.log.wrote, name = FIRST_NAME, text = SECOND_NAME),
            names: [Arc::clone(it.called()), Arc::clone(text)],
        },
        LogKind::Done(ask, name) => {
            let what = words::command(locale, ask, name);
            about(
                td_string!(locale, phone.log.done, what = FIRST_NAME),
                &what.into(),
            )
        }
        LogKind::Failed(ask, name, why) => {
            let what = words::command(locale, ask, name);
            let why = words::failure_of(locale, ask, why);
            let text = td_string!(
                locale,
                owt.live.not_done,
                what = FIRST_NAME,
                why = SECOND_NAME
            );
            Sentence {
                text,
                names: [what.into(), why.into()],
            }
        }
        LogKind::Live => plain(td_string!(locale, owt.log.live).to_owned()),
        LogKind::Stale => plain(td_string!(locale, owt.log.stale).to_owned()),
        LogKind::Gone(why) => about(FIRST_NAME.to_string(), &words::refused(locale, why).into()),
        LogKind::Heard => plain(td_string!(locale, owt.log.heard).to_owned()),
        LogKind::NotHeard(why) => {
            let mut words = why_out(locale, why).to_owned();
            if let WhyOut::Refused(said) = why
                && !said.is_empty()
            {
                words.extend([" (", &**said, ")"]);
            }
            let text = td_string!(locale, owt.log.not_heard, why = FIRST_NAME);
            about(text, &words.into())
        }
    }
}

fn of_stream(locale: Locale, sent: &Sent, begins: bool) -> Sentence {
    let name = sent.by.as_ref().map(|by| Arc::clone(by.called()));
    let text = match (&name, sent.is_screen, begins) {
        (Some(_), false, true) => td_string!(locale, owt.log.began, name = FIRST_NAME),
        (Some(_), false, false) => td_string!(locale, owt.log.ended, name = FIRST_NAME),
        (Some(_), true, true) => td_string!(locale, owt.log.began_screen, name = FIRST_NAME),
        (Some(_), true, false) => td_string!(locale, owt.log.ended_screen, name = FIRST_NAME),
        (None, _, true) => td_string!(locale, owt.log.began_other).to_owned(),
        (None, _, false) => td_string!(locale, owt.log.ended_other).to_owned(),
    };
    Sentence {
        text,
        names: [name.unwrap_or_else(|| Arc::from("")), Arc::from("")],
    }
}
