//! Log entries as sentences.

use std::sync::Arc;

use crate::{
    i18n::{Locale, td_string},
    room::{
        searched_lines::Logged,
        sentence::{FIRST_NAME, SECOND_NAME, Sentence},
    },
};
use conference::{CallEnd, LayoutName, LogEntry, LogKind, Role};

impl Logged for LogEntry {
    fn at_ms(&self) -> u64 {
        self.at_ms
    }

    fn about(&self) -> (&str, &str) {
        let id = self.id.as_ref().map_or("", |id| id.as_str());
        (id, &self.name)
    }

    fn sentence(&self, locale: Locale) -> Sentence {
        sentence(locale, self)
    }
}

fn sentence(locale: Locale, entry: &LogEntry) -> Sentence {
    let name = if entry.name.is_empty() {
        Arc::from(td_string!(locale, log.somebody))
    } else {
        entry.name.clone()
    };
    let second = match &entry.kind {
        LogKind::Renamed(before) => before.clone(),
        LogKind::CallEnded(CallEnd::Failed(words)) => Arc::from(&*conference::clean_name(words)),
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) if words.trim().is_empty() => {
            Arc::from(td_string!(locale, log.no_reason))
        }
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) => {
            Arc::from(&*conference::clean_name(words))
        }
        _ => Arc::from(""),
    };
    Sentence {
        text: text(locale, entry),
        names: [name, second],
    }
}

fn text(locale: Locale, entry: &LogEntry) -> String {
    let nobody = entry.name.is_empty();
    match &entry.kind {
        LogKind::Joined => td_string!(locale, log.joined, name = FIRST_NAME),
        LogKind::Left => td_string!(locale, log.left, name = FIRST_NAME),
        LogKind::Waits => td_string!(locale, log.waits, name = FIRST_NAME),
        LogKind::GaveUp => td_string!(locale, log.gave_up, name = FIRST_NAME),
        LogKind::Calling => td_string!(locale, log.calling, name = FIRST_NAME),
        LogKind::CallEnded(CallEnd::Unknown) => {
            td_string!(locale, log.call_ended, name = FIRST_NAME)
        }
        LogKind::CallEnded(CallEnd::Refused) => td_string!(locale, dial.refused, name = FIRST_NAME),
        LogKind::CallEnded(CallEnd::NoAnswer) => {
            td_string!(locale, dial.no_answer, name = FIRST_NAME)
        }
        LogKind::CallEnded(CallEnd::HungUp) => td_string!(locale, dial.hung_up, name = FIRST_NAME),
        LogKind::CallEnded(CallEnd::Failed(_)) => {
            td_string!(locale, dial.failed, name = FIRST_NAME, words = SECOND_NAME)
        }
        LogKind::Muted(true) => td_string!(locale, log.muted, name = FIRST_NAME),
        LogKind::Muted(false) => td_string!(locale, log.unmuted, name = FIRST_NAME),
        LogKind::Role(Role::Host) => td_string!(locale, log.became_host, name = FIRST_NAME),
        LogKind::Role(Role::Guest) => td_string!(locale, log.became_guest, name = FIRST_NAME),
        LogKind::Spotlight(true) => td_string!(locale, log.spotlit, name = FIRST_NAME),
        LogKind::Spotlight(false) => td_string!(locale, log.not_spotlit, name = FIRST_NAME),
        LogKind::RxPresentation(true) => {
            td_string!(locale, log.presentation_allowed, name = FIRST_NAME)
        }
        LogKind::RxPresentation(false) => {
            td_string!(locale, log.presentation_blocked, name = FIRST_NAME)
        }
        LogKind::Renamed(_) => {
            td_string!(locale, log.renamed, name = FIRST_NAME, old = SECOND_NAME)
        }
        LogKind::PresentationStarted if nobody => {
            td_string!(locale, log.presents_somebody).to_owned()
        }
        LogKind::PresentationStarted => td_string!(locale, log.presents, name = FIRST_NAME),
        LogKind::PresentationStopped if nobody => {
            td_string!(locale, log.stopped_somebody).to_owned()
        }
        LogKind::PresentationStopped => td_string!(locale, log.stopped, name = FIRST_NAME),
        LogKind::Locked(true) => td_string!(locale, log.locked).to_owned(),
        LogKind::Locked(false) => td_string!(locale, log.unlocked).to_owned(),
        LogKind::GuestsMuted(true) => td_string!(locale, log.guests_muted).to_owned(),
        LogKind::GuestsMuted(false) => td_string!(locale, log.guests_unmuted).to_owned(),
        LogKind::Layout(hosts, guests) => {
            td_string!(
                locale,
                log.layout,
                hosts = layout(hosts),
                guests = layout(guests)
            )
        }
        LogKind::CallDisconnected(_) => {
            td_string!(locale, log.call_disconnected, words = SECOND_NAME)
        }
        LogKind::PutOut(_) if nobody => td_string!(locale, log.put_out_self, words = SECOND_NAME),
        LogKind::PutOut(_) => {
            td_string!(locale, log.put_out, name = FIRST_NAME, words = SECOND_NAME)
        }
        LogKind::Resynced {
            joined,
            left,
            changed,
        } => {
            td_string!(
                locale,
                log.resynced,
                joined = joined,
                left = left,
                changed = changed
            )
        }
        LogKind::OnHold(true) => td_string!(locale, log.on_hold).to_owned(),
        LogKind::OnHold(false) => td_string!(locale, log.off_hold).to_owned(),
        LogKind::RefreshAsked => td_string!(locale, log.refresh_asked).to_owned(),
        LogKind::Unknown(1) => td_string!(locale, log.unknown, name = FIRST_NAME),
        LogKind::Unknown(count) => {
            td_string!(locale, log.unknown_many, name = FIRST_NAME, count = count)
        }
        LogKind::Malformed(1) => td_string!(locale, log.garbled, name = FIRST_NAME),
        LogKind::Malformed(count) => {
            td_string!(locale, log.garbled_many, name = FIRST_NAME, count = count)
        }
    }
}

fn layout(name: &Option<LayoutName>) -> &str {
    name.as_ref().map_or("–", LayoutName::as_str)
}
