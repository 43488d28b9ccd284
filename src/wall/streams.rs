//! How many event streams one server carries. Over HTTP/1.1 a browser opens six connections to a server, and each meeting's events
//! take one of them all the time: with six meetings there nothing else would ever be sent.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    browser::http,
    i18n::{Locale, td_string, use_locale},
    state::{ConnectionPhase, Meetings, OpenMeeting, use_meetings},
    ui::{Icon, IconView},
};

/// What browsers open to one server over HTTP/1.1.
const CONNECTIONS: usize = 6;
/// With no more than so many left over it is said.
const FEW: usize = 3;
/// So many are left free for what is pressed, and for the token, which has to be renewed.
const RESERVE: usize = 1;

/// The sentence about the server that has the fewest connections left, before there are none.
#[component]
pub fn StreamsNote() -> impl IntoView {
    let (meetings, locale) = (use_meetings(), use_locale());
    let busiest = Memo::new(move |_| busiest_node(meetings, |_| true));
    move || {
        let (node, streams) = busiest.get()?;
        let left = connections_left(streams, http::http_version(&node).as_deref())?;
        let text = match left {
            1 => td_string!(locale, wall.streams_one, count = streams),
            left => td_string!(locale, wall.streams, count = streams, left = left),
        };
        Some(view! {
            <p class="note note-warn wall-streams" data-streams=streams.to_string()>
                <IconView icon=Icon::Warning />
                <span>{text}</span>
            </p>
        })
    }
}

/// Returns why no other meeting can be joined on the server of those meetings of which `is_there` is true: it would leave nothing to
/// send commands by; followed, but for how the server speaks.
pub fn full_server(
    meetings: Meetings,
    locale: Locale,
    is_there: impl Fn(&OpenMeeting) -> bool,
) -> Option<String> {
    let (node, streams) = busiest_node(meetings, is_there)?;
    let is_full = is_full(streams, http::http_version(&node).as_deref());
    is_full.then(|| td_string!(locale, wall.full, count = streams))
}

/// Returns the node that most streams come from, of those meetings that `is_asked` tells, and how many; followed.
fn busiest_node(
    meetings: Meetings,
    is_asked: impl Fn(&OpenMeeting) -> bool,
) -> Option<(Arc<str>, usize)> {
    let mut streams = BTreeMap::<Arc<str>, usize>::new();
    for open in meetings.joined().into_iter().filter(is_asked) {
        let is_over = open.meeting.phase.get() == ConnectionPhase::Ended;
        let node = open
            .meeting
            .info
            .with(|info| Some(info.as_ref()?.node.clone()));
        if let Some(node) = node.filter(|_| !is_over) {
            *streams.entry(node).or_default() += 1;
        }
    }
    streams.into_iter().max_by_key(|(_, count)| *count)
}

/// Returns how many connections are left for commands beside `streams` of one server, where that is few; `version` as the browser
/// names it ("http/1.1", "h2").
fn connections_left(streams: usize, version: Option<&str>) -> Option<usize> {
    let left = CONNECTIONS.saturating_sub(streams);
    (version == Some("http/1.1") && left <= FEW).then_some(left)
}

/// Returns whether one more stream beside `streams` of one server would take what has to stay free.
fn is_full(streams: usize, version: Option<&str>) -> bool {
    connections_left(streams, version).is_some_and(|left| left <= RESERVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_connection_stays_free() {
        let check = |streams: usize, version: Option<&str>, expect: bool| {
            assert_eq!(is_full(streams, version), expect, "{streams} {version:?}");
        };
        check(0, Some("http/1.1"), false);
        check(4, Some("http/1.1"), false);
        check(5, Some("http/1.1"), true);
        check(6, Some("http/1.1"), true);
        check(5, Some("h2"), false);
        check(5, None, false);
    }

    #[test]
    fn says_it_before_there_are_none() {
        let check = |streams: usize, version: Option<&str>, expect: Option<usize>| {
            assert_eq!(
                connections_left(streams, version),
                expect,
                "{streams} {version:?}"
            );
        };
        check(1, Some("http/1.1"), None);
        check(2, Some("http/1.1"), None);
        check(3, Some("http/1.1"), Some(3));
        check(5, Some("http/1.1"), Some(1));
        check(6, Some("http/1.1"), Some(0));
        check(6, Some("h2"), None);
        check(6, None, None);
    }
}
