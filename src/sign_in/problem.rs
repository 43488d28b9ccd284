//! Why signing in didn't work, in words, with what to do next.

use session::{Problem, Unreachable};
use wire::BadAddress;

use crate::i18n::{Locale, td_string};

/// Returns a sentence for `problem`, in the server's own words where it said any.
pub fn problem_text(locale: Locale, problem: &Problem) -> String {
    match problem {
        Problem::Server {
            status: status @ (429 | 500..),
            words,
        } => {
            td_string!(
                locale,
                entrance.server_in_trouble,
                status = status,
                words = words
            )
        }
        Problem::Server { status, words } if words.is_empty() => {
            td_string!(locale, entrance.server_silent, status = status)
        }
        Problem::Server { words, .. } => td_string!(locale, entrance.server, words = words),
        Problem::SingleSignOn(providers) if providers.is_empty() => {
            td_string!(locale, entrance.single_sign_on).into()
        }
        Problem::SingleSignOn(providers) => {
            td_string!(locale, entrance.single_sign_on_by, providers = providers)
        }
        Problem::BadServer(why) => {
            td_string!(locale, entrance.bad_server, why = bad_address(locale, *why))
        }
        Problem::NoNode | Problem::BadNode(BadAddress::Empty) => {
            td_string!(locale, entrance.no_node).into()
        }
        Problem::BadNode(why) => {
            td_string!(locale, entrance.bad_node, why = bad_address(locale, *why))
        }
        Problem::Unreachable(why) => unreachable(locale, *why).into(),
        Problem::NotTheApi => td_string!(locale, entrance.not_the_api).into(),
        Problem::TimedOut => td_string!(locale, entrance.timed_out).into(),
    }
}

/// Returns why there is no answer, with what to do next.
pub fn unreachable(locale: Locale, why: Unreachable) -> &'static str {
    match why {
        Unreachable::Offline => td_string!(locale, entrance.offline),
        Unreachable::Cors => td_string!(locale, entrance.cors),
        Unreachable::NoAnswer => td_string!(locale, entrance.no_answer),
        Unreachable::LocalNetwork => td_string!(locale, entrance.local_network),
    }
}

/// Returns what is wrong with an address.
pub fn bad_address(locale: Locale, why: BadAddress) -> &'static str {
    match why {
        BadAddress::Empty => td_string!(locale, bad_address.empty),
        BadAddress::TooLong => td_string!(locale, bad_address.too_long),
        BadAddress::Scheme => td_string!(locale, bad_address.scheme),
        BadAddress::PlainHttp => td_string!(locale, bad_address.plain_http),
        BadAddress::UserInfo => td_string!(locale, bad_address.user_info),
        BadAddress::Path => td_string!(locale, bad_address.path),
        BadAddress::Query => td_string!(locale, bad_address.query),
        BadAddress::Fragment => td_string!(locale, bad_address.fragment),
        BadAddress::Space => td_string!(locale, bad_address.space),
        BadAddress::Port => td_string!(locale, bad_address.port),
        BadAddress::Host => td_string!(locale, bad_address.host),
        BadAddress::Ip => td_string!(locale, bad_address.ip),
        BadAddress::MixedScript => td_string!(locale, bad_address.mixed_script),
    }
}
