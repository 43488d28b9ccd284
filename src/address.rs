//! What the page's address says.
//!
//! `?lang=en&theme=dark#server=…&account=…&name=…` or `#mcu=…&room=…&name=…`. What stands behind `#` never reaches a web
//! server's log; it fills the form in and joins nothing by itself. A secret in either part is taken out of the address bar unread.

use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// Names under which people put secrets into links.
const SECRETS: [&str; 8] = [
    "password", "pwd", "joinPwd", "pin", "PIN", "token", "passwd", "passcode",
];

/// The address, read once when the page starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
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
}

impl Address {
    /// Reads the page's own address, and strips secrets from it.
    pub fn take() -> Self {
        let Some(window) = web_sys::window() else {
            return Self::default();
        };
        let location = window.location();
        let (query, fragment) = (
            location.search().unwrap_or_default(),
            location.hash().unwrap_or_default(),
        );
        if let Some((query, fragment)) = without_secrets(&query, &fragment) {
            let address = [location.pathname().unwrap_or_default(), query, fragment].concat();
            if let Ok(history) = window.history() {
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
            }
        }
        Self::read(&query, &fragment)
    }

    /// Reads a query (`?…` or empty) and a fragment (`#…` or empty).
    pub fn read(query: &str, fragment: &str) -> Self {
        let query = parameters(query, '?');
        let fragment = parameters(fragment, '#');
        let of = |parameters: &Option<UrlSearchParams>, name: &str| {
            parameters
                .as_ref()
                .and_then(|all| all.get(name))
                .filter(|value| !value.is_empty())
        };
        Self {
            language: of(&query, "lang"),
            theme: of(&query, "theme"),
            server: of(&fragment, "server"),
            account: of(&fragment, "account"),
            node: of(&fragment, "mcu"),
            room: of(&fragment, "room"),
            name: of(&fragment, "name"),
        }
    }
}

/// Query and fragment without secrets, if there were any.
pub fn without_secrets(query: &str, fragment: &str) -> Option<(String, String)> {
    let clean = |part: &str, mark: char| {
        let all = parameters(part, mark)?;
        let found = SECRETS.iter().any(|name| all.has(name));
        for name in SECRETS {
            all.delete(name);
        }
        found.then(|| {
            let rest = String::from(all.to_string());
            if rest.is_empty() {
                rest
            } else {
                format!("{mark}{rest}")
            }
        })
    };
    let (new_query, new_fragment) = (clean(query, '?'), clean(fragment, '#'));
    if new_query.is_none() && new_fragment.is_none() {
        return None;
    }
    Some((
        new_query.unwrap_or_else(|| query.to_owned()),
        new_fragment.unwrap_or_else(|| fragment.to_owned()),
    ))
}

fn parameters(part: &str, mark: char) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(part.strip_prefix(mark).unwrap_or(part)).ok()
}
