//! What is so in a host's words, why something isn't, and what to do next.

use conference::{CallEnd, Edition, Kind, LayoutName, Refusal, StreamKind};
use leptos::prelude::*;
use session::{CommandError, CommandStatus, Connection, Ending, Notice, Problem};

use super::time;
use crate::{
    i18n::{Locale, td_string},
    sign_in::problem_text,
    state::{ConnectionPhase, Meeting, RoomInfo},
};

/// Returns what people call the meeting; followed.
pub fn meeting_title(meeting: Meeting, locale: Locale) -> String {
    meeting.info.with(|info| {
        let title = info.as_ref().map(RoomInfo::title);
        title.map_or_else(
            || td_string!(locale, room.meeting).to_owned(),
            |title| conference::clean_name(title).into_owned(),
        )
    })
}

/// Returns the connection in words.
pub fn connection(locale: Locale, connection: &Connection) -> String {
    match connection {
        Connection::Idle | Connection::Connecting => td_string!(locale, room.connecting).to_owned(),
        Connection::CatchingUp => td_string!(locale, room.catching_up).to_owned(),
        Connection::Live => td_string!(locale, room.live).to_owned(),
        Connection::ByReading { read_ms } => {
            td_string!(locale, room.by_reading, time = time::clock(*read_ms))
        }
        Connection::Stale { since_ms } => {
            td_string!(locale, room.stale, time = time::clock(*since_ms))
        }
        Connection::Offline { since_ms } => {
            td_string!(locale, room.offline, time = time::clock(*since_ms))
        }
        Connection::Rejoining { since_ms } => {
            td_string!(locale, room.rejoining, time = time::clock(*since_ms))
        }
        Connection::Ended(ending) => self::ending(locale, ending),
    }
}

fn ending(locale: Locale, ending: &Ending) -> String {
    match ending {
        Ending::Left => td_string!(locale, room.ended_left).to_owned(),
        Ending::EndedForAll => td_string!(locale, room.ended_all).to_owned(),
        Ending::PutOut(words) if words.trim().is_empty() => {
            td_string!(locale, room.ended_put_out).to_owned()
        }
        Ending::PutOut(words) => td_string!(locale, room.ended_put_out_why, words = words),
        Ending::NotReadmitted(words) if words.trim().is_empty() => {
            td_string!(locale, room.ended_not_readmitted).to_owned()
        }
        Ending::NotReadmitted(words) => {
            td_string!(locale, room.ended_not_readmitted_why, words = words)
        }
        Ending::Transferred { room, problem } => {
            let room = isolated(room);
            match problem {
                None => td_string!(locale, room.ended_transferred, room = room),
                Some(Problem::Server { words, .. }) if !words.trim().is_empty() => {
                    td_string!(
                        locale,
                        room.ended_transferred_why,
                        room = room,
                        words = words
                    )
                }
                Some(problem) => {
                    let why = problem_text(locale, problem);
                    td_string!(locale, room.ended_transferred_why, room = room, words = why)
                }
            }
        }
    }
}

/// Returns why a command about the whole meeting may not be sent, as it is at each moment.
pub fn refusal_of(meeting: Meeting, locale: Locale, kind: Kind) -> Signal<Option<String>> {
    Signal::derive(move || {
        let refusal = meeting.refusal(kind);
        refusal.map(|why| self::refusal(locale, why).to_owned())
    })
}

/// Returns why this session can't leave: after the end there is nothing to leave. Followed.
pub fn leave_refusal(meeting: Meeting, locale: Locale) -> Option<String> {
    let is_over = meeting.phase.get() == ConnectionPhase::Ended;
    is_over.then(|| td_string!(locale, room.left_already).to_owned())
}

/// Returns why something may not be done.
pub fn refusal(locale: Locale, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotConnected => td_string!(locale, problem.not_connected),
        Refusal::Over => td_string!(locale, problem.over),
        Refusal::HostsOnly => td_string!(locale, problem.hosts_only),
        Refusal::NotOffered => td_string!(locale, problem.not_offered),
        Refusal::ChatOff => td_string!(locale, problem.chat_off),
        Refusal::RecordNotBooked => td_string!(locale, problem.record_not_booked),
        Refusal::LiveNotBooked => td_string!(locale, problem.live_not_booked),
        Refusal::NoMedia => td_string!(locale, demo.no_media),
        Refusal::Gone => td_string!(locale, problem.gone),
        Refusal::NotWaiting => td_string!(locale, problem.not_waiting),
        Refusal::NotInMeeting => td_string!(locale, problem.not_in_meeting),
        Refusal::Namesakes => td_string!(locale, problem.namesakes),
        Refusal::Yourself => td_string!(locale, problem.yourself),
    }
}

