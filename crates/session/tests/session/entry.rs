//! Getting in.

use crate::script::Script;
use crate::server::{Fate, Server};
use session::{
    Answer, Connection, Input, JoinRequest, Life, Problem, Question, Target, Unreachable,
};
use wire::{BadAddress, InsecureOrigins, Pin};

pub fn by_server() -> Target {
    Target::Server {
        server: "https://api.example.cn".into(),
        account: "1234".into(),
    }
}

fn pin(text: &str) -> Input {
    Input::Answer(Answer::Pin(Pin::new(text.into())))
}

fn header(it: &Script, at: usize, name: &str) -> Option<String> {
    let mut headers = it.sent[at].headers.iter();
    headers
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.clone())
}

#[test]
fn by_the_api_server() {
    let mut it = Script::idle(Server::new());
    it.joins(by_server(), Some("4711"));
    it.is(Connection::Connecting);
    it.runs_s(1);
    it.is_live();
    it.sends(&["checkJoin.shtml", "new_session", "service_status"]);
    assert_eq!(
        it.sent[1].url,
        "https://node.example.cn/api/services/1234/new_session"
    );
    assert_eq!(header(&it, 1, "pin").as_deref(), Some("4711"));
    assert!(it.session.powers().may_record && !it.session.powers().may_live);
}

#[test]
fn straight_to_a_node() {
    let mut it = Script::idle(Server::new());
    it.joins_at_node();
    it.runs_s(1);
    it.is_live();
    it.sends(&["new_session", "service_status"]);
    assert_eq!(header(&it, 0, "pin"), None);
}

#[test]
fn what_goes_wrong_is_told_on_the_form() {
    let check = |set: &dyn Fn(&mut Server), target: Target, expect: Problem, sent: &[&str]| {
        let mut server = Server::new();
        set(&mut server);
        let mut it = Script::idle(server);
        it.joins(target, None);
        it.runs_s(20);
        assert_eq!(*it.session.life(), Life::Idle(Some(expect)));
        it.sends(sent);
        // And the next try works as if nothing had been.
        it.server = Server::new();
        it.joins_at_node();
        it.runs_s(1);
        it.is_live();
    };
    let at = |node: &str| Target::Node {
        node: node.into(),
        room: "1".into(),
    };
    let refused = |words: &str, status| Problem::Server {
        status,
        words: words.into(),
    };
    check(
        &|_| (),
        at("http://x.cn"),
        Problem::BadServer(BadAddress::PlainHttp),
        &[],
    );
    check(
        &|server| server.mcu_host = "me@evil.example",
        by_server(),
        Problem::BadNode(BadAddress::UserInfo),
        &["checkJoin.shtml"],
    );
    check(
        &|server| server.mcu_host = "evil.example/x",
        by_server(),
        Problem::BadNode(BadAddress::Path),
        &["checkJoin.shtml"],
    );
    check(
        &|server| {
            let body = "{\"code\":\"500\",\"results\":\"no such meeting\"}";
            server.takes("shtml", Fate::Says(200, body), 1);
        },
        by_server(),
        refused("no such meeting", 200),
        &["checkJoin.shtml"],
    );
    check(
        &|server| server.takes("shtml", Fate::Says(200, "<html>"), 1),
        by_server(),
        Problem::NotTheApi,
        &["checkJoin.shtml"],
    );
    check(
        &|server| server.takes("shtml", Fate::Hangs, 1),
        by_server(),
        Problem::TimedOut,
        &["checkJoin.shtml"],
    );
    check(
        &|server| server.takes("new_session", Fate::Unreachable, 1),
        by_server(),
        Problem::Unreachable(Unreachable::NoAnswer),
        &["checkJoin.shtml", "new_session"],
    );
    check(
        &|server| server.takes("new_session", Fate::Refused(503, "Out of resource"), 1),
        at("node.example.cn"),
        refused("Out of resource", 503),
        &["new_session"],
    );
}

