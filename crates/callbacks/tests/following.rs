//! How the gateway is followed, and what is said of it meanwhile.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use callbacks::{End, Failure, Follow, Phase, Stale, Step};
use proptest::prelude::*;

const WALL: u64 = 1_790_000_000_000;

fn phase(follow: &mut Follow, now: u64) -> Phase {
    follow.phase(now, WALL + now, false)
}

/// Follows a gateway whose newest event is 7.
fn live() -> Follow {
    let mut follow = Follow::new(0);
    assert_eq!(phase(&mut follow, 0), Phase::Connecting);
    assert_eq!(follow.next(0), Some(Step::ReadAll));
    assert_eq!(follow.next(0), None, "one thing at a time");
    follow.read_all(10, 7, 7);
    assert_eq!(follow.next(10), Some(Step::Open));
    follow.opened(20);
    assert_eq!(phase(&mut follow, 20), Phase::Live);
    follow
}

#[test]
fn a_stream_that_breaks_is_opened_again_behind_the_newest_event() {
    let mut follow = live();
    follow.applied(100, 9);
    assert_eq!(phase(&mut follow, 1_000), Phase::Live);
    follow.failed(1_200, Failure::Ended, 0);
    let why = Stale::Trouble(Failure::Ended);
    let since_ms = WALL + 1_000;
    assert_eq!(phase(&mut follow, 1_200), Phase::Stale { since_ms, why });
    assert_eq!(follow.next(1_699), None);
    assert_eq!(follow.wake_at_ms(), Some(1_700));
    assert_eq!(follow.next(1_700), Some(Step::ReadStatus));
    follow.read_status(1_710, 12);
    assert_eq!(follow.next(1_710), Some(Step::Open));
    follow.opened(1_720);
    assert!(
        matches!(phase(&mut follow, 1_720), Phase::Stale { .. }),
        "three events are missing"
    );
    follow.applied(1_730, 11);
    assert!(matches!(phase(&mut follow, 1_730), Phase::Stale { .. }));
    follow.applied(1_740, 12);
    assert_eq!(phase(&mut follow, 1_740), Phase::Live);
}

#[test]
fn silence_is_noticed_within_fifteen_seconds() {
    let mut follow = live();
    follow.heard(5_000);
    assert_eq!(follow.next(16_999), None);
    assert_eq!(follow.wake_at_ms(), Some(17_000));
    assert_eq!(phase(&mut follow, 16_000), Phase::Live);
    assert_eq!(follow.next(17_000), Some(Step::Close));
    let since_ms = WALL + 16_000;
    let why = Stale::Silent;
    assert_eq!(phase(&mut follow, 17_000), Phase::Stale { since_ms, why });
    assert_eq!(follow.next(17_500), Some(Step::ReadStatus));
}

#[test]
fn a_stream_that_lags_is_told() {
    let mut follow = live();
    follow.read_status(1_000, 9);
    assert_eq!(phase(&mut follow, 2_900), Phase::Live);
    assert_eq!(follow.wake_at_ms(), Some(3_000));
    let stale = phase(&mut follow, 3_000);
    assert!(
        matches!(
            stale,
            Phase::Stale {
                why: Stale::Behind,
                ..
            }
        ),
        "{stale:?}"
    );
    follow.applied(3_100, 9);
    assert_eq!(phase(&mut follow, 3_100), Phase::Live);
}

#[test]
fn another_database_is_read_anew() {
    let mut follow = live();
    follow.failed(100, Failure::Ended, 0);
    assert_eq!(follow.next(600), Some(Step::ReadStatus));
    follow.read_status(610, 2);
    assert_eq!(follow.next(610), Some(Step::ReadAll));
    follow.read_all(620, 2, 2);
    assert_eq!(follow.next(620), Some(Step::Open));
    follow.failed(630, Failure::Status(409, None), 0);
    assert_eq!(follow.next(10_000), Some(Step::ReadAll));
    follow.read_all(10_010, 1, 1);
    assert_eq!(follow.next(10_010), Some(Step::Open));
    follow.opened(10_020);
    assert_eq!(phase(&mut follow, 10_020), Phase::Live);
}

