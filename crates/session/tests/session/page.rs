//! The page's life: asleep, frozen, offline, closing.

use crate::script::{Script, id};
use crate::server::{Fate, Server};
use conference::Command;
use session::{Connection, Ending, Input, Life, Notice, Page};

#[test]
fn asleep_for_ten_minutes() {
    for mono_runs in [true, false] {
        let mut it = Script::live();
        it.runs_s(30);
        it.sleeps_s(600, mono_runs);
        it.server.token = None;
        it.server.leaves("ann");
        it.server.told.clear();
        it.takes(Input::Tick);
        it.runs_s(1);
        it.is_live();
        let away = it.notices.iter().find_map(|notice| match notice {
            Notice::WereAway(ms) => Some(*ms),
            _ => None,
        });
        assert!(away.is_some_and(|ms| ms.abs_diff(600_000) < 15_000));
        assert!(it.notices.contains(&Notice::Rejoined));
    }
}

#[test]
fn a_short_nap_is_caught_up_with_and_not_told() {
    let mut it = Script::live();
    it.sleeps_s(35, true);
    it.server.joins("dan");
    it.server.told.clear();
    it.page(Page::Visible);
    it.runs_s(1);
    it.is_live();
    assert!(it.notices.is_empty());
    assert_eq!(it.count("new_session"), 0);
}

#[test]
fn a_wall_clock_that_jumps_is_survived() {
    for jump_s in [-7_200_i64, -30, 30, 7_200] {
        let mut it = Script::live();
        it.now.wall_ms = it.now.wall_ms.wrapping_add_signed(jump_s * 1_000);
        it.runs_s(60);
        it.is_live();
        it.runs_s(600);
        it.is_live();
        assert!(it.sent.len() < 40, "{}", it.sent.len());
    }
}

#[test]
fn offline_and_back() {
    let mut it = Script::live();
    it.page(Page::Offline);
    assert!(matches!(
        it.session.connection(),
        Connection::Offline { .. }
    ));
    it.server.joins("dan");
    it.server.told.clear();
    it.runs_s(20);
    assert!(it.sent.is_empty() && it.streams.is_empty());
    it.page(Page::Online);
    it.runs_s(1);
    it.is_live();
}

#[test]
fn a_browser_that_stays_offline_is_put_to_the_test() {
    let check = |minutes: u64, token_dies: bool| {
        let mut server = Server::new();
        server.expires_s = if token_dies { 60 } else { 86_400 };
        let mut it = Script::live_with(server);
        it.page(Page::Offline);
        it.server.down = Some(Fate::Unreachable);
        it.runs_s(minutes * 60);
        assert!(matches!(
            it.session.connection(),
            Connection::Offline { .. }
        ));
        let tries = it.sent.len() + it.streams.len();
        assert!(
            (1..=2 * minutes as usize).contains(&tries),
            "{tries} in {minutes}"
        );
        // The network is back, and the browser never says so.
        it.server.down = None;
        it.runs_s(31);
        it.is_live();
    };
    for token_dies in [false, true] {
        check(1, token_dies);
        check(10, token_dies);
        check(60, token_dies);
    }
}

#[test]
fn an_answer_from_before_says_nothing_of_the_network_of_now() {
    let mut it = Script::live();
    it.server.takes("mute", Fate::Slow(3_000), 1);
    it.does(Command::Mute(id("ann")));
    it.runs_ms(100);
    it.page(Page::Offline);
    it.runs_s(5);
    assert!(matches!(
        it.session.connection(),
        Connection::Offline { .. }
    ));
}

#[test]
fn back_within_a_second_even_after_long_trouble() {
    for occasion in [Page::Online, Page::Visible, Page::Resumed] {
        let mut it = Script::live();
        it.server.down = Some(Fate::Unreachable);
        it.cut();
        it.runs_s(700);
        it.server.down = None;
        it.page(occasion);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn another_network_without_a_word_of_being_offline() {
    let mut it = Script::live();
    it.runs_s(5);
    it.server.half_open = true;
    it.runs_s(1);
    it.server.half_open = false;
    it.server.joins("dan");
    it.server.told.clear();
    it.page(Page::Online);
    it.runs_s(1);
    it.is_live();
}

#[test]
fn trouble_from_before_a_pause_makes_no_way_back_longer() {
    for seed in 1..20 {
        let mut it = Script::refused_for_s(20, seed);
        it.server.refuses_stream = None;
        it.sleeps_s(50, true);
        // Each of them is an occasion, and each drops the stream.
        it.page(Page::Visible);
        it.runs_ms(2_500);
        it.page(Page::Online);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn who_looks_at_a_dead_stream_does_not_wait_for_an_answer_about_it() {
    for seed in 1..20 {
        let mut it = Script::live_seeded(Server::new(), seed);
        it.runs_s(21);
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(90);
        it.server.down = None;
        it.runs_until_live();
        // The page is frozen for longer than keep-alives are apart.
        it.server.joins("dan");
        it.server.told.clear();
        it.sleeps_s(14, true);
        it.coming.clear();
        it.page(Page::Visible);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn patience_with_a_good_token_is_none_with_one_that_is_refused() {
    for seed in 1..20 {
        let mut server = Server::new();
        server.expires_s = 146;
        let mut it = Script::live_seeded(server, seed);
        it.server.down = Some(Fate::Refused(503, ""));
        it.cut();
        it.runs_s(70);
        it.server.down = None;
        it.server
            .takes("refresh_session", Fate::Refused(503, ""), 1);
        it.runs_s(14);
        it.is_live();
        assert_eq!(it.count("refresh_session"), 1);
        it.server.restart();
        it.cut();
        it.page(Page::Visible);
        it.runs_s(1);
        it.is_live();
    }
}

#[test]
fn a_page_that_flickers_does_not_knock() {
    let mut it = Script::live();
    it.server.down = Some(Fate::Refused(503, ""));
    it.cut();
    it.runs_s(300);
    it.forgets();
    for _ in 0..600 {
        it.page(Page::Visible);
        it.page(Page::Hidden);
        it.runs_ms(100);
    }
    let knocks = it.sent.len() + it.streams.len();
    assert!(knocks <= 16, "{knocks}");
}

#[test]
fn closing_says_goodbye() {
    let mut it = Script::live();
    it.does(Command::Mute(id("ann")));
    it.page(Page::Leaving);
    let goodbye = it.sent.last().unwrap();
    assert!(goodbye.what == "end_session" && goodbye.keepalive);
    assert!(it.aborted.is_empty());
    it.runs_s(600);
    assert_eq!(it.sent.len(), 2);
    assert!(matches!(it.session.life(), Life::Recovering { .. }));
}

#[test]
fn back_from_the_back_forward_cache() {
    let mut it = Script::live();
    for _ in 0..6 {
        it.page(Page::Leaving);
        it.sleeps_s(5, true);
        it.page(Page::Resumed);
        it.runs_s(1);
        it.is_live();
    }
    assert_eq!(it.count("new_session"), 6);
}

#[test]
fn closing_before_being_in_or_after_the_end_is_nothing() {
    let mut it = Script::live();
    it.takes(Input::Leave);
    it.forgets();
    it.page(Page::Leaving);
    it.ended(Ending::Left);
    assert!(it.sent.is_empty());
}
