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

    /// Returns the address of the portal's WebSocket, for whoever talks with the management API at `server`. `None` = the token names no
    /// host; or the portal doesn't speak TLS, and isn't on a machine that the API itself is reached on without.
    pub fn socket_url(&self, server: &str) -> Option<String> {
        let (is_secure, host) = self.portal.as_ref()?;
        let scheme = if *is_secure {
            "wss"
        } else {
            let own = server.strip_prefix("http://")?;
            let own = own.split('/').next().unwrap_or_default();
            let is_here = |host| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
            let (own, other) = (machine(own), machine(host));
            let is_same = own.eq_ignore_ascii_case(other) || is_here(own) && is_here(other);
            if !is_same {
                return None;
            }
            "ws"
        };
        Some(format!(
            "{scheme}://{host}/socket.io/?EIO=4&transport=websocket"
        ))
    }
}

/// Returns a host without its port.
fn machine(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
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
        let check = |json: &str, server: &str, expect: Option<&str>| {
            let token = PortalToken::read(&STANDARD.encode(json)).unwrap();
            let url = token.socket_url(server);
            let expect = expect.map(|it| format!("{it}/socket.io/?EIO=4&transport=websocket"));
            assert_eq!(url, expect, "{json} {server}");
            assert!(!format!("{token:?}").contains("4711"));
        };
        let here =
            r#"{"tokenId":"4711","host":"127.0.0.1:8080","secure":false,"signature":"4711"}"#;
        check(here, "http://127.0.0.1:3000", Some("ws://127.0.0.1:8080"));
        check(here, "http://localhost/api", Some("ws://127.0.0.1:8080"));
        check(here, "http://[::1]:3000", Some("ws://127.0.0.1:8080"));
        check(here, "http://owt.example.com:3000", None);
        check(here, "https://127.0.0.1:3000", None);
        let plain = r#"{"host":"OWT.example.com:8080","secure":false}"#;
        let server = "http://owt.example.com:3000/v1";
        check(plain, server, Some("ws://OWT.example.com:8080"));
        check(plain, "https://owt.example.com", None);
        check(plain, "http://other.example.com", None);
        let secure = |host: &str| format!(r#"{{"host":"{host}","secure":true}}"#);
        for server in ["https://owt.example.com:3000", "http://127.0.0.1:3000"] {
            let expect = Some("wss://10.0.0.7:8080");
            check(&secure("10.0.0.7:8080"), server, expect);
            for bad in ["evil.example/?", "a@evil.example", ""] {
                check(&secure(bad), server, None);
            }
            check("{}", server, None);
        }
        for text in ["", "Room deleted", "e30", "W10="] {
            assert_eq!(PortalToken::read(text), None, "{text}");
        }
    }
}
