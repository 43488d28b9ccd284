//! The stream: cut, half-open, without end, and watched.

use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::Command;
use session::{Connection, Input, Page, StreamId};

fn is_stale(connection: &Connection) -> bool {
    matches!(connection, Connection::Stale { .. })
}

#[test]
fn a_cut_is_seen_at_once_and_mended_with_the_token_of_now() {
    let mut it = Script::live();
    it.runs_s(50);
    it.cut();
    assert!(is_stale(&it.session.connection()));
    it.server.joins("dan");
    it.server.leaves("bob");
    it.runs_s(1);
    it.is_live();
    assert!(it.stream_urls[0].ends_with("token=token1"));
    assert!(it.stream_urls[1].ends_with("token=token2"));
}

#[test]
fn a_short_fault_is_over_within_five_seconds() {
    for fault_s in 1..60 {
        let mut it = Script::live_seeded(Server::new(), fault_s);
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(fault_s);
        it.server.down = None;
        it.runs_s(5);
        it.is_live();
    }
}

#[test]
fn a_long_fault_is_over_within_ten_seconds() {
    for seed in 1..60 {
        let mut it = Script::live_seeded(Server::new(), seed);
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(90 + seed * 11);
        it.server.down = None;
        // The last knock may have been just before; then come three ways there and back.
        it.runs_ms(10_500);
        it.is_live();
    }
}

#[test]
fn a_half_open_line_is_seen_and_mended() {
    let mut it = Script::live();
    it.runs_s(30);
    it.forgets();
    it.server.half_open = true;
    it.server.joins("dan");
    let broken = it.now.mono_ms;
    it.runs_s(15);
    assert!(
        it.shown
            .iter()
            .any(|(at, shown)| is_stale(shown) && *at <= broken + 15_000)
    );
    it.server.half_open = false;
    it.runs_s(45);
    it.is_live();
}

#[test]
fn what_was_learned_about_keep_alives_outlives_the_stream() {
    let mut it = Script::live();
    it.runs_s(30);
    it.cut();
    it.runs_s(2);
    it.forgets();
    it.server.half_open = true;
    it.runs_s(15);
    assert!(it.shown.iter().any(|(_, shown)| is_stale(shown)));
}

#[test]
fn a_half_open_line_without_keep_alives_is_mended_within_a_minute() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    it.server.half_open = true;
    it.server.joins("dan");
    it.runs_s(15);
    // The roster is asked for while nothing is heard.
    it.is_live();
    it.server.half_open = false;
    it.server.joins("eve");
    it.runs_s(32);
    it.is_live();
    // As soon as there is another stream, news comes by it again.
    it.server.joins("flo");
    it.runs_ms(100);
    it.is_live();
}

#[test]
fn a_silent_stream_is_renewed_without_alarm() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    it.runs_s(600);
    assert_eq!(it.streams.len(), 13);
    assert!(!it.shown.iter().any(|(_, shown)| is_stale(shown)));
    it.is_live();
}

#[test]
fn a_server_that_does_not_answer_at_all_is_stale_within_fifteen_seconds() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    it.server.half_open = true;
    it.server.down = Some(Fate::Hangs);
    it.runs_s(15);
    assert!(is_stale(&it.session.connection()));
}

#[test]
fn a_quiet_stream_is_not_torn_down() {
    let mut it = Script::live();
    it.runs_s(3_600);
    assert!(it.streams.is_empty());
    assert_eq!(it.count("participants"), 0);
    // A refresh each 40 s is all there is.
    assert_eq!(it.sent.len(), it.count("refresh_session"));
    assert!(it.ticks < 2_000, "{}", it.ticks);
}

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
fn news_of_an_older_stream_is_ignored() {
    let mut it = Script::live();
    it.cut();
    it.runs_s(1);
    let gone = b"event: participant_delete\ndata: {\"uuid\":\"ann\"}\n\n".to_vec();
    it.takes(Input::StreamBytes(StreamId(1), gone));
    it.takes(Input::StreamFailed(
        StreamId(1),
        session::StreamFailure::Ended,
    ));
    it.is_live();
}

#[test]
fn a_stream_that_is_refused_asks_whether_the_token_is_good() {
    for status in [401, 403, 404] {
        let mut it = Script::live();
        it.server.refuses_stream = Some(status);
        it.cut();
        it.runs_s(2);
        assert!(it.count("refresh_session") >= 1);
        it.server.refuses_stream = None;
        it.runs_s(5);
        it.is_live();
    }
}

#[test]
fn since_when_is_when_something_was_last_heard() {
    let mut it = Script::live();
    it.server.keep_alive_ms = Some(1_000_000);
    it.runs_s(4);
    let heard = it.now.wall_ms;
    it.server.tell("stage", "[]");
    it.runs_s(5);
    it.cut();
    let Connection::Stale { since_ms } = it.session.connection() else {
        panic!();
    };
    assert!(since_ms.abs_diff(heard) < 100);
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
fn what_cannot_be_proved_is_not_live() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    let mut it = Script::live_with(server);
    it.server.takes("mute", Fate::Later(503, 60), 1);
    it.does(Command::Mute(id("ann")));
    it.server.half_open = true;
    // Nothing is heard, and nothing may be asked.
    it.runs_s(15);
    it.is(Connection::CatchingUp);
    it.server.half_open = false;
    it.runs_s(60);
    it.is_live();
}

#[test]
fn who_looks_does_not_make_a_speechless_reader_forget_to_ask() {
    for seed in 1..20 {
        let mut it = Script::live_seeded(Server::new(), seed);
        it.says_nothing = true;
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(90);
        it.server.down = None;
        it.server.restart();
        it.page(Page::Visible);
        it.runs_ms(10_500);
        it.is_live();
    }
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
fn a_page_in_the_place_of_the_state_does_not_prove_the_line() {
    let mut server = Server::new();
    server.keep_alive_ms = None;
    // Too many to ask for all of them, so that an answer about the state has to do.
    for number in 0..600 {
        server.joins(&format!("p{number}"));
    }
    server.told.clear();
    let mut it = Script::live_with(server);
    it.server.half_open = true;
    it.server
        .takes("service_status", Fate::Says(404, "<html>"), u32::MAX);
    it.server.joins("dan");
    it.runs_s(12);
    it.is_live();
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
