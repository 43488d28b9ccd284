//! What went wrong, in words, with what to do next.

use owt::{Failure, ForwardUpdate, InRoom, Refusal, RefusalKind, Status};

use super::{client::Trouble, room::media};
use crate::{
    i18n::{Locale, td_string},
    kind::words::{no_answer, no_answer_any_more},
};

/// Returns why something wasn't done, once somebody is signed in.
pub fn trouble(locale: Locale, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Refused(refusal) => refused(locale, refusal),
        Trouble::NoAnswer(why) => no_answer_any_more(locale, *why).to_owned(),
    }
}

/// Returns why nobody is signed in.
pub fn not_signed_in(locale: Locale, why: &Trouble) -> String {
    match why {
        Trouble::NoAnswer(why) => no_answer(locale, *why).to_owned(),
        refused => trouble(locale, refused),
    }
}

/// Returns the server's no, in its own words where it said any.
pub fn refused(locale: Locale, refusal: &Refusal) -> String {
    let what = match refusal.kind {
        RefusalKind::NotAuthenticated => td_string!(locale, owt.trouble.not_authenticated),
        RefusalKind::Denied => td_string!(locale, owt.trouble.denied),
        RefusalKind::NoRoom => td_string!(locale, owt.trouble.no_room),
        RefusalKind::NoStream | RefusalKind::NoParticipant | RefusalKind::NoService => {
            td_string!(locale, owt.trouble.gone)
        }
        RefusalKind::NotFound | RefusalKind::Unreadable => {
            td_string!(locale, owt.trouble.not_the_api)
        }
        RefusalKind::TooMany | RefusalKind::Unavailable => td_string!(locale, owt.trouble.busy),
        RefusalKind::BadRequest
        | RefusalKind::OperationFailed
        | RefusalKind::Unexpected
        | RefusalKind::Refused => td_string!(locale, owt.trouble.refused),
    };
    let status = refusal.status.to_string();
    let code = refusal.code.map(|code| format!(", {code}"));
    let said = refusal.words.as_deref().unwrap_or_default();
    // The words of a wrong key are the header that it should have had.
    let says_more = !said.is_empty() && refusal.kind != RefusalKind::NotAuthenticated;
    let number = [&*status, &*code.unwrap_or_default()].concat();
    if says_more {
        td_string!(
            locale,
            owt.trouble.said,
            what = what,
            number = number,
            words = said
        )
    } else {
        td_string!(locale, owt.trouble.silent, what = what, number = number)
    }
}

/// Returns what became of a command that failed.
pub fn failure(locale: Locale, why: &Failure) -> String {
    match why {
        Failure::Refused(refusal) => refused(locale, refusal),
        Failure::NoEffect => td_string!(locale, owt.trouble.no_effect).to_owned(),
        Failure::NoAnswer => td_string!(locale, owt.trouble.no_answer).to_owned(),
        Failure::Unknown => td_string!(locale, owt.trouble.unknown).to_owned(),
    }
}

/// Returns what a command was to do. `name` is whom or what it is about.
pub fn command(locale: Locale, ask: &InRoom, name: &str) -> String {
    match ask {
        InRoom::DropParticipant(_) => td_string!(locale, owt.act.remove, name = name),
        InRoom::PatchParticipant(..) => td_string!(locale, owt.act.permit, name = name),
        InRoom::PatchForward(_, updates) => match updates.first() {
            Some(ForwardUpdate::Status(_, Status::Inactive)) => {
                td_string!(locale, owt.act.mute, name = name)
            }
            Some(ForwardUpdate::Status(_, Status::Active)) => {
                td_string!(locale, owt.act.unmute, name = name)
            }
            _ => td_string!(locale, owt.act.mix, name = name),
        },
        InRoom::PatchMixed(..) => td_string!(locale, owt.stage.act, name = name),
        InRoom::DeleteStream(_) => td_string!(locale, owt.act.end, name = name),
        _ => media::command(locale, ask, name)
            .unwrap_or_else(|| td_string!(locale, owt.act.other, name = name)),
    }
}

/// Returns why a command failed, with what to do next.
pub fn failure_of(locale: Locale, ask: &InRoom, why: &Failure) -> String {
    let words = failure(locale, why);
    match media::next_step(locale, ask, why) {
        Some(next) => td_string!(locale, owt.media.then, why = words, next = next),
        None => words,
    }
}
