//! Log entries as sentences.

use std::sync::Arc;

use crate::{
    i18n::t_string,
    room::weave::{FIRST, SECOND, Woven},
};
use conference::{CallEnd, LayoutName, LogEntry, LogKind, Role};

/// What happened, with names marked as names.
pub fn sentence(entry: &LogEntry) -> Woven {
    let name = if entry.name.is_empty() {
        Arc::from(t_string!(log.somebody))
    } else {
        entry.name.clone()
    };
    let second = match &entry.kind {
        LogKind::Renamed(before) => before.clone(),
        LogKind::CallEnded(CallEnd::Failed(words)) => Arc::from(&*conference::clean_name(words)),
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) if words.trim().is_empty() => {
            Arc::from(t_string!(log.no_reason))
        }
        LogKind::CallDisconnected(words) | LogKind::PutOut(words) => {
            Arc::from(&*conference::clean_name(words))
        }
        _ => Arc::from(""),
    };
    Woven {
        text: text(entry),
        names: [name, second],
    }
}

fn text(entry: &LogEntry) -> String {
    let nobody = entry.name.is_empty();
    match &entry.kind {
        LogKind::Joined => t_string!(log.joined, name = FIRST),
        LogKind::Left => t_string!(log.left, name = FIRST),
        LogKind::Waits => t_string!(log.waits, name = FIRST),
        LogKind::GaveUp => t_string!(log.gave_up, name = FIRST),
        LogKind::Calling => t_string!(log.calling, name = FIRST),
        LogKind::CallEnded(CallEnd::Unknown) => t_string!(log.call_ended, name = FIRST),
        LogKind::CallEnded(CallEnd::Refused) => t_string!(dial.refused, name = FIRST),
        LogKind::CallEnded(CallEnd::NoAnswer) => t_string!(dial.no_answer, name = FIRST),
        LogKind::CallEnded(CallEnd::HungUp) => t_string!(dial.hung_up, name = FIRST),
        LogKind::CallEnded(CallEnd::Failed(_)) => {
            t_string!(dial.failed, name = FIRST, words = SECOND)
        }
        LogKind::Muted(true) => t_string!(log.muted, name = FIRST),
        LogKind::Muted(false) => t_string!(log.unmuted, name = FIRST),
        LogKind::Role(Role::Host) => t_string!(log.became_host, name = FIRST),
        LogKind::Role(Role::Guest) => t_string!(log.became_guest, name = FIRST),
        LogKind::Spotlight(true) => t_string!(log.spotlit, name = FIRST),
        LogKind::Spotlight(false) => t_string!(log.not_spotlit, name = FIRST),
        LogKind::RxPresentation(true) => t_string!(log.presentation_allowed, name = FIRST),
        LogKind::RxPresentation(false) => t_string!(log.presentation_blocked, name = FIRST),
        LogKind::Renamed(_) => t_string!(log.renamed, name = FIRST, old = SECOND),
        LogKind::PresentationStarted if nobody => t_string!(log.presents_somebody).to_owned(),
        LogKind::PresentationStarted => t_string!(log.presents, name = FIRST),
        LogKind::PresentationStopped if nobody => t_string!(log.stopped_somebody).to_owned(),
        LogKind::PresentationStopped => t_string!(log.stopped, name = FIRST),
        LogKind::Locked(true) => t_string!(log.locked).to_owned(),
        LogKind::Locked(false) => t_string!(log.unlocked).to_owned(),
        LogKind::GuestsMuted(true) => t_string!(log.guests_muted).to_owned(),
        LogKind::GuestsMuted(false) => t_string!(log.guests_unmuted).to_owned(),
        LogKind::Layout(hosts, guests) => {
            t_string!(log.layout, hosts = layout(hosts), guests = layout(guests))
        }
        LogKind::CallDisconnected(_) => t_string!(log.call_disconnected, words = SECOND),
        LogKind::PutOut(_) if nobody => t_string!(log.put_out_self, words = SECOND),
        LogKind::PutOut(_) => t_string!(log.put_out, name = FIRST, words = SECOND),
        LogKind::Resynced {
            joined,
            left,
            changed,
        } => {
            t_string!(
                log.resynced,
                joined = joined,
                left = left,
                changed = changed
            )
        }
        LogKind::RefreshAsked => t_string!(log.refresh_asked).to_owned(),
        LogKind::Unknown => t_string!(log.unknown, name = FIRST),
        LogKind::Garbled => t_string!(log.garbled, name = FIRST),
    }
}

fn layout(name: &Option<LayoutName>) -> &str {
    name.as_ref().map_or("–", LayoutName::as_str)
}
