//! Addresses as they may be shown: without what lets somebody in.

/// What stands in the place of what isn't shown.
const HIDDEN: &str = "…";

/// Returns an address without name and password, and without what follows `?` or `#`: keys stand there.
pub fn without_secrets(url: &str) -> String {
    let (start, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), url),
    };
    let (plain, secret) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let (host, path) = plain.split_at(plain.find('/').unwrap_or(plain.len()));
    let (hidden, host) = match host.rsplit_once('@') {
        Some((_, host)) if !start.is_empty() => (format!("{HIDDEN}@"), host),
        _ => (String::new(), host),
    };
    let end = match secret.get(..1) {
        Some(mark) => format!("{mark}{HIDDEN}"),
        None => String::new(),
    };
    [&*start, &hidden, host, path, &end].concat()
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn what_lets_somebody_in_is_left_out() {
        let check = |url: &str, expect: &str| assert_eq!(without_secrets(url), expect);
        check(
            "rtmp://live.example.cn/app/x",
            "rtmp://live.example.cn/app/x",
        );
        check("rtsp://a:b@c/d", "rtsp://…@c/d");
        check("rtsp://a:p@ss@c:554/d@e?key=1", "rtsp://…@c:554/d@e?…");
        check("https://c?key#x", "https://c?…");
        check("https://c/#x", "https://c/#…");
        // A telephone's address has an @ that lets nobody in.
        check("sip:wang@example.cn", "sip:wang@example.cn");
        check("", "");
    }
}
