//! What protocols are called, and what is wrong with what was typed.

use conference::{DialProtocol, Kind, dial::DialProblem};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string},
    room::words,
    state::Meeting,
};

/// Returns a protocol by the name that people use.
pub fn protocol_name(locale: Locale, protocol: DialProtocol) -> &'static str {
    match protocol {
        DialProtocol::Auto => td_string!(locale, dial.auto),
        DialProtocol::Sip => td_string!(locale, dial.sip),
        DialProtocol::H323 => td_string!(locale, dial.h323),
        DialProtocol::Rtmp => td_string!(locale, dial.rtmp),
        DialProtocol::Mssip => td_string!(locale, dial.mssip),
        DialProtocol::Phone => td_string!(locale, dial.phone),
    }
}

/// Returns what is wrong, and what would be right.
pub fn problem(locale: Locale, problem: DialProblem) -> &'static str {
    match problem {
        DialProblem::AddressMissing => td_string!(locale, dial.need_address),
        DialProblem::AddressTooLong | DialProblem::NotInternalAddress => {
            td_string!(locale, dial.bad_internal)
        }
        DialProblem::NotPhoneNumber => td_string!(locale, dial.bad_phone),
        DialProblem::NotCallAddress => td_string!(locale, dial.bad_address),
        DialProblem::NotRtmpUrl => td_string!(locale, dial.bad_rtmp),
        DialProblem::NotTones => td_string!(locale, dial.bad_tones),
    }
}

/// Returns why nobody can be called now.
pub fn refusal(meeting: Meeting, locale: Locale) -> Signal<Option<String>> {
    words::refusal_of(meeting, locale, Kind::Dial)
}
