//! The spotlight's queue in another order: step by step, each confirmed before the next, under one id.

use crate::expect::failed;
use crate::script::Script;
use crate::server::{Fate, Server};
use conference::{Command, Refusal};
use session::{CommandError, CommandStatus};

/// Three in the spotlight: a, b, c.
fn lit() -> Script {
    let mut server = Server::new();
    for uuid in ["a", "b", "c"] {
        server.joins(uuid);
    }
    let mut it = Script::live_with(server);
    for uuid in ["a", "b", "c"] {
        it.does(Command::SpotlightOn(crate::script::id(uuid)));
        it.runs_s(1);
    }
    it.forgets();
    it
}

fn order(it: &Script) -> String {
    let ids = it.session.conference().spotlights();
    let names: Vec<_> = ids.iter().map(|id| id.as_str()).collect();
    names.join(" ")
}

fn wished(it: &Script) -> String {
    let ids = it.session.spotlight_order().wished;
    let names: Vec<_> = ids.iter().map(|id| id.as_str()).collect();
    names.join(" ")
}

fn stopped_at(it: &Script) -> Option<&str> {
    let id = it.session.spotlight_order().stopped_at;
    id.map(|id| id.as_str())
}

#[test]
fn moves_only_who_stands_wrong() {
    let check = |wish: &str, sent: &[&str]| {
        let mut it = lit();
        let id = it.orders(wish);
        assert_eq!(it.statuses.of(id), [CommandStatus::Pending]);
        assert_eq!(wished(&it), wish);
        it.runs_s(60);
        let done = [CommandStatus::Pending, CommandStatus::Confirmed];
        assert_eq!(it.statuses.of(id), done);
        assert_eq!((order(&it).as_str(), wished(&it).as_str()), (wish, ""));
        let paths = sent.iter().map(|step| {
            format!(
                "participants/{}",
                step.replace('+', "/spotlighton")
                    .replace('-', "/spotlightoff")
            )
        });
        let all: Vec<_> = it.sent.iter().map(|sent| sent.what.clone()).collect();
        let all: Vec<_> = all
            .into_iter()
            .filter(|what| what.contains("spotlight"))
            .collect();
        assert_eq!(all, paths.collect::<Vec<_>>());
    };
    check("a c b", &["b-", "b+"]);
    check("c b a", &["b-", "b+", "a-", "a+"]);
}

#[test]
fn nothing_to_do() {
    let mut it = lit();
    let id = it.orders("a b c");
    let done = [CommandStatus::Pending, CommandStatus::Confirmed];
    assert_eq!(it.statuses.of(id), done);
}

#[test]
fn two_stamps_are_never_of_one_second() {
    let mut it = lit();
    it.orders("c b a");
    it.runs_s(60);
    let times = |who: &str| it.times(&format!("participants/{who}/spotlighton"), 0)[0];
    assert!(times("a") >= times("b") + 2_000);
}

#[test]
fn a_step_is_pending_under_the_orders_id() {
    let mut it = lit();
    it.server.takes("spotlightoff", Fate::Slow(5_000), 1);
    let id = it.orders("a c b");
    while it.count("participants/b/spotlightoff") == 0 {
        it.runs_ms(20);
    }
    let off = Command::SpotlightOff(crate::script::id("b"));
    assert_eq!(it.session.pending().collect::<Vec<_>>(), [(id, &off)]);
}

#[test]
fn stops_where_a_step_fails() {
    let mut it = lit();
    it.server.takes("spotlighton", Fate::Refused(403, "No"), 1);
    let id = it.orders("c b a");
    it.runs_s(60);
    let no = failed(CommandError::Refused {
        status: 403,
        words: "No".into(),
    });
    assert_eq!(it.statuses.of(id), [CommandStatus::Pending, no]);
    assert_eq!((stopped_at(&it), wished(&it).as_str()), (Some("b"), ""));
    assert_eq!(it.count("participants/b/spotlighton"), 1);
    assert_eq!(it.count("participants/a/spotlightoff"), 0);
    // The next wish makes up for it.
    let id = it.orders("c b a");
    it.runs_s(60);
    assert_eq!(it.statuses.of(id).last(), Some(&CommandStatus::Confirmed));
    assert_eq!((stopped_at(&it), order(&it).as_str()), (None, "c b a"));
}

#[test]
fn another_session_knows_nothing_of_a_stop() {
    let mut it = lit();
    it.server.takes("spotlighton", Fate::Refused(403, "No"), 1);
    it.orders("c b a");
    it.runs_s(60);
    assert_eq!(stopped_at(&it), Some("b"));
    it.takes(session::Input::Leave);
    it.takes(session::Input::Rejoin);
    it.runs_until_live();
    assert_eq!(stopped_at(&it), None);
}

#[test]
fn another_order_takes_its_place() {
    let mut it = lit();
    let first = it.orders("c b a");
    it.runs_s(3);
    let second = it.orders("a c b");
    let not_sent = failed(CommandError::NotSent);
    assert_eq!(it.statuses.of(first), [CommandStatus::Pending, not_sent]);
    it.runs_s(60);
    assert_eq!(
        it.statuses.of(second).last(),
        Some(&CommandStatus::Confirmed)
    );
    assert_eq!(order(&it), "a c b");
}

#[test]
fn given_up_with_the_session() {
    let mut it = lit();
    let id = it.orders("c b a");
    it.takes(session::Input::Leave);
    let not_sent = failed(CommandError::NotSent);
    assert_eq!(it.statuses.of(id), [CommandStatus::Pending, not_sent]);
    assert_eq!(wished(&it), "");
    // Nothing can be known without a connection.
    let mut it = lit();
    it.server.down = Some(Fate::Unreachable);
    it.cut();
    let id = it.orders("c b a");
    let error = CommandError::NotAllowed(Refusal::NotConnected);
    assert_eq!(it.statuses.of(id), [failed(error)]);
}
