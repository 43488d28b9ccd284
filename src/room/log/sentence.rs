//! Log entries as sentences.

use std::sync::Arc;

use conference::{LayoutName, LogEntry, LogKind, Role};

use crate::{
    i18n::{I18n, t_string},
    room::weave::{FIRST, SECOND, Woven},
};

/// What happened, with names marked as names.
pub fn sentence(i18n: I18n, entry: &LogEntry) -> Woven {
    let name = if entry.name.is_empty() {
        Arc::from(t_string!(i18n, log.somebody))
    } else {
        entry.name.clone()
    };
    let second = match &entry.kind {
        LogKind::Renamed(before) => before.clone(),
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) if words.trim().is_empty() => {
            Arc::from(t_string!(i18n, log.no_reason))
        }
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) => {
            Arc::from(&*conference::clean_name(words))
        }
        _ => Arc::from(""),
    };
    Woven {
        text: text(i18n, entry),
        names: [name, second],
    }
}

fn text(i18n: I18n, entry: &LogEntry) -> String {
    let nobody = entry.name.is_empty();
    match &entry.kind {
        LogKind::Joined => t_string!(i18n, log.joined, name = FIRST),
        LogKind::Left => t_string!(i18n, log.left, name = FIRST),
        LogKind::Waits => t_string!(i18n, log.waits, name = FIRST),
        LogKind::GaveUp => t_string!(i18n, log.gave_up, name = FIRST),
        LogKind::Calling => t_string!(i18n, log.calling, name = FIRST),
        LogKind::CallEnded => t_string!(i18n, log.call_ended, name = FIRST),
        LogKind::Muted(true) => t_string!(i18n, log.muted, name = FIRST),
        LogKind::Muted(false) => t_string!(i18n, log.unmuted, name = FIRST),
        LogKind::Role(Role::Host) => t_string!(i18n, log.became_host, name = FIRST),
        LogKind::Role(Role::Guest) => t_string!(i18n, log.became_guest, name = FIRST),
        LogKind::Spotlight(true) => t_string!(i18n, log.spotlit, name = FIRST),
        LogKind::Spotlight(false) => t_string!(i18n, log.not_spotlit, name = FIRST),
        LogKind::RxPresentation(true) => t_string!(i18n, log.presentation_allowed, name = FIRST),
        LogKind::RxPresentation(false) => t_string!(i18n, log.presentation_blocked, name = FIRST),
        LogKind::Renamed(_) => t_string!(i18n, log.renamed, name = FIRST, old = SECOND),
        LogKind::PresentationStarted if nobody => t_string!(i18n, log.presents_somebody).to_owned(),
        LogKind::PresentationStarted => t_string!(i18n, log.presents, name = FIRST),
        LogKind::PresentationStopped if nobody => t_string!(i18n, log.stopped_somebody).to_owned(),
        LogKind::PresentationStopped => t_string!(i18n, log.stopped, name = FIRST),
        LogKind::Locked(true) => t_string!(i18n, log.locked).to_owned(),
        LogKind::Locked(false) => t_string!(i18n, log.unlocked).to_owned(),
        LogKind::GuestsMuted(true) => t_string!(i18n, log.guests_muted).to_owned(),
        LogKind::GuestsMuted(false) => t_string!(i18n, log.guests_unmuted).to_owned(),
        LogKind::Layout(hosts, guests) => t_string!(
            i18n,
            log.layout,
            hosts = layout(hosts),
            guests = layout(guests)
        ),
        LogKind::CallDisconnected(_) => t_string!(i18n, log.call_disconnected, words = SECOND),
        LogKind::PutOut(_) if nobody => t_string!(i18n, log.put_out_self, words = SECOND),
        LogKind::PutOut(_) => t_string!(i18n, log.put_out, name = FIRST, words = SECOND),
        LogKind::Resynced {
            joined,
            left,
            changed,
        } => {
            t_string!(
                i18n,
                log.resynced,
                joined = joined,
                left = left,
                changed = changed
            )
        }
        LogKind::Unknown => t_string!(i18n, log.unknown, name = FIRST),
        LogKind::Garbled => t_string!(i18n, log.garbled, name = FIRST),
    }
}

fn layout(name: &Option<LayoutName>) -> &str {
    name.as_ref().map_or("–", LayoutName::as_str)
}
