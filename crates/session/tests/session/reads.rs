//! Reading the server's state: when it is asked for, and what an answer proves.

use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::Command;
use session::{Connection, Input, StreamId};

#[test]
fn a_snapshot_without_end_is_replaced_by_asking() {
    for chatter in [false, true] {
        let mut server = Server::new();
        server.sync_ends = false;
        let mut it = Script::idle(server);
        it.joins_at_node();
        for _ in 0..12 {
            it.runs_s(1);
            if chatter {
                it.server.tell("stage", "[]");
            }
        }
        it.is_live();
        assert_eq!(it.count("participants"), 1);
    }
}

#[test]
fn a_private_edition_is_whole_by_asking() {
    let mut server = Server::new();
    server.private = true;
    let mut it = Script::live_with(server);
    it.server.joins("dan");
    it.runs_s(1);
    it.is_live();
    it.cut();
    it.server.joins("eve");
    it.server.leaves("ann");
    it.runs_s(1);
    it.is_live();
    assert_eq!(it.count("participants"), 1);
}

#[test]
fn a_poll_that_fails_is_tried_again() {
    let mut server = Server::new();
    server.private = true;
    server.takes("participants", Fate::Refused(503, ""), 3);
    let mut it = Script::idle(server);
    it.joins_at_node();
    it.runs_ms(500);
    it.is(Connection::CatchingUp);
    it.runs_s(10);
    it.is_live();
    assert_eq!(it.count("participants"), 4);
}

#[test]
fn events_that_leave_something_open_are_asked_about_but_not_for_ever() {
    let mut it = Script::live();
    it.server.tell(
        "participant_update",
        "{\"uuid\":\"ghost\",\"is_muted\":\"YES\"}",
    );
    it.runs_s(1);
    assert_eq!(it.count("participants"), 1);
    it.is_live();
    for number in 0..600 {
        let ghost = format!("{{\"uuid\":\"ghost{number}\",\"is_muted\":\"YES\"}}");
        it.server.tell("participant_update", &ghost);
        it.runs_ms(100);
    }
    assert!(
        it.count("participants") <= 7,
        "{}",
        it.count("participants")
    );
    it.runs_s(35);
    it.is_live();
}

#[test]
fn a_roster_read_without_a_stream_is_not_the_whole_truth() {
    let mut server = Server::new();
    server.private = true;
    let mut it = Script::live_with(server);
    it.server.takes("mute", Fate::Unreachable, 1);
    it.does(Command::Mute(id("ann")));
    it.server.refuses_stream = Some(503);
    it.cut();
    it.runs_ms(100);
    // The command's end was looked for, and with it the roster was read.
    assert_eq!(it.count("participants"), 1);
    it.server.joins("dan");
    it.server.refuses_stream = None;
    it.runs_s(5);
    it.is_live();
}

#[test]
fn what_could_not_be_read_while_the_roster_was_on_its_way_is_asked_for_again() {
    let mut it = Script::live();
    it.server.takes("participants", Fate::Slow(1_000), 1);
    it.server.tell("participant_update", "{[[");
    it.runs_ms(100);
    assert_eq!(it.count("participants"), 1);
    // Too late for that answer.
    it.server.people[0].muted = true;
    it.server.tell("participant_update", "{[[");
    it.runs_s(5);
    it.is_live();
}

#[test]
fn what_may_be_wrong_and_cannot_be_read_is_not_called_live() {
    let mut it = Script::live();
    it.server
        .takes("participants", Fate::Later(429, 20), u32::MAX);
    let update = b"event: participant_update\ndata: {\"uuid\":\n\n";
    it.takes(Input::StreamBytes(StreamId(1), update.to_vec()));
    it.runs_s(2);
    assert_eq!(it.session.connection(), Connection::CatchingUp);
    it.server.fates.clear();
    it.runs_s(25);
    it.is_live();
}

#[test]
fn a_state_that_only_waits_for_its_turn_does_not_keep_trouble_going() {
    for seed in 1..20 {
        let mut it = Script::refused_for_s(90, seed);
        it.server.takes("participants", Fate::Later(503, 10), 1);
        it.server.refuses_stream = None;
        it.runs_s(20);
        it.forgets();
        it.runs_until_live();
        it.runs_ms(100);
        assert_eq!(it.count("service_status"), 1, "{seed}");
        it.cut();
        it.runs_s(5);
        it.is_live();
    }
}

