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
