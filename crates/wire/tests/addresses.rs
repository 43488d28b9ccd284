//! Addresses: what is accepted, and that nothing hostile is.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use wire::BadAddress::*;
use wire::{
    ApiServer, BadAddress, Endpoint, InsecureOrigins, Node, Token, events_url, frame_url,
    participants,
};

/// What an operator names.
fn named(addresses: &[&str]) -> InsecureOrigins {
    let mut insecure = InsecureOrigins::default();
    for address in addresses {
        assert!(insecure.add(address), "{address}");
    }
    insecure
}

fn mcu(text: &str) -> Result<String, BadAddress> {
    let insecure = InsecureOrigins::default();
    let server = ApiServer::parse("https://api.example.cn", &insecure).unwrap();
    Node::from_mcu_host(text, &server, &insecure).map(|node| node.origin())
}

#[test]
fn mcu_hosts_that_are_hosts() {
    let check = |text: &str, expect: &str| assert_eq!(mcu(text).as_deref(), Ok(expect), "{text}");
    check("mcu-07.example.cn", "https://mcu-07.example.cn");
    check("MCU-07.Example.CN", "https://mcu-07.example.cn");
    check("mcu.example.cn:8443", "https://mcu.example.cn:8443");
    check("mcu.example.cn:443", "https://mcu.example.cn");
    check("mcu.example.cn:1", "https://mcu.example.cn:1");
    check("mcu.example.cn:65535", "https://mcu.example.cn:65535");
    check("mcu_07", "https://mcu_07");
    check("10.44.21.35", "https://10.44.21.35");
    check("10.44.21.35:8443", "https://10.44.21.35:8443");
    check("[2001:db8::1]", "https://[2001:db8::1]");
    check("[2001:DB8::1]:8443", "https://[2001:db8::1]:8443");
    check("[::ffff:10.0.0.1]", "https://[::ffff:10.0.0.1]");
    check("xn--fiq228c.example.cn", "https://xn--fiq228c.example.cn");
    check("会议.example.cn", "https://会议.example.cn");
    check("会议room1.example.cn", "https://会议room1.example.cn");
    check("会議の部屋.jp", "https://会議の部屋.jp");
    check("회의.kr", "https://회의.kr");
    check("會議회의.kr", "https://會議회의.kr");
    check("пример.example", "https://пример.example");
    check("münchen.example", "https://münchen.example");
    check("localhost", "https://localhost");
}

#[test]
fn hostile_mcu_hosts() {
    let check = |text: &str, expect: BadAddress| assert_eq!(mcu(text), Err(expect), "{text:?}");
    check("", Empty);
    check("user@evil.example", UserInfo);
    check("user:pass@evil.example", UserInfo);
    check("mcu.example.cn@evil.example:443", UserInfo);
    check("mcu.example.cn/", Path);
    check("evil.example/api", Path);
    check("evil.example\\@mcu.example.cn", Path);
    check("mcu.example.cn\\.evil.example", Path);
    check("evil.example?x", Query);
    check("evil.example#mcu.example.cn", Fragment);
    check("https://mcu.example.cn", Scheme);
    check("javascript://x", Scheme);
    check("//mcu.example.cn", Path);
    check("javascript:alert(1)", Port);
    check("mcu.example.cn:alert", Port);
    check(" mcu.example.cn", Space);
    check("mcu.example.cn ", Space);
    check("mcu example", Space);
    check("mcu\t.example.cn", Space);
    check("mcu.example.cn\n", Space);
    check("mcu.example.cn\u{0}", Space);
    check("mcu\u{3000}.example.cn", Space);
    check("mcu.example.cn:", Port);
    check("mcu.example.cn:0", Port);
    check("mcu.example.cn:00", Port);
    check("mcu.example.cn:65536", Port);
    check("mcu.example.cn:-1", Port);
    check("mcu.example.cn:+80", Port);
    check("mcu.example.cn:8443:1", Port);
    check("mcu.example.cn:８４４３", Port);
    check(":8443", Host);
    check(".", Host);
    check("mcu..example.cn", Host);
    check(".example.cn", Host);
    check("example.cn.", Host);
    check("-mcu.example.cn", Host);
    check("mcu-.example.cn", Host);
    check("mcu%2eexample.cn", Host);
    check("mcu,example.cn", Host);
    check("xn--", Host);
    check(&"a".repeat(64), Host);
    check(&format!("{}.cn", ["a"; 130].join(".")), TooLong);
    check(&"a".repeat(5000), TooLong);
    check("2130706433", Ip);
    check("0x7f.1", Ip);
    check("127.0x1", Ip);
    check("127.1", Ip);
    check("0177.0.0.1", Ip);
    check("256.1.1.1", Ip);
    check("1.2.3.4.5", Ip);
    check("[::1", Ip);
    check("[::1]x", Host);
    check("[fe80::1%eth0]", Ip);
    check("[]", Ip);
    check("::1", Host);
    check("аpple.example", MixedScript);
    check("exаmple.cn", MixedScript);
    check("gοοgle.example", MixedScript);
    check("会の회.example", MixedScript);
    check("会议пример.example", MixedScript);
    check("שלוםسلام.example", MixedScript);
    check("ｍｃｕ.example.cn", Host);
    check("mcu。example.cn", Host);
    check("mcu\u{200B}.example.cn", Host);
    check("mcu\u{202E}.example.cn", Host);
    check("mcu\u{AD}.example.cn", Host);
    check("mcu😀.example.cn", Host);
}

