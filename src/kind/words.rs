//! What goes wrong with any server, in words.

use session::Unreachable;

use crate::{
    browser::exchange::NoAnswer,
    i18n::{Locale, td_string},
    sign_in,
};

/// Returns why there is no answer, for whoever signs in: the address may be wrong.
pub fn no_answer(locale: Locale, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::TimedOut => td_string!(locale, kind.timed_out),
        NoAnswer::Unreachable(why) => sign_in::unreachable(locale, why),
    }
}

/// Returns why a server that has answered doesn't any more: nothing is wrong with its address.
pub fn no_answer_any_more(locale: Locale, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::Unreachable(Unreachable::NoAnswer | Unreachable::Cors) => {
            td_string!(locale, kind.no_answer_any_more)
        }
        why => no_answer(locale, why),
    }
}
