//! Calls out: confirmed by whom the server rings, and told when they come to nothing.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::{CallEnd, Command, Dial, DialProtocol};
use session::{CommandError, CommandStatus, Notice};

fn dial(address: &str) -> Command {
    Command::Dial(Box::new(Dial::to(address, DialProtocol::Sip)))
}

fn rings(it: &mut Script, uuid: &str, address: &str) {
    let json = format!(
        "{{\"uuid\":\"{uuid}\",\"display_name\":\"\",\"uri\":\"{address}\",\"service_type\":\"connecting\"}}"
    );
    it.server.tell("participant_create", &json);
    it.runs_ms(100);
}

#[test]
fn a_yes_is_not_enough() {
    let check = |fate: Fate, meanwhile: Option<(&str, &str)>, expect: &[CommandStatus]| {
        let mut it = Script::live();
        it.server.takes("dial", fate, 1);
        it.does(dial("bob@example.com"));
        it.runs_ms(100);
        if let Some((uuid, address)) = meanwhile {
            rings(&mut it, uuid, address);
        }
        it.runs_s(40);
        it.tells(expect);
        assert_eq!(it.count("dial"), 1);
    };
    let named = Fate::Says(200, "{\"status\":\"success\",\"result\":[\"x1\"]}");
    let (done, nothing) = ([CommandStatus::Confirmed], [failed(CommandError::NoEffect)]);
    check(named, None, &nothing);
    check(named, Some(("x1", "somewhere")), &done);
    // Somebody else's call.
    check(named, Some(("x2", "bob@example.com")), &nothing);
    // A server that names nobody: whoever comes with that address is it.
    check(Fate::Liar, None, &nothing);
    check(Fate::Liar, Some(("x2", "sip:bob@example.com")), &done);
    check(Fate::Liar, Some(("x2", "ann@example.com")), &nothing);
}

/// How a call to Bob ended, where the host is told.
fn told(it: &Script) -> Option<CallEnd> {
    it.notices.iter().find_map(|notice| match notice {
        Notice::Call { name, end } => {
            assert_eq!(&**name, "bob@example.com");
            Some(end.clone())
        }
        _ => None,
    })
}

#[test]
fn how_it_ended_is_told_to_who_called() {
    let check = |own: bool, after_s: u64, taken_back: bool, expect: Option<CallEnd>| {
        let mut it = Script::live();
        if own {
            let answer = "{\"status\":\"success\",\"result\":[\"x1\"]}";
            it.server.takes("dial", Fate::Says(200, answer), 1);
            it.does(dial("bob@example.com"));
        }
        rings(&mut it, "x1", "bob@example.com");
        it.runs_s(after_s);
        if taken_back {
            it.does(Command::Disconnect(id("x1")));
        }
        it.server.tell("participant_delete", "{\"uuid\":\"x1\"}");
        it.runs_s(1);
        assert_eq!(told(&it), expect);
    };
    check(true, 3, false, Some(CallEnd::Refused));
    check(true, 30, false, Some(CallEnd::NoAnswer));
    check(true, 3, true, None);
    check(false, 3, false, None);
}

/// The stream is a connection of its own: it may tell the end of a call before the answer tells whose call it is.
#[test]
fn an_end_before_the_answer_is_told() {
    let check = |named: &'static str, before: usize, expect: Option<CallEnd>| {
        let mut it = Script::live();
        it.server.takes("dial", Fate::SaysAfter(2_000, named), 1);
        it.does(dial("bob@example.com"));
        it.runs_ms(100);
        for other in 0..before {
            let uuid = format!("other{other}");
            rings(&mut it, &uuid, "ann@example.com");
            it.server
                .tell("participant_delete", &format!("{{\"uuid\":\"{uuid}\"}}"));
        }
        rings(&mut it, "x1", "bob@example.com");
        it.server.tell("participant_delete", "{\"uuid\":\"x1\"}");
        it.runs_ms(200);
        assert_eq!(told(&it), None, "nobody knows yet whose call it was");
        it.runs_s(3);
        assert_eq!(told(&it), expect);
    };
    let ours = "{\"status\":\"success\",\"result\":[\"x1\"]}";
    let another = "{\"status\":\"success\",\"result\":[\"x2\"]}";
    check(ours, 0, Some(CallEnd::Refused));
    check(ours, 5, Some(CallEnd::Refused));
    check(another, 0, None);
}
