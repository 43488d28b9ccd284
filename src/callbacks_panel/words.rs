//! What happened and what went wrong, in words.

use callbacks::{Age, End, Failure, Origin, Phase, RecordingStep, Stale, Vendor};

use super::client::Trouble;
use crate::{
    i18n::{Locale, td_string},
    kind::words::{no_answer, no_answer_any_more},
    room::time,
};

/// Returns why the gateway couldn't be asked, and what to do next, once a page is connected to it.
pub fn trouble(locale: Locale, trouble: Trouble) -> String {
    match trouble {
        Trouble::NoAnswer(why) => no_answer_any_more(locale, why).to_owned(),
        Trouble::NotAGateway => td_string!(locale, callbacks.trouble.not_a_gateway).to_owned(),
        Trouble::Status(401 | 403, _) => {
            td_string!(locale, callbacks.trouble.unauthorized).to_owned()
        }
        Trouble::Status(status, _) => status_words(locale, status),
    }
}

/// Returns why a page isn't connected, and what to do next.
pub fn not_connected(locale: Locale, why: Trouble) -> String {
    match why {
        Trouble::NoAnswer(why) => no_answer(locale, why).to_owned(),
        why => trouble(locale, why),
    }
}

fn status_words(locale: Locale, status: u16) -> String {
    td_string!(locale, callbacks.trouble.status, status = status)
}

/// Returns how true what is shown is, in a few words.
pub fn phase(locale: Locale, phase: Phase) -> String {
    match phase {
        Phase::Connecting => td_string!(locale, room.connecting).to_owned(),
        Phase::Live => td_string!(locale, room.live).to_owned(),
        Phase::Stale { since_ms, why } => {
            let time = time::clock(since_ms);
            match why {
                Stale::Offline => td_string!(locale, room.offline, time = time),
                _ => td_string!(locale, room.stale, time = time),
            }
        }
        Phase::Ended(End::Unauthorized) => {
            td_string!(locale, callbacks.page.unauthorized).to_owned()
        }
    }
}

/// Returns why what is shown isn't how things are, and what to do; `None` = it is.
pub fn note(locale: Locale, phase: Phase) -> Option<String> {
    let (since_ms, why) = match phase {
        Phase::Connecting | Phase::Live => return None,
        Phase::Ended(End::Unauthorized) => {
            return Some(td_string!(locale, callbacks.page.unauthorized_note).to_owned());
        }
        Phase::Stale { since_ms, why } => (since_ms, why),
    };
    let why = match why {
        Stale::Offline => String::new(),
        Stale::Silent => td_string!(locale, callbacks.trouble.silent).to_owned(),
        Stale::Behind => td_string!(locale, callbacks.trouble.behind).to_owned(),
        Stale::Trouble(Failure::Network | Failure::Ended) => {
            td_string!(locale, callbacks.trouble.cut).to_owned()
        }
        Stale::Trouble(Failure::NotAGateway) => {
            td_string!(locale, callbacks.trouble.not_a_gateway).to_owned()
        }
        Stale::Trouble(Failure::Status(409, _)) => {
            td_string!(locale, callbacks.trouble.replaced).to_owned()
        }
        Stale::Trouble(Failure::Status(status, _)) => status_words(locale, status),
    };
    let then = td_string!(
        locale,
        callbacks.page.stale_note,
        time = time::clock(since_ms)
    );
    Some([why.as_str(), then.as_str()].join(" ").trim().to_owned())
}

/// Returns how old something is: "3 min ago".
pub fn age(locale: Locale, ms: u64) -> String {
    match Age::of_ms(ms) {
        Age::Now => td_string!(locale, callbacks.age.now).to_owned(),
        Age::Seconds(count) => td_string!(locale, callbacks.age.seconds, count = count),
        Age::Minutes(count) => td_string!(locale, callbacks.age.minutes, count = count),
        Age::Hours(count) => td_string!(locale, callbacks.age.hours, count = count),
        Age::Days(count) => td_string!(locale, callbacks.age.days, count = count),
    }
}