#[test]
fn a_slow_answer_does_not_undo_what_was_told_or_read_since() {
    let locked = |it: &Script| it.session.conference().meeting().locked;
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    // Told while the question is under way.
    it.server.takes("service_status", Fate::Slow(3_000), 1);
    it.runs_s(11);
    assert_eq!(it.count("service_status"), 1);
    it.server.locked = true;
    it.server.tell("service_update", "{\"locked\":true}");
    it.runs_s(4);
    assert_eq!(locked(&it), Some(true));

    // Read while it is under way.
    for seed in 1..20 {
        let mut it = Script::live_seeded(Server::new(), seed);
        it.says_nothing = true;
        it.server.takes("service_status", Fate::Slow(3_900), 1);
        it.server.refuses_stream = Some(503);
        it.cut();
        while it.count("service_status") == 0 {
            it.runs_ms(20);
        }
        it.server.refuses_stream = None;
        it.server.locked = true;
        it.runs_s(10);
        it.is_live();
        assert_eq!(locked(&it), Some(true), "{seed}");
    }
}

#[test]
fn a_state_that_is_not_found_once_is_asked_for_again() {
    let locked = |it: &Script| it.session.conference().meeting().locked;
    // Whether or not the server has told it before, and whether or not it has it at all.
    let check = |known: bool, times: u32, expect: Option<bool>, asked: usize| {
        let mut server = Server::new();
        let missing = Fate::Says(404, "<html>");
        if !known {
            server.takes("service_status", missing, times);
        }
        let mut it = Script::idle(server);
        it.joins_at_node();
        it.runs_s(5);
        if known {
            it.forgets();
            it.server.takes("service_status", missing, times);
            it.server.locked = true;
            it.cut();
            it.runs_s(6);
        }
        it.runs_s(20);
        it.is_live();
        assert_eq!(locked(&it), expect);
        assert_eq!(it.count("service_status"), asked);
    };
    check(true, 1, Some(true), 2);
    check(true, 3, Some(true), 4);
    check(false, 1, Some(false), 2);
    check(false, u32::MAX, None, 2);
}

#[test]
fn a_roster_that_cannot_be_had_does_not_leave_the_proof_to_the_state() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    it.server
        .takes("participants", Fate::Says(404, ""), u32::MAX);
    it.runs_s(1);
    it.server.half_open = true;
    it.server.joins("dan");
    it.runs_s(7);
    it.server.half_open = false;
    // Another stream tells it.
    it.runs_s(3);
    it.is_live();
}

#[test]
fn a_roster_that_waits_for_a_new_list_is_marked() {
    let mut it = Script::live();
    let begin = b"event: participant_sync_begin\n\n".to_vec();
    it.takes(Input::StreamBytes(StreamId(1), begin));
    it.is(Connection::CatchingUp);
    it.server.joins("dan");
    it.runs_s(1);
    assert!(it.session.conference().person(&id("dan")).is_none());
    it.is(Connection::CatchingUp);
    it.runs_s(12);
    it.is_live();
}

#[test]
fn a_roster_that_the_stream_tells_after_all_is_not_asked_for_any_more() {
    let mut server = Server::new();
    server.takes("participants", Fate::Refused(503, ""), u32::MAX);
    let mut it = Script::idle(server);
    // Its list begins just after the roster was asked for.
    it.late_ms = 280;
    it.joins_at_node();
    it.runs_s(1);
    it.is_live();
    assert_eq!(it.count("participants"), 1);
    it.runs_s(30);
    assert_eq!(it.count("participants"), 1);
}

/// It isn't needed any more, so that it was refused is no trouble either, even while the server's silence lasts.
#[test]
fn a_roster_that_the_stream_tells_after_all_does_not_keep_trouble_going() {
    for seed in 0..10 {
        let mut it = Script::live_seeded(Server::new(), seed);
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(90);
        it.server.down = None;
        it.server.takes("participants", Fate::Later(503, 10), 1);
        it.late_ms = 300;
        it.runs_until_live();
        it.late_ms = 0;
        it.runs_ms(10_010);
        // A new trouble, then: what follows the first failure goes soon.
        it.server.refuses_stream = Some(503);
        it.cut();
        it.runs_ms(1_000);
        it.server.refuses_stream = None;
        it.runs_s(5);
        it.is_live();
    }
}

#[test]
fn an_answer_proves_nothing_about_what_came_after_the_question() {
    let mut server = Server::new();
    server.expires_s = 48;
    let mut it = Script::live_with(server);
    it.server.half_open = true;
    it.server.takes("participants", Fate::Slow(4_000), 1);
    // So that nothing more may be asked.
    it.server.takes("refresh_session", Fate::Later(503, 14), 1);
    while it.count("participants") == 0 {
        it.runs_ms(20);
    }
    let asked = it.now.mono_ms;
    it.server.change("ann", |ann| ann.muted = true);
    it.runs_ms(4_100);
    it.is(Connection::Live);
    it.runs_ms(15_000 - (it.now.mono_ms - asked));
    assert_ne!(it.session.connection(), Connection::Live);
}
