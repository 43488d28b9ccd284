//! What the page's address says: whoever invites a host can send a link that fills the form in.
//!
//! `?lang=en&theme=dark#server=…&account=…&name=…` or `#mcu=…&room=…&name=…`. What stands behind `#` never reaches a web
//! server's log; `#owt=…` is the address of a server of another kind ([`ServerKind`]); it fills the form in and joins nothing by itself. A secret in either part is removed from the address bar unread.
//! A link that is opened where the panel is open already loads no page: [`follow`] hears of it.

use leptos::{ev, prelude::window_event_listener};
use wasm_bindgen::JsValue;
use web_sys::{UrlSearchParams, Window};

use crate::kind::ServerKind;

/// Names under which people put secrets into links.
const SECRETS: [&str; 11] = [
    "password",
    "pwd",
    "joinPwd",
    "pin",
    "PIN",
    "token",
    "passwd",
    "passcode",
    "key",
    "serviceKey",
    "secret",
];

/// What the link to this page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// `?lang=`, as written.
    pub language: Option<String>,
    /// `?theme=`, as written.
    pub theme: Option<String>,
    /// `#server=`: the API server.
    pub server: Option<String>,
    /// `#account=`: the meeting's number or address there.
    pub account: Option<String>,
    /// `#mcu=`: a conferencing node to go to directly.
    pub node: Option<String>,
    /// `#room=`: the meeting there.
    pub room: Option<String>,
    /// `#name=`: the host's name.
    pub name: Option<String>,
    /// `#owt=`: a server of another kind than a meeting's.
    pub other: Option<(ServerKind, String)>,
}

impl Link {
    /// Reads the page's own address, and removes secrets from the address bar.
    pub fn from_address_bar() -> Self {
        let Some(window) = web_sys::window() else {
            return Self::default();
        };
        let location = window.location();
        let query = location.search().unwrap_or_default();
        let fragment = location.hash().unwrap_or_default();
        if let Some((query, fragment)) = without_secrets(&query, &fragment) {
            let path = location.pathname().unwrap_or_default();
            replace_address(&window, &format!("{path}{query}{fragment}"));
        }
        Self::parse(&query, &fragment)
    }

    /// Reads a query (`?…` or empty) and a fragment (`#…` or empty).
    pub fn parse(query: &str, fragment: &str) -> Self {
        let query = parameters(query, '?');
        let fragment = parameters(fragment, '#');
        Self {
            language: value(query.as_ref(), "lang"),
            theme: value(query.as_ref(), "theme"),
            server: value(fragment.as_ref(), "server"),
            account: value(fragment.as_ref(), "account"),
            node: value(fragment.as_ref(), "mcu"),
            room: value(fragment.as_ref(), "room"),
            name: value(fragment.as_ref(), "name"),
            other: ServerKind::OTHERS.into_iter().find_map(|kind| {
                let address = value(fragment.as_ref(), kind.as_str())?;
                Some((kind, address))
            }),
        }
    }

    /// Returns which kind of server it is about; `None` where it names no server. `boot.js` decides so as well.
    pub fn kind(&self) -> Option<ServerKind> {
        let other = self.other.as_ref().map(|(kind, _)| *kind);
        let is_meeting = self.server.is_some() || self.node.is_some();
        other.or(is_meeting.then_some(ServerKind::Meeting))
    }

    /// Returns the address of a server of another kind than a meeting's.
    pub fn server_of(&self, kind: ServerKind) -> Option<String> {
        let is_of = |(one, _): &&(ServerKind, String)| *one == kind;
        let (_, address) = self.other.as_ref().filter(is_of)?;
        Some(address.clone())
    }
}

/// From now on takes secrets out of the address bar as soon as they are there, and hands each link that is opened in this page to
/// `fill`, where `is_wanted` says that there is a form for it. One to another kind of server than `kind` opens the page anew, with that
/// kind's program. Called once, by each program.
pub fn watch(
    kind: ServerKind,
    is_wanted: impl Fn(&Link) -> bool + 'static,
    fill: impl Fn(&Link) + 'static,
) {
    window_event_listener(ev::hashchange, move |_| {
        let link = Link::from_address_bar();
        if !is_wanted(&link) {
            return;
        }
        match (link.kind(), web_sys::window()) {
            (Some(other), Some(window)) if other != kind => {
                let _ = window.location().reload();
            }
            _ => fill(&link),
        }
    });
}

/// Opens this page anew, with another fragment.
pub fn reopen(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let location = window.location();
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        replace_address(&window, &format!("{path}{query}{fragment}"));
        let _ = location.reload();
    }
}

/// Returns query and fragment without secrets, or `None` if there are none in them.
pub fn without_secrets(query: &str, fragment: &str) -> Option<(String, String)> {
    let new_query = remove_secrets(query, '?');
    let new_fragment = remove_secrets(fragment, '#');
    if new_query.is_none() && new_fragment.is_none() {
        return None;
    }
    Some((
        new_query.unwrap_or_else(|| query.to_owned()),
        new_fragment.unwrap_or_else(|| fragment.to_owned()),
    ))
}

/// Returns one part of an address without secrets, or `None` if there are none in it.
fn remove_secrets(part: &str, mark: char) -> Option<String> {
    let parameters = parameters(part, mark)?;
    if !SECRETS.iter().any(|name| parameters.has(name)) {
        return None;
    }
    for name in SECRETS {
        parameters.delete(name);
    }
    let rest = String::from(parameters.to_string());
    Some(if rest.is_empty() {
        rest
    } else {
        format!("{mark}{rest}")
    })
}

fn parameters(part: &str, mark: char) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(part.strip_prefix(mark).unwrap_or(part)).ok()
}

fn value(parameters: Option<&UrlSearchParams>, name: &str) -> Option<String> {
    parameters?.get(name).filter(|value| !value.is_empty())
}

fn replace_address(window: &Window, address: &str) {
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
