//! Lines of the log in sentences.

use std::sync::Arc;

use phone::{Call, CallState, Source};

use super::super::{
    state::{LogEntry, LogKind},
    words,
};
use crate::{
    i18n::{Locale, td_string},
    room::{
        searched_lines::Logged,
        sentence::{FIRST_NAME, SECOND_NAME, Sentence},
    },
};

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
    let (text, names) = match kind {
        LogKind::Began(conf) => (
            td_string!(locale, phone.log.began, name = FIRST_NAME),
            [conf.clone(), none()],
        ),
        LogKind::Call(call) => return of_call(locale, call),
        LogKind::Ended(why) => (words::ending(locale, *why).to_owned(), [none(), none()]),
        LogKind::Connected => (
            td_string!(locale, phone.log.connected).to_owned(),
            [none(), none()],
        ),
        LogKind::Lost => (
            td_string!(locale, phone.log.lost).to_owned(),
            [none(), none()],
        ),
        LogKind::Done(wanted) => {
            let what = words::wanted(locale, wanted);
            let text = td_string!(locale, phone.log.done, what = FIRST_NAME);
            (text, [what.into(), none()])
        }
        LogKind::Failed(wanted, why) => {
            let text = words::failed(locale, wanted, why);
            (FIRST_NAME.to_string(), [text.into(), none()])
        }
        LogKind::HangUpBroken => (
            td_string!(locale, phone.room.hang_up_broken).to_owned(),
            [none(), none()],
        ),
        LogKind::Unknown(name) => (
            td_string!(locale, phone.log.unknown, name = FIRST_NAME),
            [name.clone(), none()],
        ),
        LogKind::NotUnderstood(1) => (
            td_string!(locale, phone.log.not_understood).to_owned(),
            [none(), none()],
        ),
        LogKind::NotUnderstood(count) => (
            td_string!(locale, phone.log.many_not_understood, count = *count),
            [none(), none()],
        ),
        LogKind::NotCounted(why) => {
            let text = td_string!(locale, phone.room.not_counted, why = FIRST_NAME);
            (text, [words::refused(locale, why).into(), none()])
        }
    };
    Sentence { text, names }
}

fn of_call(locale: Locale, call: &Call) -> Sentence {
    let mut who = words::name_of(locale, call);
    if !call.name.is_empty() && !call.number.is_empty() {
        who = [&*who, " (", &*call.number, ")"].concat();
    }
    let why: Arc<str> = match &call.state {
        failed @ CallState::Failed(_) => words::call_state(locale, failed).into(),
        _ => Arc::from(""),
    };
    let text = match &call.state {
        CallState::Waiting | CallState::Asked => {
            td_string!(locale, phone.log.asked, name = FIRST_NAME)
        }
        CallState::Ringing => td_string!(locale, phone.log.ringing, name = FIRST_NAME),
        CallState::Unclear => td_string!(locale, phone.log.unclear, name = FIRST_NAME),
        CallState::In(Source::Told) => td_string!(locale, phone.log.is_in, name = FIRST_NAME),
        CallState::In(Source::Counted) => {
            td_string!(locale, phone.log.in_counted, name = FIRST_NAME)
        }
        CallState::Out(Source::Told) => td_string!(locale, phone.log.out, name = FIRST_NAME),
        CallState::Out(Source::Counted) => {
            td_string!(locale, phone.log.out_counted, name = FIRST_NAME)
        }
        CallState::Failed(_) => {
            td_string!(
                locale,
                phone.log.failed,
                name = FIRST_NAME,
                why = SECOND_NAME
            )
        }
    };
    Sentence {
        text,
        names: [who.into(), why],
    }
}
