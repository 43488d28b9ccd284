//! Why signing in didn't work, in words, with what to do next.

use session::{Problem, Unreachable};
use wire::BadAddress;

use crate::i18n::t_string;

/// The sentence for `problem`, in the server's own words where it said any.
pub fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Server {
            status: status @ (429 | 500..),
            words,
        } => {
            t_string!(entrance.server_in_trouble, status = status, words = words)
        }
        Problem::Server { status, words } if words.is_empty() => {
            t_string!(entrance.server_silent, status = status)
        }
        Problem::Server { words, .. } => t_string!(entrance.server, words = words),
        Problem::BadServer(why) => {
            t_string!(entrance.bad_server, why = bad_address(*why))
        }
        Problem::NoNode | Problem::BadNode(BadAddress::Empty) => t_string!(entrance.no_node).into(),
        Problem::BadNode(why) => t_string!(entrance.bad_node, why = bad_address(*why)),
        Problem::Unreachable(why) => unreachable(*why).into(),
        Problem::NotTheApi => t_string!(entrance.not_the_api).into(),
        Problem::TimedOut => t_string!(entrance.timed_out).into(),
    }
}

fn unreachable(why: Unreachable) -> &'static str {
    match why {
        Unreachable::Offline => t_string!(entrance.offline),
        Unreachable::Cors => t_string!(entrance.cors),
        Unreachable::NoAnswer => t_string!(entrance.no_answer),
        Unreachable::LocalNetwork => t_string!(entrance.local_network),
    }
}

fn bad_address(why: BadAddress) -> &'static str {
    match why {
        BadAddress::Empty => t_string!(bad_address.empty),
        BadAddress::TooLong => t_string!(bad_address.too_long),
        BadAddress::Scheme => t_string!(bad_address.scheme),
        BadAddress::PlainHttp => t_string!(bad_address.plain_http),
        BadAddress::UserInfo => t_string!(bad_address.user_info),
        BadAddress::Path => t_string!(bad_address.path),
        BadAddress::Query => t_string!(bad_address.query),
        BadAddress::Fragment => t_string!(bad_address.fragment),
        BadAddress::Space => t_string!(bad_address.space),
        BadAddress::Port => t_string!(bad_address.port),
        BadAddress::Host => t_string!(bad_address.host),
        BadAddress::Ip => t_string!(bad_address.ip),
        BadAddress::MixedScript => t_string!(bad_address.mixed_script),
    }
}
