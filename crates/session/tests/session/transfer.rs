//! Sent on to another meeting by the server, and back again.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::Command;
use session::{Answer, CommandError, Connection, Ending, Input, Life, Problem, Question, Target};
use wire::Pin;

/// In meeting 1234, let in by its PIN.
fn live() -> Script {
    let mut server = Server::new();
    server.host_pin = Some("4711");
    let mut it = Script::idle(server);
    let target = Target::Node {
        node: "node.example.cn".into(),
        room: "1234".into(),
    };
    it.joins(target, Some("4711"));
    it.runs_s(1);
    it.is_live();
    it.forgets();
    it
}

fn refer(room: &str) -> String {
    format!("event: refer\ndata: {{\"alias\":\"{room}\",\"token\":\"ticket%3D\"}}\n\n")
}

const DISCONNECT: &str =
    "event: disconnect\ndata: {\"reason\":\"Transferred to another conference\"}\n\n";

fn is_sent_to(it: &mut Script, room: &str) {
    it.streams_bytes(&refer(room));
    it.runs_s(1);
}

/// Which rooms were asked to let this session in, with which PIN, and whether with what the referral came with.
fn asked(it: &Script) -> Vec<(String, String, bool)> {
    let asked = it.sent.iter().filter(|sent| sent.what == "new_session");
    asked
        .map(|sent| {
            let room = sent.url.split('/').nth_back(1).unwrap().to_owned();
            let pin = sent.headers.iter().find(|(name, _)| *name == "pin");
            let pin = pin.map(|(_, pin)| pin.clone()).unwrap_or_default();
            let has_ticket = sent.body.contains("\"token\":\"ticket%3D\"");
            (room, pin, has_ticket)
        })
        .collect()
}

fn is_asked(it: &Script, expect: &[(&str, &str, bool)]) {
    let asked = asked(it);
    let asked: Vec<_> = asked
        .iter()
        .map(|(room, pin, ticket)| (room.as_str(), pin.as_str(), *ticket))
        .collect();
    assert_eq!(asked, expect);
}

fn is_in(it: &Script, room: &str, came_from: Option<&str>) {
    it.is_live();
    assert_eq!(it.session.room(), room);
    assert_eq!(it.session.came_from(), came_from);
}

fn transferred(room: &str, problem: Option<Problem>) -> Ending {
    Ending::Transferred {
        room: room.into(),
        problem,
    }
}

#[test]
fn a_session_goes_where_it_is_sent_and_leaves_nothing_behind() {
    let mut it = live();
    it.server.takes("mute", Fate::Hangs, 1);
    let mute = it.does(Command::Mute(id("ann")));
    it.runs_ms(100);
    assert_eq!(it.session.pending().count(), 1);
    it.server.people.clear();
    it.server.joins("dan");
    it.server.told.clear();
    // What follows on the old stream is about a meeting that this session is no more in.
    let ghost = "event: participant_create\ndata: {\"uuid\":\"ghost\"}\n\n";
    let text = [&*refer("5678"), ghost, DISCONNECT].concat();
    it.streams_bytes(&text);
    it.runs_ms(25);
    assert_eq!(it.session.connection(), Connection::Connecting);
    assert_eq!(it.session.conference().people_count(), 0);
    assert_eq!(it.session.pending().count(), 0);
    it.streams_bytes(ghost);
    it.runs_s(1);
    is_in(&it, "5678", Some("1234"));
    is_asked(&it, &[("5678", "4711", true)]);
    assert!(it.session.conference().person(&id("dan")).is_some());
    assert!(it.session.conference().person(&id("ann")).is_none());
    assert_eq!(it.count("end_session"), 1);
    assert_eq!(it.count("participants/ann/mute"), 1);
    let unknown = failed(CommandError::Unknown);
    assert_eq!(it.statuses.of(mute).last(), Some(&unknown));
    // It lives on there, without what was good once.
    it.runs_s(60);
    it.server.restart();
    it.cut();
    it.runs_s(6);
    is_in(&it, "5678", Some("1234"));
    is_asked(&it, &[("5678", "4711", true), ("5678", "4711", false)]);
}

#[test]
fn back_with_one_press() {
    let mut it = live();
    is_sent_to(&mut it, "5678");
    it.forgets();
    it.takes(Input::GoBack);
    it.runs_s(1);
    is_in(&it, "1234", None);
    is_asked(&it, &[("1234", "4711", false)]);
    assert_eq!(it.count("end_session"), 1);
    // There is nothing to go back to any more.
    it.takes(Input::GoBack);
    is_in(&it, "1234", None);
    // Nor for who stays.
    is_sent_to(&mut it, "5678");
    it.takes(Input::StayHere);
    is_in(&it, "5678", None);
    it.takes(Input::GoBack);
    is_in(&it, "5678", None);
}

#[test]
fn the_way_back_may_need_another_pin() {
    let mut it = live();
    is_sent_to(&mut it, "5678");
    it.server.host_pin = Some("0815");
    it.takes(Input::GoBack);
    it.runs_s(1);
    let question = |problem: Option<&str>| {
        Life::Asking(Question::Pin {
            guest_without_pin: false,
            problem: problem.map(Into::into),
        })
    };
    assert_eq!(*it.session.life(), question(Some("Invalid PIN")));
    it.takes(Input::Answer(Answer::Pin(Pin::new("0815".into()))));
    it.runs_s(1);
    is_in(&it, "1234", None);
}

