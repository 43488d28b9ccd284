//! Where a server is.

use std::borrow::Cow;
use std::sync::Arc;

/// What stands behind a server's address, and before a client's id.
const PATH: &str = "/api/client";
/// Longer ids are none.
const MAX_ID_BYTES: usize = 128;

/// The name that a page connects with. A server knows each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(Arc<str>);

impl ClientId {
    /// Returns the id that this text is; `None` = it can't be one.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        // These two would be steps of a path.
        let is_step = matches!(text, "." | "..");
        let is_fit = (1..=MAX_ID_BYTES).contains(&text.len()) && !text.contains(char::is_control);
        (is_fit && !is_step).then(|| Self(Arc::from(text)))
    }

    /// Returns it as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the http address in whose place a WebSocket's was typed, and any other as it is: both are judged alike.
pub fn as_web_address(typed: &str) -> Cow<'_, str> {
    let typed = typed.trim();
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("wss") => ("https", rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("ws") => ("http", rest),
        _ => return Cow::Borrowed(typed),
    };
    // A client's whole address is copied from somewhere now and then.
    let rest = rest.split_once(PATH).map_or(rest, |(before, _)| before);
    Cow::Owned(format!("{scheme}://{rest}"))
}

/// Returns the address of a client's WebSocket. `server` is `https://…` or `http://…`.
pub fn socket_address(server: &str, client: &ClientId) -> String {
    let server = server.trim_end_matches('/');
    let mut address = match server.split_once("://") {
        Some(("http", rest)) => format!("ws://{rest}"),
        Some((_, rest)) => format!("wss://{rest}"),
        None => format!("wss://{server}"),
    };
    address.push_str(PATH);
    address.push('/');
    for byte in client.0.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_has_the_address_of_a_page() {
        let check = |typed: &str, expect: &str| assert_eq!(as_web_address(typed), expect);
        check("wss://a.cn", "https://a.cn");
        check(" WS://127.0.0.1:8080 ", "http://127.0.0.1:8080");
        check("wss://a.cn/x/api/client/host", "https://a.cn/x");
        check("https://a.cn", "https://a.cn");
        check("a.cn:8080", "a.cn:8080");
        check("", "");
    }

    #[test]
    fn addresses_of_clients() {
        let check = |server: &str, client: &str, expect: &str| {
            let client = ClientId::new(client);
            let address = client.map(|it| socket_address(server, &it));
            assert_eq!(address.unwrap_or_default(), expect);
        };
        check("https://a.cn", "host", "wss://a.cn/api/client/host");
        check(
            "http://[::1]:8087/",
            "host",
            "ws://[::1]:8087/api/client/host",
        );
        check(
            "https://a.cn/x",
            " 王 a/b?c#d ",
            "wss://a.cn/x/api/client/%E7%8E%8B%20a%2Fb%3Fc%23d",
        );
        for none in ["", " ", ".", "..", "a\nb", &"a".repeat(129)] {
            check("https://a.cn", none, "");
        }
    }
}
