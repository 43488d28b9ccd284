//! What happened in the room, in sentences.

use std::sync::Arc;

use leptos::prelude::*;
use owt::WhyOut;

use super::{
    super::{
        state::{LogEntry, LogKind, Sent, use_panel},
        words,
    },
    doctor::why_out,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{
        log_file::export_log,
        searched_lines::{Logged, SearchedLines},
        sentence::{FIRST_NAME, SECOND_NAME, Sentence},
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
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, room.log)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.log)}</h2>
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, room.export)
                    icon=Icon::Log
                    look=Look::Quiet
                    on_press=move || export_log(
                        live.log(),
                        locale,
                        td_string!(locale, room.csv_id),
                    )
                />
            </div>
            <div class="record">
                <SearchedLines log=live.log() seen query=live.log_query />
            </div>
        </section>
    }
}

impl Logged for LogEntry {
    fn at_ms(&self) -> u64 {
        self.at_ms
    }

    fn about(&self) -> (&str, &str) {
        self.kind.about()
    }

    fn sentence(&self, locale: Locale) -> Sentence {
        sentence(locale, &self.kind)
    }
}

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
