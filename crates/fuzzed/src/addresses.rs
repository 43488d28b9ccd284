//! `mcuHost`: where the PIN goes is decided here.

use url::{Position, Url};
use wire::{ApiServer, InsecureOrigins, Node};

/// What is accepted is a host with a port for browsers, too, and the same one; nothing else stands in the address.
pub fn mcu_host(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut insecure = InsecureOrigins::default();
    let Ok(server) = ApiServer::parse("https://api.example.com", &insecure) else {
        panic!("an address");
    };
    // Other doors for the same text.
    insecure.add(&text);
    let _ = ApiServer::parse(&text, &insecure);
    let _ = Node::parse(&text, &insecure);
    // An https server's node is reached by https, whatever is named as insecure.
    let Ok(node) = Node::from_mcu_host(&text, &server, &insecure) else {
        return;
    };
    let origin = node.origin();
    // A name that only looks like one (`xn--…`) browsers refuse by themselves.
    let Ok(url) = Url::parse(&origin) else {
        return;
    };
    assert_eq!(url.scheme(), "https", "{text:?}");
    assert_eq!((url.username(), url.password()), ("", None), "{text:?}");
    assert_eq!(&url[Position::BeforePath..], "/", "{text:?}");
    let (host, port) = host_and_port(&text);
    assert_ne!(port, Some(0), "{text:?}");
    assert_eq!(url.port_or_known_default(), port.or(Some(443)), "{text:?}");
    if host.is_ascii() && !host.starts_with('[') {
        assert_eq!(
            url.host_str(),
            Some(&*host.to_ascii_lowercase()),
            "{text:?}"
        );
    }
}

/// The last colon outside of brackets parts the port from the host.
fn host_and_port(text: &str) -> (&str, Option<u16>) {
    match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port.parse().ok()),
        _ => (text, None),
    }
}
