//! The findings that page and report are made of.

use std::borrow::Cow;

use conference::Kind;
use session::{Health, Support, UnreadEvent};

use super::report::Finding;
use crate::{
    browser::{
        event_stream, http,
        missing_features::{MissingFeature, missing_features},
    },
    i18n::{Locale, td_string},
    room::{time, words},
};

/// What a finding is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Commands,
    Quirks,
    Events,
    Session,
    MissingFeatures,
}

impl Section {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [
        Self::Commands,
        Self::Quirks,
        Self::Events,
        Self::Session,
        Self::MissingFeatures,
    ];

    /// Returns its heading.
    pub fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Commands => td_string!(locale, doctor.commands),
            Self::Quirks => td_string!(locale, doctor.quirks),
            Self::Events => td_string!(locale, doctor.events),
            Self::Session => td_string!(locale, doctor.session),
            Self::MissingFeatures => td_string!(locale, doctor.lacks),
        }
    }
}

type Text = Cow<'static, str>;

fn finding(what: impl Into<Text>, how: impl Into<Text>) -> Finding {
    Finding::new(what, how)
}

fn number(what: &'static str, count: u32) -> Finding {
    finding(what, count.to_string())
}

/// Returns the findings of a section. `tabs`: how many tabs of this panel are in a meeting, this one included.
pub fn findings(locale: Locale, health: &Health, tabs: usize, section: Section) -> Vec<Finding> {
    let mut findings = match section {
        Section::Commands => commands(locale, health),
        Section::Quirks => quirks(locale, health),
        Section::Events => {
            let events = health.unread_events.iter();
            events.map(|event| unread_event(locale, event)).collect()
        }
        Section::Session => session(locale, health, tabs),
        Section::MissingFeatures => {
            let missing = missing_features().into_iter();
            missing
                .map(|feature| finding(missing_feature(locale, feature), ""))
                .collect()
        }
    };
    if findings.is_empty() {
        findings.push(finding(td_string!(locale, doctor.none), ""));
    }
    findings
}

fn missing_feature(locale: Locale, feature: MissingFeature) -> &'static str {
    crate::sign_in::missing_feature_text(locale, feature)
}

fn support(locale: Locale, support: Option<Support>) -> Text {
    match support {
        None => td_string!(locale, doctor.not_tried).into(),
        Some(Support::Works) => td_string!(locale, doctor.works).into(),
        Some(Support::NotOffered) => td_string!(locale, doctor.not_offered).into(),
        Some(Support::NoEffect) => td_string!(locale, doctor.no_effect).into(),
        Some(Support::NoAnswer) => td_string!(locale, doctor.no_answer).into(),
        Some(Support::Refused(status)) => {
            td_string!(locale, doctor.refused, status = status).into()
        }
    }
}

fn commands(locale: Locale, health: &Health) -> Vec<Finding> {
    let works = |is_so: bool| support(locale, is_so.then_some(Support::Works));
    let mut findings = vec![
        finding("new_session", works(health.token_life_ms > 0)),
        finding("refresh_session", works(health.refreshes > 0)),
        finding("events", works(health.streams > 0)),
        finding("participants", support(locale, health.participants)),
        finding("service_status", support(locale, health.service_status)),
    ];
    findings.extend(Kind::ALL.into_iter().map(|kind| {
        let word = wire::command_word(kind, &health.dialect);
        let what = [word, " · ", words::command(locale, kind)].concat();
        finding(what, support(locale, health.support(kind)))
    }));
    findings
}

fn quirks(locale: Locale, health: &Health) -> Vec<Finding> {
    let learned = || td_string!(locale, doctor.learned);
    let mut findings = Vec::new();
    if health.dialect.override_text {
        findings.push(finding("override_text", learned()));
    }
    if health.dialect.plus_n_refused {
        findings.push(finding(td_string!(locale, doctor.plus_n_off), learned()));
    }
    if health.misspelt_status {
        findings.push(finding("tatus", td_string!(locale, doctor.spelling)));
    }
    if health.streams > 0 && !health.lists_people {
        findings.push(finding(td_string!(locale, doctor.unlisted), ""));
    }
    let spelling =
        |name: &std::sync::Arc<str>| finding(name.to_string(), td_string!(locale, doctor.spelling));
    findings.extend(health.spellings.iter().map(spelling));
    findings
}

fn unread_event(locale: Locale, event: &UnreadEvent) -> Finding {
    let name = event.name.as_deref();
    let name = name.unwrap_or_else(|| td_string!(locale, doctor.unnamed));
    let what = if event.malformed {
        td_string!(locale, doctor.unread, name = name)
    } else {
        name.to_owned()
    };
    finding(what, event.count.to_string())
}

fn session(locale: Locale, health: &Health, tabs: usize) -> Vec<Finding> {
    let age = time::span(health.token_age_ms);
    let life = time::span(health.token_life_ms);
    let version = http::http_version("");
    let crowded = version.as_deref() == Some("http/1.1") && tabs > 1;
    let times = health.response_times;
    let trip = if times.count == 0 {
        td_string!(locale, doctor.none).into()
    } else {
        Text::from(td_string!(
            locale,
            doctor.trip,
            last = times.last_ms,
            usual = times.mean_ms(),
            longest = times.longest_ms
        ))
    };
    let transport = if event_stream::is_read_by_fetch() {
        "fetch"
    } else {
        td_string!(locale, doctor.blind)
    };
    let not_told = || Text::from(td_string!(locale, doctor.not_told));
    vec![
        finding(
            td_string!(locale, doctor.version),
            health.version.clone().map_or_else(not_told, Text::from),
        ),
        finding(
            td_string!(locale, doctor.token),
            td_string!(locale, doctor.of, age = age, life = life),
        ),
        number(td_string!(locale, doctor.refreshes), health.refreshes),
        number(td_string!(locale, doctor.failed), health.refreshes_failed),
        number(
            td_string!(locale, doctor.reconnects),
            health.streams.saturating_sub(1),
        ),
        number(td_string!(locale, doctor.rejoins), health.rejoins),
        finding(td_string!(locale, doctor.transport), transport),
        finding(
            td_string!(locale, doctor.http),
            version.map_or_else(not_told, Text::from),
        ),
        finding(
            td_string!(locale, doctor.tabs),
            if crowded {
                td_string!(locale, doctor.crowded, count = tabs)
            } else {
                tabs.to_string()
            },
        ),
        finding(td_string!(locale, doctor.trips), trip),
    ]
}
