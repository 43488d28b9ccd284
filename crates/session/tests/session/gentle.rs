//! Gentleness (P4) and never giving up (P5).

use crate::script::Script;
use crate::server::{Fate, Server};
use session::{Life, Page};

/// Requests and streams opened in each minute from `since` on.
fn by_minute(it: &Script, since: u64) -> Vec<usize> {
    let all = it
        .sent
        .iter()
        .map(|sent| sent.at_ms)
        .chain(it.streams.iter().copied());
    let mut minutes = vec![0; 61];
    for at in all {
        minutes[((at - since) / 60_000) as usize] += 1;
    }
    minutes
}

/// An hour from the moment that something breaks, and how much was sent in each of its minutes.
fn an_hour(server: Server, seed: u64, breaks: &dyn Fn(&mut Server)) -> (Script, Vec<usize>) {
    let mut it = Script::live_seeded(server, seed);
    let since = it.now.mono_ms;
    breaks(&mut it.server);
    it.cut();
    it.runs_s(3_600);
    let minutes = by_minute(&it, since);
    assert!(minutes[0] <= 30, "{minutes:?}");
    (it, minutes)
}

fn an_hour_of(expires_s: u32, breaks: &dyn Fn(&mut Server)) -> Script {
    let mut worst = None;
    for seed in 0..10 {
        let mut server = Server::new();
        server.expires_s = expires_s;
        let (it, minutes) = an_hour(server, seed, breaks);
        assert!(minutes[1..].iter().all(|count| *count <= 6), "{minutes:?}");
        // It never stops.
        assert!(minutes[..60].iter().all(|count| *count > 0), "{minutes:?}");
        assert!(matches!(
            it.session.life(),
            Life::Live | Life::Recovering { .. }
        ));
        worst = Some(it);
    }
    worst.unwrap()
}

#[test]
fn an_hour_of_trouble() {
    for expires_s in [30, 120, 86_400] {
        for fate in [
            Fate::Refused(503, ""),
            Fate::Refused(500, "oops"),
            Fate::Refused(429, ""),
            Fate::Unreachable,
            Fate::Hangs,
            Fate::Says(404, "<html>"),
        ] {
            let mut it = an_hour_of(expires_s, &|server| server.down = Some(fate));
            it.server.down = None;
            it.runs_ms(20_500);
            it.is_live();
        }
    }
}

/// One thing fails for an hour, and what it takes to find out works each time.
#[test]
fn an_hour_in_which_half_of_it_works() {
    let check = |private: bool, breaks: &dyn Fn(&mut Server)| {
        for seed in 0..10 {
            let mut server = Server::new();
            server.private = private;
            let (_, minutes) = an_hour(server, seed, breaks);
            for until in 1..61 {
                let later: usize = minutes[1..=until].iter().sum();
                assert!(later <= 6 * until + 6, "{minutes:?}");
            }
        }
    };
    for status in [401, 403, 503] {
        check(false, &|server| server.refuses_stream = Some(status));
    }
    for path in ["participants", "service_status"] {
        let fails = |server: &mut Server| server.takes(path, Fate::Refused(503, ""), u32::MAX);
        check(true, &fails);
    }
}

#[test]
fn an_hour_without_refreshes() {
    let mut it = Script::live();
    it.server.expires_s = 86_400;
    it.server.token.as_mut().unwrap().1 += 86_400_000;
    it.runs_s(60);
    it.forgets();
    let since = it.now.mono_ms;
    it.server
        .takes("refresh_session", Fate::Refused(503, ""), u32::MAX);
    it.server.tell("refresh_session", "");
    it.runs_s(3_600);
    let minutes = by_minute(&it, since);
    assert!(
        minutes[0] <= 30 && minutes[1..].iter().all(|count| *count <= 6),
        "{minutes:?}"
    );
    it.is_live();
}

