//! What a configuration may say.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used)]

use gateway::server::Config;
use std::path::Path;

fn read(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gateway.toml");
    std::fs::write(&path, text).unwrap();
    let config = Config::read(Some(&path))?;
    config.check().map(|()| config)
}

#[test]
fn configurations() {
    let check = |text: &str, expect: Result<(), &str>| {
        let outcome = read(text).map(|_| ());
        assert_eq!(outcome, expect.map_err(str::to_owned), "{text}");
    };
    let api = |rest: &str| format!("[api]\ntokens = [\"t\"]\n{rest}");
    check(&api(""), Ok(()));
    check("", Err("api is missing"));
    #[cfg(feature = "nats")]
    for wrong in [
        "servers = []",
        "servers = [\"n\"]\nreads_as = \"a.b\"",
        "servers = [\"n\"]\nstream = \"\"",
        "servers = [\"n\"]\nreplicas = 0",
    ] {
        let expect = "nats needs servers, replicas, and names of letters, digits, - and _";
        check(&api(&format!("[nats]\n{wrong}")), Err(expect));
    }
    check(
        "[api]\ntokens = []",
        Err("api.tokens needs a token, and none may be empty"),
    );
    check(
        "[api]\ntokens = [\"\"]",
        Err("api.tokens needs a token, and none may be empty"),
    );
    check(&api("colour = 1"), Err("colour is unknown"));
    check(
        &api("[limits]\nbody_bytes = \"secret\""),
        Err("limits.body_bytes can't be read"),
    );
    check(
        &api("[limits]\nanswer_within_ms = 2000"),
        Err("limits.answer_within_ms is not in 1..=1500"),
    );
    check(
        &api("[three_tee]\nkeys = [\"k\"]\nunsigned = true"),
        Err("three_tee.unsigned and three_tee.keys exclude each other"),
    );
    check(
        &api("[[netease.apps]]\nkey = \"a\"\nsecrets = []"),
        Err("netease.apps: a needs a secret"),
    );
    check(
        &api("[three_tee.poll]\nserver = \"x\"\naccess_key = \"\"\nsecret_key = \"\""),
        Err("three_tee.poll needs the server's address, every_s and within_s above 0"),
    );
}

/// The layer that answers browsers ends the program for some of these, and never fits the others.
#[test]
fn origins() {
    let check = |origin: &str, is_one: bool| {
        let outcome = read(&format!(
            "[api]\ntokens = [\"t\"]\norigins = [\"{origin}\"]"
        ));
        let expect = format!("api.origins: {origin} is no origin like https://meet.example.com");
        assert_eq!(outcome.err(), (!is_one).then_some(expect));
    };
    check("https://meet.example.com", true);
    check("http://127.0.0.1:8080", true);
    check("http://[::1]:8080", true);
    check("*", false);
    check("", false);
    check("null", false);
    check("meet.example.com", false);
    check("https://meet.example.com/", false);
    check("https://meet.example.com/panel", false);
    check("ftp://meet.example.com", false);
    check("https://meet .example.com", false);
    check("https://会议.example.com", false);
}

/// Lines of the section that not every gateway has.
const NATS: [&str; 7] = [
    "[nats]", "servers", "user", "password", "stream", "replicas", "reads_as",
];

/// The one that is delivered lacks nothing but a token of the operator's.
#[test]
fn the_sample() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/gateway/gateway.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace("tokens = []", "tokens = [\"secret-token\"]");
    // What is commented out is right, too.
    let whole: Vec<_> = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with('[') || rest.contains(" = ") => rest,
            _ => line,
        })
        .collect();
    let whole = match cfg!(feature = "nats") {
        true => whole.join("\n"),
        false => {
            let expect = "nats: this gateway is built without it (cargo feature nats)";
            assert_eq!(read(&whole.join("\n")).err().as_deref(), Some(expect));
            let names_nats = |line: &&str| NATS.iter().any(|name| line.starts_with(name));
            let others = whole.into_iter().filter(|line| !names_nats(line));
            others.collect::<Vec<_>>().join("\n")
        }
    };
    for text in [text.clone(), whole.clone()] {
        let config = read(&text).unwrap();
        assert_eq!((config.keep_days, config.keep_empty_s), (90, 86_400));
        assert!(!format!("{config:?}").contains("secret-token"));
    }
    assert_eq!(read(&whole).unwrap().netease.apps.len(), 1);
}