/// Returns that an edition doesn't have a layout.
pub fn lack(locale: Locale, edition: Edition, layout: &LayoutName) -> String {
    let why = match edition {
        Edition::Public => td_string!(locale, editor.not_public),
        Edition::Private => td_string!(locale, editor.not_private),
    };
    [layout.as_str(), why].concat()
}

/// What the server said, and what to do next.
fn server_words(locale: Locale, status: u16, words: &str) -> String {
    let said = match words.trim() {
        "" if status < 300 => td_string!(locale, problem.said_no).to_owned(),
        "" => td_string!(locale, problem.server_status, status = status),
        words => td_string!(locale, problem.server_words, words = words),
    };
    let next = match status {
        400 | 422 => td_string!(locale, notice.refused_400),
        401 | 403 => td_string!(locale, notice.refused_403),
        429 | 500..=599 => td_string!(locale, notice.refused_later),
        _ => td_string!(locale, notice.refused_again),
    };
    let end = if said.ends_with(['.', '。', '!', '?']) {
        " "
    } else {
        ". "
    };
    [&*said, end, next].concat()
}

/// Returns a command by its name, as on its button.
pub fn command(locale: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::Lock => td_string!(locale, notice.lock),
        Kind::Unlock => td_string!(locale, notice.unlock),
        Kind::StartService => td_string!(locale, notice.start),
        Kind::MuteGuests => td_string!(locale, notice.mute_guests),
        Kind::UnmuteGuests => td_string!(locale, notice.unmute_guests),
        Kind::DisconnectAll => td_string!(locale, notice.end),
        Kind::Message => td_string!(locale, notice.message),
        Kind::Dial => td_string!(locale, notice.dial),
        Kind::OverrideLayout => td_string!(locale, notice.layout),
        Kind::Disconnect => td_string!(locale, notice.remove),
        Kind::Mute => td_string!(locale, notice.mute),
        Kind::Unmute => td_string!(locale, notice.unmute),
        Kind::AllowPresentation => td_string!(locale, notice.allow_presentation),
        Kind::DenyPresentation => td_string!(locale, notice.block_presentation),
        Kind::SpotlightOn => td_string!(locale, notice.spotlight),
        Kind::SpotlightOff => td_string!(locale, notice.spotlight_off),
        Kind::Admit => td_string!(locale, notice.admit),
        Kind::Dtmf => td_string!(locale, notice.dtmf),
        Kind::SetRole => td_string!(locale, notice.role),
        Kind::Transfer => td_string!(locale, notice.transfer),
        Kind::OverlayText => td_string!(locale, notice.caption),
        Kind::BlockCamera => td_string!(locale, room.block_camera),
        Kind::AllowCamera => td_string!(locale, room.allow_camera),
        Kind::Deafen => td_string!(locale, room.deafen),
        Kind::Undeafen => td_string!(locale, room.undeafen),
        Kind::Hold => td_string!(locale, room.hold),
        Kind::Resume => td_string!(locale, room.resume),
        Kind::PinInPicture => td_string!(locale, room.pin_in_picture),
        Kind::UnpinFromPicture => td_string!(locale, room.unpin_from_picture),
        Kind::LowerHand => td_string!(locale, room.lower_hand),
        Kind::LowerAllHands => td_string!(locale, room.lower_all_hands),
        Kind::StartRecording => td_string!(locale, dial.record),
        Kind::StopRecording => td_string!(locale, dial.record_stop),
        Kind::StartLive => td_string!(locale, dial.live),
        Kind::StopLive => td_string!(locale, dial.live_stop),
        Kind::AddCall => td_string!(locale, calls.add_call),
        Kind::EndCall => td_string!(locale, calls.end_call),
    }
}