#[test]
fn plain_http_is_spoken_only_where_it_was_named() {
    let check =
        |server: &str, mcu_host: &'static str, named: &[&str], expect: Result<&str, Problem>| {
            let mut insecure = InsecureOrigins::default();
            assert!(named.iter().all(|address| insecure.add(address)));
            let mut it = Script::idle(Server::new());
            it.server.mcu_host = mcu_host;
            it.takes(Input::Join(Box::new(JoinRequest {
                target: Target::Server {
                    server: server.into(),
                    account: "1234".into(),
                },
                name: "me".into(),
                password: None,
                hide_me: false,
                insecure,
                is_demo: false,
            })));
            it.runs_s(1);
            match expect {
                Ok(node) => {
                    it.is_live();
                    assert!(
                        it.sent[1].url.starts_with(&format!("{node}/api/")),
                        "{}",
                        it.sent[1].url
                    );
                    let is_insecure = server.starts_with("http:");
                    assert_eq!(it.session.is_insecure(), is_insecure, "{server}");
                }
                Err(problem) => {
                    assert_eq!(*it.session.life(), Life::Idle(Some(problem)));
                    it.sends(&[]);
                }
            }
        };
    let api = "http://10.0.0.5:8080";
    let refused = || Err(Problem::BadServer(BadAddress::PlainHttp));
    check(api, "10.0.0.5", &[], refused());
    check(api, "10.0.0.5", &["http://10.0.0.5"], refused());
    check(api, "10.0.0.5", &[api], Ok("http://10.0.0.5"));
    check(
        api,
        "10.0.0.6",
        &[api, "http://10.0.0.6"],
        Ok("http://10.0.0.6"),
    );
    // Where the node isn't named, what is said to the server can be changed all the same.
    check(api, "10.0.0.6", &[api], Ok("https://10.0.0.6"));
    check(
        "https://api.example.cn",
        "10.0.0.5",
        &[api],
        Ok("https://10.0.0.5"),
    );
}

#[test]
fn a_pin_is_asked_for_until_it_is_right() {
    let mut server = Server::new();
    (server.host_pin, server.guest_pin) = (Some("1111"), Some("2222"));
    let mut it = Script::idle(server);
    let asks = |problem: Option<&str>| {
        Life::Asking(Question::Pin {
            guest_without_pin: false,
            problem: problem.map(Into::into),
        })
    };
    it.joins_at_node();
    it.runs_s(1);
    assert_eq!(*it.session.life(), asks(None));
    it.takes(pin("9999"));
    it.runs_s(1);
    assert_eq!(*it.session.life(), asks(Some("Invalid PIN")));
    it.takes(pin("1111"));
    it.runs_s(1);
    it.is_live();
    assert_eq!(it.session.powers().role, conference::Role::Host);
}

#[test]
fn a_guest_needs_no_pin_where_only_hosts_have_one() {
    let mut server = Server::new();
    server.host_pin = Some("1111");
    let mut it = Script::idle(server);
    it.joins_at_node();
    it.runs_s(1);
    it.takes(pin("9999"));
    it.runs_s(1);
    // A wrong one takes nothing away.
    assert!(matches!(
        it.session.life(),
        Life::Asking(Question::Pin {
            guest_without_pin: true,
            problem: Some(_)
        })
    ));
    it.takes(Input::Answer(Answer::GuestWithoutPin));
    it.runs_s(1);
    it.is_live();
    assert_eq!(it.session.powers().role, conference::Role::Guest);
    assert_eq!(header(&it, 2, "pin").as_deref(), Some("none"));
}

#[test]
fn an_extension_is_asked_for_and_the_pin_kept() {
    let mut server = Server::new();
    (server.host_pin, server.extension) = (Some("1111"), Some("77"));
    let mut it = Script::idle(server);
    it.joins_at_node();
    it.runs_s(1);
    it.takes(pin("1111"));
    it.runs_s(1);
    assert_eq!(
        *it.session.life(),
        Life::Asking(Question::Extension { problem: None })
    );
    for number in ["78", "77"] {
        it.takes(Input::Answer(Answer::Extension(number.into())));
        it.runs_s(1);
    }
    it.is_live();
    assert_eq!(it.count("new_session"), 4);
    assert_eq!(header(&it, 3, "pin").as_deref(), Some("1111"));
}