/// Each new session would be another trouble, if only its own refreshes counted.
#[test]
fn an_hour_in_which_every_session_dies_for_want_of_a_refresh() {
    for expires_s in [90, 120, 180, 300, 900] {
        for seed in 0..10 {
            let mut server = Server::new();
            server.expires_s = expires_s;
            let mut it = Script::live_seeded(server, seed);
            it.server
                .takes("refresh_session", Fate::Refused(503, ""), u32::MAX);
            let since = it.now.mono_ms + u64::from(expires_s) * 1_000 / 3 - 1_000;
            it.runs_s(3_600);
            assert!(it.count("new_session") > 1);
            it.sent.retain(|sent| sent.at_ms >= since);
            it.streams.retain(|at| *at >= since);
            let minutes = by_minute(&it, since);
            assert!(minutes[0] <= 30, "{expires_s} {minutes:?}");
            for until in 1..60 {
                let later: usize = minutes[1..=until].iter().sum();
                assert!(later <= 6 * until + 6, "{expires_s} {minutes:?}");
            }
            // One that works is asked for soon, and then a short fault is over as soon as ever.
            it.server.fates.clear();
            it.runs_s(45);
            it.is_live();
            it.server.down = Some(Fate::Refused(503, ""));
            it.cut();
            it.runs_s(3);
            it.server.down = None;
            it.runs_s(5);
            it.is_live();
        }
    }
}

#[test]
fn a_refresh_that_fails_for_ever_does_not_keep_the_stream_from_opening() {
    let mut it = Script::live_unrefreshed();
    it.cut();
    it.runs_s(21);
    it.is_live();
}

#[test]
fn streams_that_break_again_and_again() {
    for alive_ms in [10, 200, 700, 2_000, 5_000] {
        let mut it = Script::live();
        let since = it.now.mono_ms;
        while it.now.mono_ms < since + 1_800_000 {
            it.cut();
            let opened = it.streams.len();
            while it.streams.len() == opened {
                it.runs_ms(50);
            }
            it.runs_ms(alive_ms);
        }
        let minutes = by_minute(&it, since);
        assert!(minutes[0] <= 36, "{alive_ms} {minutes:?}");
        let average = minutes[1..30].iter().sum::<usize>() / 29;
        assert!(average <= 8, "{alive_ms} {minutes:?}");
    }
}

#[test]
fn retry_after_is_honoured() {
    for target in ["refresh_session", "participants", "all"] {
        let mut server = Server::new();
        server.private = true;
        let mut it = Script::live_with(server);
        match target {
            "all" => it.server.down = Some(Fate::Later(503, 40)),
            _ => it.server.takes(target, Fate::Later(429, 40), 1),
        }
        it.runs_s(20);
        it.cut();
        it.runs_s(25);
        let last = it
            .sent
            .iter()
            .map(|sent| sent.at_ms)
            .chain(it.streams.iter().copied())
            .max();
        let heard = last.unwrap();
        it.forgets();
        it.server.down = None;
        let gap = 39_900 - (it.now.mono_ms - heard);
        it.runs_ms(gap);
        assert!(it.sent.is_empty() && it.streams.is_empty(), "{target}");
        it.runs_s(6);
        it.is_live();
    }
}

#[test]
fn a_session_always_knows_when_to_wake() {
    // Nothing but ticks drives it: whatever state it is in, the next one comes.
    let mut it = Script::live();
    for (at, fate) in [
        Some(Fate::Hangs),
        None,
        Some(Fate::Unreachable),
        Some(Fate::Later(503, 30)),
        None,
    ]
    .into_iter()
    .enumerate()
    {
        it.server.down = fate;
        it.cut();
        it.runs_s(100 + at as u64);
        assert!(it.ticks > 0);
        assert!(it.ticks < 600, "{}", it.ticks);
        it.forgets();
    }
    it.is_live();
}

#[test]
fn retry_after_counts_where_nobody_waits_for_the_answer_any_more() {
    let mut it = Script::live();
    it.runs_s(2);
    it.server
        .takes("service_status", Fate::Later(503, 30), u32::MAX);
    it.page(Page::Visible);
    assert_eq!(it.count("service_status"), 1);
    // The page is frozen meanwhile, so that the stream and all that was asked about it is dropped.
    it.sleeps_s(40, true);
    it.forgets();
    it.runs_s(29);
    assert!(it.sent.is_empty() && it.streams.is_empty());
    it.server.fates.clear();
    it.runs_s(5);
    it.is_live();
}

/// A reading that fails for ever while streams are renewed is one trouble, not a new one with each stream.
#[test]
fn a_state_that_is_never_told_is_asked_for_gently() {
    for private in [false, true] {
        let fails = |server: &mut Server| {
            server.takes("service_status", Fate::Later(503, 12), u32::MAX);
        };
        for seed in 0..10 {
            let mut server = Server::new();
            server.private = private;
            server.keep_alive_ms = None;
            let (_, minutes) = an_hour(server, seed, &fails);
            for until in 1..61 {
                let later: usize = minutes[1..=until].iter().sum();
                assert!(later <= 6 * until + 6, "{minutes:?}");
            }
        }
    }
}
