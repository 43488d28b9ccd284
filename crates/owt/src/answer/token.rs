//! A token: what somebody joins a room with, once.
//!
//! API document: Token. The server sends base64 of JSON that says where to join.

use crate::lenient::Object;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use std::sync::Arc;

/// The longest host name is 253 letters, and a port six.
const LONGEST_HOST: usize = 260;

/// A token, to be copied or joined with once. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PortalToken {
    text: String,
    portal: Option<(bool, Arc<str>)>,
}

impl PortalToken {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let json = STANDARD.decode(text).ok()?;
        let info = Object::read(std::str::from_utf8(&json).ok()?)?;
        let is_secure = info.flag("secure").unwrap_or_default();
        let host = info.text("host").filter(|host| is_host(host));
        Some(Self {
            text: text.to_owned(),
            portal: host.map(|host| (is_secure, host)),
        })
    }

    /// Returns the token as whoever joins needs it.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Returns the portal's host, with its port; `None` where the token names none that is one.
    pub fn host(&self) -> Option<&str> {
        self.portal.as_ref().map(|(_, host)| &**host)
    }

    /// Returns whether the portal speaks TLS. A page that came by https reaches no other.
    pub fn is_secure(&self) -> bool {
        matches!(self.portal, Some((true, _)))
    }

    /// Returns the address of the portal's WebSocket.
    pub fn socket_url(&self) -> Option<String> {
        let (is_secure, host) = self.portal.as_ref()?;
        let scheme = if *is_secure { "wss" } else { "ws" };
        Some(format!(
            "{scheme}://{host}/socket.io/?EIO=4&transport=websocket"
        ))
    }
}

/// Returns whether it is a host alone: the token goes there.
fn is_host(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    (1..=LONGEST_HOST).contains(&text.len()) && text.bytes().all(is_plain)
}

impl fmt::Debug for PortalToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortalToken(… for {:?})", self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_is_for() {
        let check = |json: &str, expect: Option<&str>| {
            let token = PortalToken::read(&STANDARD.encode(json)).unwrap();
            assert_eq!(token.socket_url().as_deref(), expect, "{json}");
            assert!(!format!("{token:?}").contains("4711"));
        };
        check(
            r#"{"tokenId":"4711","host":"127.0.0.1:8080","secure":false,"signature":"4711"}"#,
            Some("ws://127.0.0.1:8080/socket.io/?EIO=4&transport=websocket"),
        );
        check(
            r#"{"host":"owt.example.com:8080","secure":true}"#,
            Some("wss://owt.example.com:8080/socket.io/?EIO=4&transport=websocket"),
        );
        check(r#"{"host":"evil.example/?","secure":true}"#, None);
        check(r#"{"host":"a@evil.example","secure":true}"#, None);
        check(r#"{"host":"","secure":true}"#, None);
        check("{}", None);
        for text in ["", "Room deleted", "e30", "W10="] {
            assert_eq!(PortalToken::read(text), None, "{text}");
        }
    }
}