#[test]
fn never_mind() {
    let check = |after_ms: u64| {
        let mut server = Server::new();
        server.host_pin = Some("1111");
        let mut it = Script::idle(server);
        it.joins(by_server(), None);
        it.runs_ms(after_ms);
        it.takes(Input::Answer(Answer::Cancel));
        it.takes(Input::Leave);
        assert_eq!(*it.session.life(), Life::Idle(None));
        let sent = it.sent.len();
        it.runs_s(60);
        assert_eq!(it.sent.len(), sent);
    };
    check(0);
    check(30);
    check(1_000);
}

#[test]
fn debug_shows_no_secret() {
    let mut server = Server::new();
    server.host_pin = Some("1111");
    let mut it = Script::idle(server);
    it.joins(by_server(), Some("4711"));
    it.runs_s(1);
    it.takes(pin("1111"));
    it.runs_s(1);
    it.is_live();
    let shown = format!("{:?}", it.session);
    for secret in ["4711", "1111", "token1"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    let open = session::Output::OpenStream {
        id: session::StreamId(1),
        url: "https://x/events?token=abc".into(),
    };
    assert_eq!(format!("{open:?}"), "OpenStream(StreamId(1))");
}

#[test]
fn a_virtual_reception_asks_for_the_extension() {
    let mut server = Server::new();
    let reception = r#"{"status":"success","result":{"conference_extension":"standard"}}"#;
    server.takes("new_session", Fate::Says(403, reception), 1);
    let mut it = Script::idle(server);
    it.joins_at_node();
    it.runs_ms(100);
    let question = Question::Extension { problem: None };
    assert_eq!(*it.session.life(), Life::Asking(question));
    it.takes(Input::Answer(Answer::Extension("77".into())));
    it.runs_s(1);
    it.is_live();
    let bodies: Vec<_> = it.sent.iter().map(|sent| &*sent.body).collect();
    let asks = |body: &&str| body.contains(r#""conference_extension":"77""#);
    assert_eq!(bodies.into_iter().filter(asks).count(), 1);
}

#[test]
fn single_sign_on_is_told_as_what_it_is() {
    let check = |status: u16, body: &'static str, providers: &str| {
        let mut server = Server::new();
        server.takes("new_session", Fate::Says(status, body), 1);
        let mut it = Script::idle(server);
        it.joins_at_node();
        it.runs_s(1);
        let problem = Problem::SingleSignOn(providers.into());
        assert_eq!(*it.session.life(), Life::Idle(Some(problem)));
    };
    let named = r#"{"status":"success","result":{"idp":[{"name":"A","uuid":"u"},{"name":"B"}]}}"#;
    check(200, named, "A, B");
    check(403, named, "A, B");
    let elsewhere = r#"{"status":"success","result":{"redirect_url":"https://id.example.com"}}"#;
    check(200, elsewhere, "");
}

#[test]
fn a_demo_carries_no_media_and_nothing_of_it_is_left() {
    let mut it = Script::idle(Server::new());
    it.takes(Input::Join(Box::new(JoinRequest {
        target: by_server(),
        name: "me".into(),
        password: None,
        hide_me: false,
        insecure: InsecureOrigins::default(),
        is_demo: true,
    })));
    it.runs_s(1);
    it.is_live();
    assert!(!it.session.powers().has_media);
    it.takes(Input::Leave);
    assert_eq!(*it.session.life(), Life::Idle(None));
    it.runs_s(1);
    assert!(
        it.sent
            .iter()
            .any(|sent| sent.url.ends_with("/end_session"))
    );
    // The next one is a meeting like any other.
    it.joins_at_node();
    it.runs_s(1);
    it.is_live();
    assert!(it.session.powers().has_media);
    it.takes(Input::Leave);
    assert!(matches!(it.session.life(), Life::Ended(_)));
}
