//! Facts in a host's words: what is so, why not, and what to do next.

use conference::{Kind, Refusal};
use session::{Connection, Ending, Notice, Outcome};

use super::time;
use crate::i18n::{I18n, t_string};

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
pub fn connection(i18n: I18n, connection: &Connection) -> String {
    match connection {
        Connection::Idle | Connection::Connecting => t_string!(i18n, room.connecting).to_owned(),
        Connection::CatchingUp => t_string!(i18n, room.catching_up).to_owned(),
        Connection::Live => t_string!(i18n, room.live).to_owned(),
        Connection::Stale { since_ms } => {
            t_string!(i18n, room.stale, time = time::clock(*since_ms))
        }
        Connection::Offline { since_ms } => {
            t_string!(i18n, room.offline, time = time::clock(*since_ms))
        }
        Connection::Rejoining { since_ms } => {
            t_string!(i18n, room.rejoining, time = time::clock(*since_ms))
        }
        Connection::Ended(ending) => self::ending(i18n, ending),
    }
}

fn ending(i18n: I18n, ending: &Ending) -> String {
    match ending {
        Ending::Left => t_string!(i18n, room.ended_left).to_owned(),
        Ending::EndedForAll => t_string!(i18n, room.ended_all).to_owned(),
        Ending::PutOut(words) if words.trim().is_empty() => {
            t_string!(i18n, room.ended_put_out).to_owned()
        }
        Ending::PutOut(words) => t_string!(i18n, room.ended_put_out_why, words = words),
        Ending::NotReadmitted(words) if words.trim().is_empty() => {
            t_string!(i18n, room.ended_not_readmitted).to_owned()
        }
        Ending::NotReadmitted(words) => {
            t_string!(i18n, room.ended_not_readmitted_why, words = words)
        }
    }
}

/// Why something may not be done.
pub fn refusal(i18n: I18n, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotConnected => t_string!(i18n, problem.not_connected),
        Refusal::HostsOnly => t_string!(i18n, problem.hosts_only),
        Refusal::NotOffered => t_string!(i18n, problem.not_offered),
        Refusal::ChatOff => t_string!(i18n, problem.chat_off),
        Refusal::RecordNotBooked => t_string!(i18n, problem.record_not_booked),
        Refusal::LiveNotBooked => t_string!(i18n, problem.live_not_booked),
        Refusal::Gone => t_string!(i18n, problem.gone),
        Refusal::NotWaiting => t_string!(i18n, problem.not_waiting),
        Refusal::NotInMeeting => t_string!(i18n, problem.not_in_meeting),
        Refusal::Yourself => t_string!(i18n, problem.yourself),
    }
}

/// What the server said, and what to do next.
fn server_words(i18n: I18n, status: u16, words: &str) -> String {
    let said = match words.trim() {
        "" => t_string!(i18n, problem.server_status, status = status),
        words => t_string!(i18n, problem.server_words, words = words),
    };
    let next = match status {
        401 | 403 => t_string!(i18n, notice.refused_403),
        429 | 500..=599 => t_string!(i18n, notice.refused_later),
        _ => t_string!(i18n, notice.refused_again),
    };
    let end = if said.ends_with(['.', '。', '!', '?']) {
        " "
    } else {
        ". "
    };
    [&*said, end, next].concat()
}

/// A command by its name, as on its button.
pub fn command(i18n: I18n, kind: Kind) -> &'static str {
    match kind {
        Kind::Lock => t_string!(i18n, notice.lock),
        Kind::Unlock => t_string!(i18n, notice.unlock),
        Kind::StartService => t_string!(i18n, notice.start),
        Kind::MuteGuests => t_string!(i18n, notice.mute_guests),
        Kind::UnmuteGuests => t_string!(i18n, notice.unmute_guests),
        Kind::DisconnectAll => t_string!(i18n, notice.end),
        Kind::Message => t_string!(i18n, notice.message),
        Kind::Dial => t_string!(i18n, notice.dial),
        Kind::OverrideLayout => t_string!(i18n, notice.layout),
        Kind::Disconnect => t_string!(i18n, notice.remove),
        Kind::Mute => t_string!(i18n, notice.mute),
        Kind::Unmute => t_string!(i18n, notice.unmute),
        Kind::AllowPresentation => t_string!(i18n, notice.allow_presentation),
        Kind::DenyPresentation => t_string!(i18n, notice.block_presentation),
        Kind::SpotlightOn => t_string!(i18n, notice.spotlight),
        Kind::SpotlightOff => t_string!(i18n, notice.spotlight_off),
        Kind::Admit => t_string!(i18n, notice.admit),
        Kind::Dtmf => t_string!(i18n, notice.dtmf),
        Kind::SetRole => t_string!(i18n, notice.role),
        Kind::Transfer => t_string!(i18n, notice.transfer),
        Kind::OverlayText => t_string!(i18n, notice.caption),
    }
}

/// A notice as a sentence.
pub fn notice(i18n: I18n, notice: &Notice) -> String {
    match notice {
        Notice::Command {
            kind,
            name,
            outcome,
        } => {
            let what = command(i18n, *kind);
            let what = name.as_ref().map_or_else(
                || what.to_owned(),
                |name| t_string!(i18n, notice.for_whom, what = what, name = isolated(name)),
            );
            self::outcome(i18n, &what, outcome)
        }
        Notice::RoleChanged(conference::Role::Host) => t_string!(i18n, notice.now_host).to_owned(),
        Notice::RoleChanged(conference::Role::Guest) => {
            t_string!(i18n, notice.now_guest).to_owned()
        }
        Notice::RenewalFailing => t_string!(i18n, notice.renewal_failing).to_owned(),
        Notice::Rejoined => t_string!(i18n, notice.rejoined).to_owned(),
        Notice::WereAway(ms) => t_string!(i18n, notice.were_away, time = time::span(*ms)),
    }
}

fn outcome(i18n: I18n, what: &str, outcome: &Outcome) -> String {
    let why = match outcome {
        Outcome::Done => return t_string!(i18n, notice.done, what = what),
        Outcome::Checking => return t_string!(i18n, notice.checking, what = what),
        Outcome::NotAllowed(why) => refusal(i18n, *why).to_owned(),
        Outcome::Refused { status, words } => server_words(i18n, *status, words),
        Outcome::NotOffered => t_string!(i18n, problem.not_offered).to_owned(),
        Outcome::NoEffect => t_string!(i18n, problem.no_effect).to_owned(),
        Outcome::Unknown => t_string!(i18n, problem.unknown).to_owned(),
        Outcome::NotSent => t_string!(i18n, problem.not_sent).to_owned(),
    };
    t_string!(i18n, notice.failed, what = what, why = why)
}

/// A name inside a text that has no elements, kept from turning the words around it.
fn isolated(name: &str) -> String {
    ["\u{2068}", name, "\u{2069}"].concat()
}
