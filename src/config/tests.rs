//! What is read of the file, and what is reported of it.

use super::*;

#[test]
fn what_cannot_be_used_is_dropped_and_reported() {
    let check = |text: &str, servers: &[(&str, &str)], problems: &[&str]| {
        let config = Config::parse(text);
        let servers: Vec<Server> = servers
            .iter()
            .map(|(name, url)| Server {
                name: (*name).into(),
                url: (*url).into(),
                kind: ServerKind::Meeting,
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
    check(
        r#"{"servers":[{"name":7,"url":"https://a.cn"}]}"#,
        &[("https://a.cn", "https://a.cn")],
        &["servers[0].name"],
    );
    check(
        r#"{"servers":[{"url":"https://a.cn","kind":"mcu"}]}"#,
        &[("https://a.cn", "https://a.cn")],
        &["servers[0].kind"],
    );
    check(r#"{"servers":"https://a.cn"}"#, &[], &["servers"]);
    check(r#"{"servers":null,"rtmp":null}"#, &[], &[]);
    check(
        r#"{"locale":5,"rtmp":{"record":"rtmp://r/x","live":"https://no"}}"#,
        &[],
        &["locale", "rtmp.live"],
    );
    check(r#"{"rtmp":"rtmp://r/x"}"#, &[], &["rtmp"]);
    assert_eq!(
        Config::parse(r#"{"rtmp":{"record":"rtmp://r/x"}}"#)
            .rtmp_record
            .as_deref(),
        Some("rtmp://r/x")
    );
}

#[test]
fn each_kind_has_its_own_servers() {
    let config = Config::parse(
        r#"{"servers":[{"url":"https://a.cn","kind":"owt"},{"url":"https://b.cn"},{"url":"https://c.cn","kind":"meeting"}]}"#,
    );
    let of = |kind| {
        let servers = config.servers_of(kind).into_iter();
        servers.map(|server| server.url).collect::<Vec<_>>()
    };
    assert_eq!(of(ServerKind::Owt), ["https://a.cn"]);
    assert_eq!(of(ServerKind::Meeting), ["https://b.cn", "https://c.cn"]);
    assert!(config.problems.is_empty());
}

#[test]
fn plain_http_is_allowed_where_it_is_asked_for_and_makes_a_difference() {
    let check = |server: &str, origins: &[&str], problems: &[&str]| {
        let config = Config::parse(&format!(r#"{{"servers":[{server}]}}"#));
        let mut insecure = InsecureOrigins::default();
        assert!(origins.iter().all(|origin| insecure.add(origin)));
        assert_eq!(config.insecure, insecure, "{server}");
        assert_eq!(config.problems, problems, "{server}");
        assert_eq!(config.servers.len(), 1, "{server}");
        let by_https = config.clone().for_page(Some("https:"));
        assert_eq!(by_https.insecure, InsecureOrigins::default());
        assert_eq!(by_https.is_insecure_blocked, !origins.is_empty());
        assert_eq!(config.clone().for_page(Some("http:")), config);
    };
    let api = "http://10.0.0.5:8080";
    check(r#"{"url":"http://10.0.0.5:8080"}"#, &[], &[]);
    check(
        r#"{"url":"http://10.0.0.5:8080","insecure":false}"#,
        &[],
        &[],
    );
    check(
        r#"{"url":"http://10.0.0.5:8080/x","insecure":true}"#,
        &[api],
        &[],
    );
    check(
        r#"{"url":"http://10.0.0.5:8080","insecure":true,"nodes":["http://10.0.0.6","https://10.0.0.7",8]}"#,
        &[api, "http://10.0.0.6"],
        &["servers[0].nodes[1]", "servers[0].nodes[2]"],
    );
    check(
        r#"{"url":"http://10.0.0.5:8080","insecure":true,"nodes":"http://10.0.0.6"}"#,
        &[api],
        &["servers[0].nodes"],
    );
    check(
        r#"{"url":"http://10.0.0.5:8080","insecure":"yes","nodes":["http://10.0.0.6"]}"#,
        &[],
        &["servers[0].insecure", "servers[0].nodes"],
    );
    check(
        r#"{"url":"https://a.cn","insecure":true}"#,
        &[],
        &["servers[0].insecure"],
    );
    check(
        r#"{"url":"http://127.0.0.1:8080","insecure":true}"#,
        &[],
        &["servers[0].insecure"],
    );
}

#[test]
fn a_house_has_its_own_name_colours_and_habits() {
    let check = |text: &str, expect: Config| assert_eq!(Config::parse(text), expect, "{text}");
    let problems = |problems: &[&str]| Config {
        problems: problems.iter().map(|one| (*one).to_owned()).collect(),
        ..Config::default()
    };
    check(
        r##"{"branding":{"name":" Town hall ","logo":"art/logo.svg","accent":"#0a7d4f"},
            "defaults":{"theme":"dark","density":"compact","sound":false,"sort":"name","filter":"guests"},"off":["doctor","wall"]}"##,
        Config {
            name: Some("Town hall".to_owned()),
            logo: Some("art/logo.svg".to_owned()),
            accent: Accent::of(Colour::of_hex("#0a7d4f").unwrap()).ok(),
            theme: Some(Theme::Dark),
            density: Some(Density::Compact),
            sound: Some(false),
            list: ListPreferences {
                sort: PeopleSort::Name,
                filters: PeopleFilters::of_words("guests"),
            },
            off: Off::default().and(Feature::Doctor).and(Feature::Wall),
            ..Config::default()
        },
    );
    check(
        r##"{"branding":{"name":"","logo":"https://a.cn/l.svg","accent":"#ffd400"},"defaults":{"theme":"pink","density":1,"sound":"no","sort":"age","filter":["guests"]},
            "off":["doctor?",3]}"##,
        problems(&[
            "branding.name",
            "branding.logo",
            "branding.accent (1.4:1 < 4.5:1)",
            "defaults.theme",
            "defaults.density",
            "defaults.sort",
            "defaults.filter",
            "defaults.sound",
            "off[0]",
            "off[1]",
        ]),
    );
    for logo in [
        "//a.cn/l.svg",
        "data:image/png;base64,AA",
        "javascript:x",
        "\\\\a.cn",
    ] {
        let text = format!(r#"{{"branding":{{"logo":"{logo}"}}}}"#);
        check(&text, problems(&["branding.logo"]));
    }
    check(
        r#"{"branding":7,"defaults":[],"off":"doctor"}"#,
        problems(&["branding", "defaults", "off"]),
    );
    check(
        r#"{"branding":{"accent":"blue"}}"#,
        problems(&["branding.accent"]),
    );
}