#[test]
fn who_is_not_let_in_there_may_try_again_or_go_back() {
    let refused = |it: &mut Script, fate: Fate| {
        it.server.takes("5678/new_session", fate, 1);
        is_sent_to(it, "5678");
    };
    let check = |fate: Fate, expect: Problem| {
        let mut it = live();
        refused(&mut it, fate);
        it.ended(transferred("5678", Some(expect)));
        assert_eq!(it.session.conference().people_count(), 0);
        let sent = it.sent.len();
        it.runs_s(600);
        assert_eq!(it.sent.len(), sent);
        it.takes(Input::Rejoin);
        it.runs_s(1);
        is_in(&it, "5678", Some("1234"));
        is_asked(&it, &[("5678", "4711", true), ("5678", "4711", true)]);
    };
    let says = |status, words: &str| Problem::Server {
        status,
        words: words.into(),
    };
    check(
        Fate::Refused(403, "No, thank you"),
        says(403, "No, thank you"),
    );
    check(
        Fate::Refused(404, "Neither conference nor gateway found"),
        says(404, "Neither conference nor gateway found"),
    );
    check(
        Fate::Unreachable,
        Problem::Unreachable(session::Unreachable::NoAnswer),
    );
    let mut it = live();
    refused(&mut it, Fate::Refused(403, "No"));
    it.takes(Input::GoBack);
    it.runs_s(1);
    is_in(&it, "1234", None);
    // Or away altogether.
    refused(&mut it, Fate::Refused(403, "No"));
    it.takes(Input::Leave);
    assert_eq!(*it.session.life(), Life::Idle(None));
}

#[test]
fn a_question_there_is_the_hosts_to_answer_or_not() {
    let mut it = live();
    it.server.extension = Some("77");
    is_sent_to(&mut it, "5678");
    let asks = Life::Asking(Question::Extension { problem: None });
    assert_eq!(*it.session.life(), asks);
    it.takes(Input::Answer(Answer::Cancel));
    it.ended(transferred("5678", None));
    it.takes(Input::Rejoin);
    it.runs_s(1);
    it.takes(Input::Answer(Answer::Extension("77".into())));
    it.runs_s(1);
    is_in(&it, "5678", Some("1234"));
}

#[test]
fn who_is_sent_round_and_round_is_asked() {
    let mut it = live();
    for room in ["5678", "1234", "5678"] {
        is_sent_to(&mut it, room);
    }
    is_in(&it, "5678", Some("1234"));
    is_sent_to(&mut it, "1234");
    it.ended(transferred("1234", None));
    assert_eq!(it.count("new_session"), 3);
    it.runs_s(20);
    assert_eq!(it.count("new_session"), 3);
    it.takes(Input::Rejoin);
    it.runs_s(1);
    is_in(&it, "1234", Some("5678"));
    // Later it is followed again.
    it.runs_s(60);
    is_sent_to(&mut it, "5678");
    is_in(&it, "5678", Some("1234"));
}

#[test]
fn the_end_of_the_old_session_may_come_before() {
    let put_out = || Ending::PutOut("Transferred to another conference".into());
    // At once, or a moment later.
    let check = |apart_ms: u64, follows: bool| {
        let mut it = live();
        it.server.token = None;
        if apart_ms == 0 {
            it.streams_bytes(&[DISCONNECT, &refer("5678")].concat());
        } else {
            it.streams_bytes(DISCONNECT);
            it.runs_ms(50);
            it.ended(put_out());
            it.runs_ms(apart_ms);
            it.streams_bytes(&refer("5678"));
        }
        it.runs_s(1);
        if follows {
            is_in(&it, "5678", Some("1234"));
        } else {
            it.ended(put_out());
            assert_eq!(it.stream, None);
        }
    };
    check(0, true);
    check(500, true);
    check(2_500, false);
}

#[test]
fn nobody_waits_for_where_to_go_after_the_host_has_decided() {
    for decision in [Input::Rejoin, Input::Leave] {
        let mut it = live();
        it.streams_bytes(DISCONNECT);
        it.runs_ms(50);
        let old = it.stream.unwrap();
        it.takes(decision);
        assert_ne!(it.stream, Some(old));
        it.runs_s(1);
        assert_eq!(it.session.came_from(), None);
    }
}

#[test]
fn the_stream_may_end_with_the_session() {
    let mut it = live();
    it.streams_bytes(DISCONNECT);
    it.runs_ms(50);
    it.cut();
    assert_eq!(it.stream, None);
    let (sent, streams) = (it.sent.len(), it.streams.len());
    it.runs_s(600);
    assert_eq!((it.sent.len(), it.streams.len()), (sent, streams));
}

#[test]
fn a_referral_without_a_place_leads_nowhere() {
    let mut it = live();
    for data in ["{}", "", "{\"token\":\"abc\"}", "{\"alias\":\"\"}"] {
        it.streams_bytes(&format!("event: refer\ndata: {data}\n\n"));
    }
    it.runs_s(1);
    is_in(&it, "1234", None);
    assert_eq!(it.session.conference().not_understood(), 4);
}

#[test]
fn a_meeting_that_this_host_ends_is_not_left_for_another() {
    let mut it = live();
    it.server.takes("disconnect", Fate::Hangs, 1);
    it.does(Command::DisconnectAll);
    is_sent_to(&mut it, "5678");
    it.ended(Ending::EndedForAll);
    assert_eq!(it.count("new_session"), 0);
}