#[test]
fn api_servers() {
    let check = |text: &str, expect: Result<&str, BadAddress>| {
        let read = ApiServer::parse(text, &InsecureOrigins::default());
        assert_eq!(
            read.as_ref().map(ApiServer::as_str).map_err(|e| *e),
            expect,
            "{text:?}"
        );
    };
    check("https://api.example.cn", Ok("https://api.example.cn"));
    check(" HTTPS://API.example.cn/ ", Ok("https://api.example.cn"));
    check("api.example.cn", Ok("https://api.example.cn"));
    check(
        "api.example.cn:8443/base/",
        Ok("https://api.example.cn:8443/base"),
    );
    check(
        "https://api.example.cn/a/b",
        Ok("https://api.example.cn/a/b"),
    );
    check("http://localhost:8081", Ok("http://localhost:8081"));
    check("http://api.localhost", Ok("http://api.localhost"));
    check("http://127.0.0.1:8081/x", Ok("http://127.0.0.1:8081/x"));
    check("http://[::1]:8081", Ok("http://[::1]:8081"));
    check("localhost:8081", Ok("http://localhost:8081"));
    check("127.8.8.8", Ok("http://127.8.8.8"));
    check("https://localhost:80", Ok("https://localhost:80"));
    check("", Err(Empty));
    check("   ", Err(Empty));
    check("https://", Err(Empty));
    check("http://api.example.cn", Err(PlainHttp));
    check("http://localhost.example.cn", Err(PlainHttp));
    check("http://128.0.0.1", Err(PlainHttp));
    check("ftp://api.example.cn", Err(Scheme));
    check("javascript://localhost", Err(Scheme));
    check("https://https://api.example.cn", Err(Port));
    check("https://user:secret@api.example.cn", Err(UserInfo));
    check("https://api.example.cn/@x", Err(UserInfo));
    check("https://api.example.cn/../x", Err(Path));
    check("https://api.example.cn/a/%2E%2e", Err(Path));
    check("https://api.example.cn/a\\b", Err(Path));
    check("https://api.example.cn/周", Err(Path));
    check("https://api.example.cn/a b", Err(Space));
    check("https://api.example.cn?x=1", Err(Query));
    check("https://api.example.cn/#x", Err(Fragment));
    check(
        &format!("https://api.example.cn/{}", "a".repeat(2000)),
        Err(TooLong),
    );
}

#[test]
fn nodes_by_hand() {
    let check = |text: &str, expect: Result<&str, BadAddress>| {
        let read = Node::parse(text, &InsecureOrigins::default()).map(|node| node.origin());
        assert_eq!(read.as_deref().map_err(|e| *e), expect, "{text:?}");
    };
    check("https://mcu.example.cn", Ok("https://mcu.example.cn"));
    check("https://mcu.example.cn/", Ok("https://mcu.example.cn"));
    check(" mcu.example.cn:8443 ", Ok("https://mcu.example.cn:8443"));
    check("http://localhost:8081", Ok("http://localhost:8081"));
    check("[::1]:8081", Ok("http://[::1]:8081"));
    check("http://mcu.example.cn", Err(PlainHttp));
    check("https://mcu.example.cn/api", Err(Path));
}

#[test]
fn only_http_elsewhere_can_be_named_as_insecure() {
    let check = |address: &str, expect: bool| {
        let mut insecure = InsecureOrigins::default();
        assert_eq!(insecure.add(address), expect, "{address}");
        assert_eq!(insecure.names(address), expect, "{address}");
    };
    check("http://10.0.0.5:8080", true);
    check("http://api.example.cn/base", true);
    check("HTTP://API.example.cn:80", true);
    check("http://[2001:db8::1]", true);
    check("https://10.0.0.5:8080", false);
    check("10.0.0.5:8080", false);
    check("http://127.0.0.1:8080", false);
    check("http://localhost", false);
    check("http://user@10.0.0.5", false);
    check("http://010.0.0.5", false);
    check("http://", false);
    check("", false);
}

