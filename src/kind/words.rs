//! What goes wrong with any server, in words.

use crate::{
    browser::exchange::NoAnswer,
    i18n::{Locale, td_string},
    sign_in,
};

/// Returns why there is no answer.
pub fn no_answer(locale: Locale, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::TimedOut => td_string!(locale, kind.timed_out),
        NoAnswer::Unreachable(why) => sign_in::unreachable(locale, why),
    }
}
