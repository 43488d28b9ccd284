//! The facts that page and report are made of.

use std::borrow::Cow;

use conference::Kind;
use session::{Health, Standing, Strange};

use super::{Doctor, Word};
use crate::{
    i18n::{t, t_string},
    room::{time, words},
    transport::{event_stream, lacking, neighbours},
};

/// What a fact is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Commands,
    Quirks,
    Events,
    Session,
    Lacks,
}

impl Section {
    pub const ALL: [Self; 5] = [
        Self::Commands,
        Self::Quirks,
        Self::Events,
        Self::Session,
        Self::Lacks,
    ];

    pub fn title(self) -> Word {
        match self {
            Self::Commands => t!(doctor.commands),
            Self::Quirks => t!(doctor.quirks),
            Self::Events => t!(doctor.events),
            Self::Session => t!(doctor.session),
            Self::Lacks => t!(doctor.lacks),
        }
    }
}

type Text = Cow<'static, str>;

/// One line: what, and how it is.
pub(super) struct Fact {
    pub what: Text,
    /// Empty where there is nothing more to say.
    pub how: Text,
}

fn fact(what: impl Into<Text>, how: impl Into<Text>) -> Fact {
    Fact {
        what: what.into(),
        how: how.into(),
    }
}

fn number(what: Word, count: u32) -> Fact {
    fact(what.say(), count.to_string())
}

impl Doctor {
    /// Follows what they are made of.
    pub fn facts(self, section: Section) -> Vec<Fact> {
        let mut facts = self.desk.view.health.with(|health| match section {
            Section::Commands => commands(health),
            Section::Quirks => quirks(health),
            Section::Events => health.strange.iter().map(strange).collect(),
            Section::Session => session(health, self.tabs.get()),
            Section::Lacks => {
                let lacks = lacking::lacking().into_iter();
                lacks.map(|word| fact(word.say(), "")).collect()
            }
        });
        if facts.is_empty() {
            facts.push(fact(t_string!(doctor.none), ""));
        }
        facts
    }
}

fn standing(standing: Option<Standing>) -> Text {
    match standing {
        None => t_string!(doctor.not_tried).into(),
        Some(Standing::Works) => t_string!(doctor.works).into(),
        Some(Standing::NotOffered) => t_string!(doctor.not_offered).into(),
        Some(Standing::NoEffect) => t_string!(doctor.no_effect).into(),
        Some(Standing::NoAnswer) => t_string!(doctor.no_answer).into(),
        Some(Standing::Refused(status)) => t_string!(doctor.refused, status = status).into(),
    }
}

fn commands(health: &Health) -> Vec<Fact> {
    let works = |is_so: bool| standing(is_so.then_some(Standing::Works));
    let mut facts = vec![
        fact("new_session", works(health.token_life_ms > 0)),
        fact("refresh_session", works(health.refreshes > 0)),
        fact("events", works(health.streams > 0)),
        fact("participants", standing(health.participants)),
        fact("service_status", standing(health.service_status)),
    ];
    facts.extend(Kind::ALL.into_iter().map(|kind| {
        let word = wire::command_word(kind, &health.dialect);
        let what = [word, " · ", words::command(kind).say()].concat();
        fact(what, standing(health.standing(kind)))
    }));
    facts
}

fn quirks(health: &Health) -> Vec<Fact> {
    let learned = || t_string!(doctor.learned);
    let mut facts = Vec::new();
    if health.dialect.override_text {
        facts.push(fact("override_text", learned()));
    }
    if health.dialect.plus_n_refused {
        facts.push(fact(t_string!(doctor.plus_n_off), learned()));
    }
    if health.misspelt_status {
        facts.push(fact("tatus", t_string!(doctor.spelling)));
    }
    if health.streams > 0 && !health.lists_people {
        facts.push(fact(t_string!(doctor.unlisted), ""));
    }
    let spelling = |name: &std::sync::Arc<str>| fact(name.to_string(), t_string!(doctor.spelling));
    facts.extend(health.spellings.iter().map(spelling));
    facts
}

fn strange(strange: &Strange) -> Fact {
    let name = strange.name.as_deref();
    let name = name.unwrap_or_else(|| t_string!(doctor.unnamed));
    let what = if strange.garbled {
        t_string!(doctor.unread, name = name)
    } else {
        name.to_owned()
    };
    fact(what, strange.count.to_string())
}

fn session(health: &Health, tabs: usize) -> Vec<Fact> {
    let age = time::span(health.token_age_ms);
    let life = time::span(health.token_life_ms);
    let version = neighbours::http_version();
    let crowded = version.as_deref() == Some("http/1.1") && tabs > 1;
    let trips = health.trips;
    let trip = if trips.count == 0 {
        t_string!(doctor.none).into()
    } else {
        Text::from(t_string!(
            doctor.trip,
            last = trips.last_ms,
            usual = trips.usual_ms(),
            longest = trips.longest_ms
        ))
    };
    let transport = if event_stream::is_streamed() {
        "fetch"
    } else {
        t_string!(doctor.blind)
    };
    let not_told = || Text::from(t_string!(doctor.not_told));
    vec![
        fact(
            t_string!(doctor.version),
            health.version.clone().map_or_else(not_told, Text::from),
        ),
        fact(
            t_string!(doctor.token),
            t_string!(doctor.of, age = age, life = life),
        ),
        number(t!(doctor.refreshes), health.refreshes),
        number(t!(doctor.failed), health.refreshes_failed),
        number(t!(doctor.reconnects), health.streams.saturating_sub(1)),
        number(t!(doctor.rejoins), health.rejoins),
        fact(t_string!(doctor.transport), transport),
        fact(
            t_string!(doctor.http),
            version.map_or_else(not_told, Text::from),
        ),
        fact(
            t_string!(doctor.tabs),
            if crowded {
                t_string!(doctor.crowded, count = tabs)
            } else {
                tabs.to_string()
            },
        ),
        fact(t_string!(doctor.trips), trip),
    ]
}