#[test]
fn http_elsewhere_only_where_an_operator_names_the_origin() {
    let insecure = named(&["http://10.0.0.5:8080/base", "http://conf.example.cn"]);
    let check = |text: &str, expect: Result<&str, BadAddress>| {
        let read = ApiServer::parse(text, &insecure);
        let read = read.as_ref().map(ApiServer::as_str).map_err(|bad| *bad);
        assert_eq!(read, expect, "{text}");
        assert_eq!(
            insecure.names(text),
            expect.is_ok_and(|url| url.starts_with("http:"))
        );
        let node = Node::parse(text, &insecure);
        let refusal = node.as_ref().map(Node::is_insecure).map_err(|bad| *bad);
        let expect = expect.map(|url| url.starts_with("http:"));
        assert_eq!(refusal, expect, "{text}");
    };
    check("http://10.0.0.5:8080", Ok("http://10.0.0.5:8080"));
    check("http://conf.example.cn:80/", Ok("http://conf.example.cn"));
    check("HTTP://Conf.Example.CN", Ok("http://conf.example.cn"));
    // The scheme of a server that is named may be left out by nobody: without one it is https.
    check("conf.example.cn", Ok("https://conf.example.cn"));
    check("http://10.0.0.5", Err(PlainHttp));
    check("http://10.0.0.5:8081", Err(PlainHttp));
    check("http://10.0.0.6:8080", Err(PlainHttp));
    check("http://a.conf.example.cn", Err(PlainHttp));
    check("http://conf.example.cn.evil.example", Err(PlainHttp));
    check("http://conf.example.cn@evil.example", Err(UserInfo));
}

#[test]
fn the_node_is_plain_http_only_where_the_server_is() {
    let insecure = named(&["http://10.0.0.5:8080", "http://10.0.0.6"]);
    let check = |server: &str, host: &str, expect: &str| {
        let server = ApiServer::parse(server, &insecure).unwrap();
        let node = Node::from_mcu_host(host, &server, &insecure).unwrap();
        assert_eq!(node.origin(), expect, "{host}");
    };
    let this_machine = "http://127.0.0.1:8081";
    check(this_machine, "127.0.0.1:8082", "http://127.0.0.1:8082");
    check(this_machine, "[::1]:8082", "http://[::1]:8082");
    check("http://localhost:8081", "localhost:80", "http://localhost");
    check(
        "https://api.example.cn",
        "127.0.0.1:8082",
        "https://127.0.0.1:8082",
    );
    check("https://localhost", "localhost", "https://localhost");
    // A server on the way of which everything can be changed names where the PIN goes: in the clear only to what is named.
    let named = "http://10.0.0.5:8080";
    check(named, "10.0.0.5", "http://10.0.0.5");
    check(named, "10.0.0.5:9000", "http://10.0.0.5:9000");
    check(named, "10.0.0.6", "http://10.0.0.6");
    check(named, "10.0.0.6:80", "http://10.0.0.6");
    check(named, "10.0.0.6:8080", "https://10.0.0.6:8080");
    check(named, "10.0.0.7", "https://10.0.0.7");
    check(named, "mcu.example.cn", "https://mcu.example.cn");
    check(named, "127.0.0.1:8082", "http://127.0.0.1:8082");
    check(this_machine, "10.0.0.6", "http://10.0.0.6");
    check(this_machine, "10.0.0.7", "https://10.0.0.7");
    check("https://10.0.0.5:8080", "10.0.0.6", "https://10.0.0.6");
    check(
        "https://10.0.0.5:8080",
        "10.0.0.5:8080",
        "https://10.0.0.5:8080",
    );
}

#[test]
fn rooms_and_tokens_in_addresses() {
    let check = |room: &str, segment: &str| {
        let at = Endpoint::new(
            Node::parse("mcu.example.cn", &InsecureOrigins::default()).unwrap(),
            room,
        );
        let token = Token::new("T%3D".into());
        let base = format!("https://mcu.example.cn/api/services/{segment}");
        assert_eq!(
            participants(&at, &token).url,
            format!("{base}/participants")
        );
        assert_eq!(events_url(&at, &token), format!("{base}/events?token=T%3D"));
        assert_eq!(
            frame_url(&at, &token, "a&b"),
            format!("{base}/presentation.jpeg?id=a%26b&token=T%3D")
        );
    };
    check("1234", "1234");
    check("weekly@example.cn", "weekly%40example.cn");
    check("a+b/c?d#e", "a%2Bb%2Fc%3Fd%23e");
    check("周例会", "%E5%91%A8%E4%BE%8B%E4%BC%9A");
    check("..", "%252E%252E");
}

proptest! {
    #[test]
    fn whatever_is_accepted_is_only_a_host(text in "[a-z0-9.:@/\\\\?#%\\[\\] а-я会议-]{0,24}") {
        if let Ok(origin) = mcu(&text) {
            let host = origin.strip_prefix("https://").unwrap();
            prop_assert!(!host.contains(['@', '/', '\\', '?', '#', ' ', '%']), "{}", origin);
            prop_assert!(!host.is_empty());
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = mcu(&text);
        let mut insecure = InsecureOrigins::default();
        insecure.add(&text);
        let _ = ApiServer::parse(&text, &insecure);
        if let Ok(node) = Node::parse(&text, &insecure) {
            let _ = Endpoint::new(node, &text);
        }
    }
}
