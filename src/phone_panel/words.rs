//! States and failures in words.

use phone::{Call, CallFailure, CallState, Ending, Failure, ServerError, Source};

use super::state::Wanted;
use crate::i18n::{Locale, td_string};

/// Returns how a call stands.
pub fn call_state(locale: Locale, state: &CallState) -> String {
    match state {
        CallState::Waiting => td_string!(locale, phone.state.waiting).to_owned(),
        CallState::Asked => td_string!(locale, phone.state.asked).to_owned(),
        CallState::Ringing => td_string!(locale, phone.state.ringing).to_owned(),
        CallState::Unclear => td_string!(locale, phone.state.unclear).to_owned(),
        CallState::In(Source::Told) => td_string!(locale, phone.state.is_in).to_owned(),
        CallState::In(Source::Counted) => td_string!(locale, phone.state.in_counted).to_owned(),
        CallState::Out(Source::Told) => td_string!(locale, phone.state.out).to_owned(),
        CallState::Out(Source::Counted) => td_string!(locale, phone.state.out_counted).to_owned(),
        CallState::Failed(CallFailure::Refused(why)) => {
            let why = refused(locale, why);
            td_string!(locale, phone.state.refused, why = why)
        }
        CallState::Failed(CallFailure::Result(code)) => {
            td_string!(locale, phone.state.result, code = code)
        }
        CallState::Failed(CallFailure::NoAnswer) => {
            td_string!(locale, phone.state.no_answer).to_owned()
        }
        CallState::Failed(CallFailure::NotSent) => {
            td_string!(locale, phone.state.not_sent).to_owned()
        }
        CallState::Failed(CallFailure::CalledOff) => {
            td_string!(locale, phone.state.called_off).to_owned()
        }
        CallState::Failed(CallFailure::Ended) => td_string!(locale, phone.state.ended).to_owned(),
    }
}

/// Returns the word for it, as in `data-state`.
pub fn state_word(state: &CallState) -> &'static str {
    match state {
        CallState::Waiting => "waiting",
        CallState::Asked => "asked",
        CallState::Ringing => "calling",
        CallState::Unclear => "unclear",
        CallState::In(_) => "in",
        CallState::Out(_) => "left",
        CallState::Failed(_) => "failed",
    }
}

/// Returns what somebody is called: their name, else their number.
pub fn name_of(locale: Locale, call: &Call) -> String {
    let name = if call.name.is_empty() {
        &call.number
    } else {
        &call.name
    };
    match name.is_empty() {
        true => td_string!(locale, phone.room.unknown_number).to_owned(),
        false => name.to_string(),
    }
}

/// Returns their number, for the names of what is done to them.
pub fn number_of(locale: Locale, call: &Call) -> String {
    match call.number.is_empty() {
        true => td_string!(locale, phone.room.unknown_number).to_owned(),
        false => call.number.to_string(),
    }
}

/// Returns why a conference is over.
pub fn ending(locale: Locale, ending: Ending) -> &'static str {
    match ending {
        Ending::Dismissed => td_string!(locale, phone.room.ended_dismissed),
        Ending::Deleted => td_string!(locale, phone.room.ended_deleted),
        Ending::NotFound => td_string!(locale, phone.room.ended_not_found),
    }
}

/// Returns the server's no, in its own words where it said any.
pub fn refused(locale: Locale, why: &ServerError) -> String {
    let code = why.cause.map(i64::from).or(why.code);
    let words = &*why.message;
    match (words.is_empty(), code) {
        (true, None) => td_string!(locale, phone.why.refused_silent).to_owned(),
        (true, Some(code)) => td_string!(locale, phone.why.refused, code = code),
        (false, None) => td_string!(locale, phone.why.said_no_code, words = words),
        (false, Some(code)) => td_string!(locale, phone.why.said, words = words, code = code),
    }
}

/// Returns why a command failed.
pub fn failure(locale: Locale, why: &Failure) -> String {
    match why {
        Failure::NotConnected => td_string!(locale, phone.why.not_connected).to_owned(),
        Failure::NoConference => td_string!(locale, phone.why.no_conference).to_owned(),
        Failure::AlreadyOpen => td_string!(locale, phone.why.already_open).to_owned(),
        Failure::Dismissing => td_string!(locale, phone.why.dismissing).to_owned(),
        Failure::CalledOff => td_string!(locale, phone.why.called_off).to_owned(),
        Failure::AlreadyThere => td_string!(locale, phone.why.already_there).to_owned(),
        Failure::NoCall => td_string!(locale, phone.why.no_call).to_owned(),
        Failure::Refused(why) => refused(locale, why),
        Failure::CallFailed(code) => td_string!(locale, phone.why.call_failed, code = code),
        Failure::NoAnswer => td_string!(locale, phone.why.no_answer).to_owned(),
        Failure::Over => td_string!(locale, phone.why.over).to_owned(),
        Failure::Silent => td_string!(locale, phone.why.silent).to_owned(),
        Failure::ConnectionLost => td_string!(locale, phone.why.lost).to_owned(),
        Failure::NotSeen => td_string!(locale, phone.why.not_seen).to_owned(),
        Failure::StillIn => td_string!(locale, phone.why.still_in).to_owned(),
        Failure::NotUnderstood => td_string!(locale, phone.why.not_understood).to_owned(),
    }
}

/// Returns what was wanted.
pub fn wanted(locale: Locale, wanted: &Wanted) -> String {
    match wanted {
        Wanted::Create => td_string!(locale, phone.act.create).to_owned(),
        Wanted::Attach(conf) => td_string!(locale, phone.act.attach, name = &**conf),
        Wanted::Invite(number) => td_string!(locale, phone.act.invite, name = &**number),
        Wanted::HangUp(_, number) => td_string!(locale, phone.act.hang_up, name = &**number),
        Wanted::Dismiss => td_string!(locale, phone.act.dismiss).to_owned(),
    }
}

/// Returns that a command failed, and why. What may have happened all the same isn't called "not done".
pub fn failed(locale: Locale, what: &Wanted, why: &Failure) -> String {
    let is_unclear = matches!(
        why,
        Failure::Silent | Failure::ConnectionLost | Failure::NotSeen | Failure::Over
    );
    let (what, why) = (wanted(locale, what), failure(locale, why));
    match is_unclear {
        true => td_string!(locale, phone.act.unclear, what = what, why = why),
        false => td_string!(locale, phone.act.not_done, what = what, why = why),
    }
}