/// Returns a notice as a sentence.
pub fn notice(locale: Locale, notice: &Notice) -> String {
    match notice {
        Notice::Command {
            kind, name, status, ..
        } => command_status(
            locale,
            &named_command(locale, *kind, name.as_deref()),
            status,
        ),
        Notice::MediaCallFailed { kind, name, error } => failed(
            locale,
            &named_command(locale, *kind, name.as_deref()),
            error,
        ),
        Notice::Call { name, end } => call(locale, name, end),
        Notice::MediaCallEnded { name, reason } => {
            let words = match conference::clean_name(reason) {
                none if none.is_empty() => td_string!(locale, log.no_reason).into(),
                words => words,
            };
            let name = isolated(name.as_deref().unwrap_or_default());
            td_string!(locale, calls.over, name = name, words = words)
        }
        Notice::MediaLost { name } => {
            let name = isolated(name.as_deref().unwrap_or_default());
            let words = td_string!(locale, calls.no_media);
            td_string!(locale, calls.over, name = name, words = words)
        }
        Notice::RoleChanged(conference::Role::Host) => {
            td_string!(locale, notice.now_host).to_owned()
        }
        Notice::RoleChanged(conference::Role::Guest) => {
            td_string!(locale, notice.now_guest).to_owned()
        }
        Notice::RenewalFailing => td_string!(locale, notice.renewal_failing).to_owned(),
        Notice::Rejoined => td_string!(locale, notice.rejoined).to_owned(),
        Notice::WereAway(ms) => td_string!(locale, notice.were_away, time = time::span(*ms)),
    }
}

/// How a call out ended.
fn call(locale: Locale, name: &str, end: &CallEnd) -> String {
    let name = match StreamKind::of_row_name(name) {
        Some(StreamKind::Recording) => td_string!(locale, dial.recorder).to_owned(),
        Some(StreamKind::Live) => td_string!(locale, dial.live_stream).to_owned(),
        None => isolated(name),
    };
    match end {
        CallEnd::Refused => td_string!(locale, dial.refused, name = name),
        CallEnd::NoAnswer => td_string!(locale, dial.no_answer, name = name),
        CallEnd::HungUp => td_string!(locale, dial.hung_up, name = name),
        CallEnd::Failed(words) => {
            let words = conference::clean_name(words);
            td_string!(locale, dial.failed, name = name, words = words)
        }
        CallEnd::Unknown => td_string!(locale, log.call_ended, name = name),
    }
}

/// A command, and for whom.
fn named_command(locale: Locale, kind: Kind, name: Option<&str>) -> String {
    let what = command(locale, kind);
    name.map_or_else(
        || what.to_owned(),
        |name| td_string!(locale, notice.for_whom, what = what, name = isolated(name)),
    )
}

fn command_status(locale: Locale, what: &str, status: &CommandStatus) -> String {
    match status {
        CommandStatus::Confirmed => td_string!(locale, notice.done, what = what),
        CommandStatus::Pending | CommandStatus::Checking => {
            td_string!(locale, notice.checking, what = what)
        }
        CommandStatus::Failed(error) => failed(locale, what, error),
    }
}

fn failed(locale: Locale, what: &str, error: &CommandError) -> String {
    let why = why_failed(locale, error);
    td_string!(locale, notice.failed, what = what, why = why)
}

/// Returns why a command failed, in the server's words where it has some.
pub fn why_failed(locale: Locale, error: &CommandError) -> String {
    match error {
        CommandError::NotAllowed(why) => refusal(locale, *why).to_owned(),
        CommandError::Refused { status, words } => server_words(locale, *status, words),
        CommandError::NotOffered => td_string!(locale, problem.not_offered).to_owned(),
        CommandError::NoEffect => td_string!(locale, problem.no_effect).to_owned(),
        CommandError::Contradicted => td_string!(locale, problem.otherwise).to_owned(),
        CommandError::Unknown => td_string!(locale, problem.unknown).to_owned(),
        CommandError::NotSent | CommandError::Busy => {
            td_string!(locale, problem.not_sent).to_owned()
        }
    }
}

/// A name inside a text that has no elements, kept from turning the words around it.
pub fn isolated(name: &str) -> String {
    ["\u{2068}", name, "\u{2069}"].concat()
}