/// Returns what a vendor is called.
pub fn vendor(locale: Locale, word: &str) -> String {
    match Vendor::of_word(word) {
        Some(Vendor::ThreeTee) => td_string!(locale, callbacks.vendor.three_tee).to_owned(),
        Some(Vendor::NetEase) => td_string!(locale, callbacks.vendor.netease).to_owned(),
        None => conference::clean_name(word).into_owned(),
    }
}

/// Returns what a kind of event is called.
pub fn kind(locale: Locale, word: &str) -> String {
    let known = match word {
        "open" => td_string!(locale, callbacks.kinds.open),
        "close" => td_string!(locale, callbacks.kinds.close),
        "join" => td_string!(locale, callbacks.kinds.join),
        "leave" => td_string!(locale, callbacks.kinds.leave),
        "publish" => td_string!(locale, callbacks.kinds.publish),
        "unpublish" => td_string!(locale, callbacks.kinds.unpublish),
        "subscribe" => td_string!(locale, callbacks.kinds.subscribe),
        "unsubscribe" => td_string!(locale, callbacks.kinds.unsubscribe),
        "user_changed" => td_string!(locale, callbacks.kinds.user_changed),
        "recording" => td_string!(locale, callbacks.kinds.recording),
        "warning" => td_string!(locale, callbacks.kinds.warning),
        "call" => td_string!(locale, callbacks.kinds.call),
        "other" => td_string!(locale, callbacks.kinds.other),
        _ => return conference::clean_name(word).into_owned(),
    };
    known.to_owned()
}

/// Returns how it is known that something happened; `None` = as things usually are: it was told.
pub fn origin(locale: Locale, origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Told => None,
        Origin::Found => Some(td_string!(locale, callbacks.events.found)),
        Origin::Forgotten => Some(td_string!(locale, callbacks.events.forgotten)),
    }
}

/// Returns what sort of stream or call it is.
pub fn medium(locale: Locale, word: &str) -> String {
    let known = match word.to_ascii_lowercase().as_str() {
        "audio" => td_string!(locale, callbacks.media.audio),
        "video" => td_string!(locale, callbacks.media.video),
        "desktop" => td_string!(locale, callbacks.media.desktop),
        "" => td_string!(locale, callbacks.media.unknown),
        _ => return conference::clean_name(word).into_owned(),
    };
    known.to_owned()
}

/// Returns how far a recording is.
pub fn step(locale: Locale, step: RecordingStep) -> &'static str {
    match step {
        RecordingStep::Started => td_string!(locale, callbacks.steps.started),
        RecordingStep::NotStarted => td_string!(locale, callbacks.steps.not_started),
        RecordingStep::Stopped => td_string!(locale, callbacks.steps.stopped),
        RecordingStep::Ready => td_string!(locale, callbacks.steps.ready),
        RecordingStep::Failed => td_string!(locale, callbacks.steps.failed),
    }
}

/// Returns why a request was refused, and what to do.
pub fn reason(locale: Locale, word: &str) -> String {
    let known = match word {
        "unsigned" => td_string!(locale, callbacks.reasons.unsigned),
        "bad_signature" => td_string!(locale, callbacks.reasons.bad_signature),
        "unknown_sender" => td_string!(locale, callbacks.reasons.unknown_sender),
        "stale" => td_string!(locale, callbacks.reasons.stale),
        "unreadable" => td_string!(locale, callbacks.reasons.unreadable),
        "too_large" => td_string!(locale, callbacks.reasons.too_large),
        "too_many" => td_string!(locale, callbacks.reasons.too_many),
        "too_slow" => td_string!(locale, callbacks.reasons.too_slow),
        _ => return conference::clean_name(word).into_owned(),
    };
    known.to_owned()
}