#[test]
fn a_token_that_is_not_valid_ends_it() {
    for status in [401, 403] {
        let mut follow = live();
        follow.failed(100, Failure::Status(status, None), 0);
        assert_eq!(phase(&mut follow, 100), Phase::Ended(End::Unauthorized));
        assert_eq!((follow.next(1 << 40), follow.wake_at_ms()), (None, None));
        follow.hurry(200);
        assert_eq!(follow.next(1 << 40), None);
    }
}

#[test]
fn what_the_gateway_asks_for_and_who_comes_back() {
    let mut follow = live();
    follow.failed(100, Failure::Status(503, Some(30)), 0);
    assert_eq!(follow.wake_at_ms(), Some(30_100));
    follow.hurry(200);
    assert_eq!(follow.next(200), Some(Step::ReadStatus));
    follow.failed(210, Failure::Network, 0);
    follow.hurry(300);
    assert_eq!(follow.next(300), None, "not again and again");
    let offline = follow.phase(300, WALL, true);
    assert!(matches!(
        offline,
        Phase::Stale {
            why: Stale::Offline,
            ..
        }
    ));
}

proptest! {
    /// Whatever fails, and however: few requests in the first minute, six in each further one.
    #[test]
    fn it_is_gentle(kinds in prop::collection::vec((0u8..4, any::<u32>(), 0u64..3_000), 400)) {
        let mut follow = live();
        let mut now = 1_000;
        let mut asked = Vec::new();
        follow.failed(now, Failure::Network, 0);
        for (kind, chance, took) in kinds {
            let Some(wake) = follow.wake_at_ms() else { break };
            now = now.max(wake);
            let Some(step) = follow.next(now) else { continue };
            if step == Step::Close {
                continue;
            }
            asked.push(now);
            now += took;
            let failure = match kind {
                0 => Failure::Network,
                1 => Failure::Status(503, None),
                2 => Failure::NotAGateway,
                _ => Failure::Ended,
            };
            follow.failed(now, failure, chance);
        }
        let first = asked.iter().filter(|at| **at < 61_000).count();
        prop_assert!(first <= 19, "{first}");
        for (index, at) in asked.iter().enumerate().filter(|(_, at)| **at >= 61_000) {
            let minute = asked.iter().skip(index).take_while(|later| **later < at + 60_000);
            prop_assert!(minute.count() <= 6);
        }
    }

    /// No order of what happens makes it stuck: it waits for something, or has ended.
    #[test]
    fn it_never_gets_stuck(inputs in prop::collection::vec((0u8..9, 0u64..20_000, -5i64..50), 200)) {
        let mut follow = Follow::new(0);
        let (mut now, mut under) = (0, None);
        for (kind, pause, id) in inputs {
            now += pause;
            match (kind, under) {
                (0, Some(Step::ReadAll)) => { follow.read_all(now, id, id); under = None; }
                (1, Some(Step::ReadStatus)) => { follow.read_status(now, id); under = None; }
                (2, Some(Step::Open)) => { follow.opened(now); under = None; }
                (3, _) => { follow.failed(now, Failure::Network, 9); under = None; }
                (4, _) => follow.heard(now),
                (5, _) => follow.applied(now, id),
                (6, _) => follow.hurry(now),
                (7, _) => { follow.failed(now, Failure::Status(409, None), 9); under = None; }
                _ => follow.read_status(now, id),
            }
            follow.phase(now, WALL + now, false);
            while let Some(step) = follow.next(now) {
                under = (step != Step::Close).then_some(step);
            }
            prop_assert!(under.is_some() || follow.wake_at_ms().is_some());
        }
    }
}
