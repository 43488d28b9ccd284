use gavel::{
    kind::ServerKind,
    link::{Link, without_secrets},
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn reads_query_and_fragment() {
    let link = Link::parse(
        "?lang=en&theme=dark",
        "#server=https://api.example.cn&account=1234&name=Wang%20Fang",
    );
    let expect = Link {
        language: Some("en".into()),
        theme: Some("dark".into()),
        server: Some("https://api.example.cn".into()),
        account: Some("1234".into()),
        name: Some("Wang Fang".into()),
        ..Link::default()
    };
    assert_eq!(link, expect);
    let direct = Link::parse("", "#mcu=https://mcu-07.example.cn&room=%E4%BC%9A@a.cn");
    assert_eq!(direct.node.as_deref(), Some("https://mcu-07.example.cn"));
    assert_eq!(direct.room.as_deref(), Some("会@a.cn"));
    assert_eq!(Link::parse("", ""), Link::default());
}

#[wasm_bindgen_test]
fn says_which_kind_of_server_it_is_about() {
    let check = |fragment: &str, expect: Option<ServerKind>| {
        assert_eq!(Link::parse("", fragment).kind(), expect, "{fragment}");
    };
    check("", None);
    check("#account=1&name=Ann", None);
    check("#server=https://api.example.cn", Some(ServerKind::Meeting));
    check("#mcu=https://mcu.example.cn", Some(ServerKind::Meeting));
    check("#owt=https://owt.example.cn", Some(ServerKind::Owt));
    check("#phone=wss://phone.example.cn", Some(ServerKind::Phone));
}

#[wasm_bindgen_test]
fn takes_secrets_out_and_leaves_the_rest() {
    let check = |query: &str, fragment: &str, expect: Option<(&str, &str)>| {
        let found = without_secrets(query, fragment);
        assert_eq!(
            found
                .as_ref()
                .map(|(query, fragment)| (query.as_str(), fragment.as_str())),
            expect,
            "{query} {fragment}"
        );
    };
    check("?lang=en", "#account=1", None);
    check("", "", None);
    check(
        "?lang=en",
        "#account=1&pin=4711",
        Some(("?lang=en", "#account=1")),
    );
    check("?password=x", "#account=1", Some(("", "#account=1")));
}
