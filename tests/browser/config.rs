use gavel::config::{Config, Server};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_cannot_be_used_is_dropped_and_reported() {
    let check = |text: &str, servers: &[(&str, &str)], problems: &[&str]| {
        let config = Config::read(text);
        let servers: Vec<Server> = servers
            .iter()
            .map(|(name, url)| Server {
                name: (*name).into(),
                url: (*url).into(),
            })
            .collect();
        assert_eq!(config.servers, servers, "{text}");
        assert_eq!(config.problems, problems, "{text}");
    };
    check("{}", &[], &[]);
    check("<!doctype html>", &[], &["JSON"]);
    check("[]", &[], &["JSON"]);
    check(
        r#"{"servers":[{"name":"A","url":" https://a.cn "}]}"#,
        &[("A", "https://a.cn")],
        &[],
    );
    check(
        r#"{"servers":[{"url":"https://a.cn"}]}"#,
        &[("https://a.cn", "https://a.cn")],
        &[],
    );
    check(
        r#"{"servers":[{"name":"A","url":"ftp://a.cn"}, 7, null]}"#,
        &[],
        &["servers[0].url", "servers[1].url", "servers[2].url"],
    );
    check(r#"{"servers":"https://a.cn"}"#, &[], &["servers"]);
    check(
        r#"{"locale":5,"rtmp":{"record":"rtmp://r/x","live":"https://no"}}"#,
        &[],
        &["locale", "rtmp.live"],
    );
    assert_eq!(
        Config::read(r#"{"rtmp":{"record":"rtmp://r/x"}}"#)
            .rtmp_record
            .as_deref(),
        Some("rtmp://r/x")
    );
}
