//! Facts in a host's words: what is so, why not, and what to do next.

use conference::{CallEnd, Kind, Refusal};
use session::{Connection, Ending, Notice, Outcome};

use super::time;
use crate::i18n::{Word, t, t_string};

/// The connection's word for `data-connection`.
pub fn connection_word(connection: &Connection) -> &'static str {
    match connection {
        Connection::Idle | Connection::Connecting | Connection::CatchingUp => "connecting",
        Connection::Live => "live",
        Connection::Stale { .. } | Connection::Offline { .. } | Connection::Rejoining { .. } => {
            "stale"
        }
        Connection::Ended(_) => "ended",
    }
}

/// The connection in words.
pub fn connection(connection: &Connection) -> String {
    match connection {
        Connection::Idle | Connection::Connecting => t_string!(room.connecting).to_owned(),
        Connection::CatchingUp => t_string!(room.catching_up).to_owned(),
        Connection::Live => t_string!(room.live).to_owned(),
        Connection::Stale { since_ms } => {
            t_string!(room.stale, time = time::clock(*since_ms))
        }
        Connection::Offline { since_ms } => {
            t_string!(room.offline, time = time::clock(*since_ms))
        }
        Connection::Rejoining { since_ms } => {
            t_string!(room.rejoining, time = time::clock(*since_ms))
        }
        Connection::Ended(ending) => self::ending(ending),
    }
}

fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Left => t_string!(room.ended_left).to_owned(),
        Ending::EndedForAll => t_string!(room.ended_all).to_owned(),
        Ending::PutOut(words) if words.trim().is_empty() => {
            t_string!(room.ended_put_out).to_owned()
        }
        Ending::PutOut(words) => t_string!(room.ended_put_out_why, words = words),
        Ending::NotReadmitted(words) if words.trim().is_empty() => {
            t_string!(room.ended_not_readmitted).to_owned()
        }
        Ending::NotReadmitted(words) => {
            t_string!(room.ended_not_readmitted_why, words = words)
        }
    }
}

/// Why something may not be done.
pub fn refusal(refusal: Refusal) -> Word {
    match refusal {
        Refusal::NotConnected => t!(problem.not_connected),
        Refusal::HostsOnly => t!(problem.hosts_only),
        Refusal::NotOffered => t!(problem.not_offered),
        Refusal::ChatOff => t!(problem.chat_off),
        Refusal::RecordNotBooked => t!(problem.record_not_booked),
        Refusal::LiveNotBooked => t!(problem.live_not_booked),
        Refusal::Gone => t!(problem.gone),
        Refusal::NotWaiting => t!(problem.not_waiting),
        Refusal::NotInMeeting => t!(problem.not_in_meeting),
        Refusal::Yourself => t!(problem.yourself),
    }
}

/// What the server said, and what to do next.
fn server_words(status: u16, words: &str) -> String {
    let said = match words.trim() {
        "" if status < 300 => t_string!(problem.said_no).to_owned(),
        "" => t_string!(problem.server_status, status = status),
        words => t_string!(problem.server_words, words = words),
    };
    let next = match status {
        401 | 403 => t_string!(notice.refused_403),
        429 | 500..=599 => t_string!(notice.refused_later),
        _ => t_string!(notice.refused_again),
    };
    let end = if said.ends_with(['.', '。', '!', '?']) {
        " "
    } else {
        ". "
    };
    [&*said, end, next].concat()
}

/// A command by its name, as on its button.
pub fn command(kind: Kind) -> Word {
    match kind {
        Kind::Lock => t!(notice.lock),
        Kind::Unlock => t!(notice.unlock),
        Kind::StartService => t!(notice.start),
        Kind::MuteGuests => t!(notice.mute_guests),
        Kind::UnmuteGuests => t!(notice.unmute_guests),
        Kind::DisconnectAll => t!(notice.end),
        Kind::Message => t!(notice.message),
        Kind::Dial => t!(notice.dial),
        Kind::OverrideLayout => t!(notice.layout),
        Kind::Disconnect => t!(notice.remove),
        Kind::Mute => t!(notice.mute),
        Kind::Unmute => t!(notice.unmute),
        Kind::AllowPresentation => t!(notice.allow_presentation),
        Kind::DenyPresentation => t!(notice.block_presentation),
        Kind::SpotlightOn => t!(notice.spotlight),
        Kind::SpotlightOff => t!(notice.spotlight_off),
        Kind::Admit => t!(notice.admit),
        Kind::Dtmf => t!(notice.dtmf),
        Kind::SetRole => t!(notice.role),
        Kind::Transfer => t!(notice.transfer),
        Kind::OverlayText => t!(notice.caption),
        Kind::AddCall => t!(calls.add_call),
        Kind::EndCall => t!(calls.end_call),
    }
}

/// A notice as a sentence.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Command {
            kind,
            name,
            outcome,
        } => {
            let what = command(*kind).say();
            let what = name.as_ref().map_or_else(
                || what.to_owned(),
                |name| t_string!(notice.for_whom, what = what, name = isolated(name)),
            );
            self::outcome(&what, outcome)
        }
        Notice::Call { name, end } => call(name, end),
        Notice::SubCallEnded { name, reason } => {
            let words = match conference::clean_name(reason) {
                none if none.is_empty() => t_string!(log.no_reason).into(),
                words => words,
            };
            let name = isolated(name.as_deref().unwrap_or_default());
            t_string!(calls.over, name = name, words = words)
        }
        Notice::RoleChanged(conference::Role::Host) => t_string!(notice.now_host).to_owned(),
        Notice::RoleChanged(conference::Role::Guest) => t_string!(notice.now_guest).to_owned(),
        Notice::RenewalFailing => t_string!(notice.renewal_failing).to_owned(),
        Notice::Rejoined => t_string!(notice.rejoined).to_owned(),
        Notice::WereAway(ms) => t_string!(notice.were_away, time = time::span(*ms)),
    }
}

/// How a call out ended.
fn call(name: &str, end: &CallEnd) -> String {
    let name = match name {
        super::streaming::RECORDER => t_string!(dial.recorder).to_owned(),
        super::streaming::LIVE => t_string!(dial.live_stream).to_owned(),
        name => isolated(name),
    };
    match end {
        CallEnd::Refused => t_string!(dial.refused, name = name),
        CallEnd::NoAnswer => t_string!(dial.no_answer, name = name),
        CallEnd::HungUp => t_string!(dial.hung_up, name = name),
        CallEnd::Failed(words) => {
            let words = conference::clean_name(words);
            t_string!(dial.failed, name = name, words = words)
        }
        CallEnd::Unknown => t_string!(log.call_ended, name = name),
    }
}

fn outcome(what: &str, outcome: &Outcome) -> String {
    let why = match outcome {
        Outcome::Done => return t_string!(notice.done, what = what),
        Outcome::Checking => return t_string!(notice.checking, what = what),
        Outcome::NotAllowed(why) => refusal(*why).say().to_owned(),
        Outcome::Refused { status, words } => server_words(*status, words),
        Outcome::NotOffered => t_string!(problem.not_offered).to_owned(),
        Outcome::NoEffect => t_string!(problem.no_effect).to_owned(),
        Outcome::Otherwise => t_string!(problem.otherwise).to_owned(),
        Outcome::Unknown => t_string!(problem.unknown).to_owned(),
        Outcome::NotSent => t_string!(problem.not_sent).to_owned(),
    };
    t_string!(notice.failed, what = what, why = why)
}

/// A name inside a text that has no elements, kept from turning the words around it.
fn isolated(name: &str) -> String {
    ["\u{2068}", name, "\u{2069}"].concat()
}
