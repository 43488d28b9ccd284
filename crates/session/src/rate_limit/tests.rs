//! How gentle it is, and how soon it notices.

use super::trouble::{SLOT_MS, SLOT_MS_LATER};
use super::*;

/// When requests went in the first ten minutes of a trouble in which each one fails at once, or the answer to every
/// `talks`th opens the way for more.
fn knocks(seed: u64, talks: usize) -> Vec<u64> {
    let mut limit = RateLimit::new(seed);
    limit.failed(0);
    let mut sent = Vec::new();
    for now in 0..600_000 {
        if limit.next_request_at(now) > now {
            continue;
        }
        limit.count_request(now);
        sent.push(now);
        if sent.len().checked_rem(talks) == Some(0) {
            limit.server_answered();
        } else {
            limit.failed(now);
        }
    }
    sent
}

fn within(sent: &[u64], from: u64, to: u64) -> usize {
    sent.iter().filter(|at| (from..to).contains(*at)).count()
}

#[test]
fn gentle_however_eager_the_caller_is() {
    let check = |talks: usize, most_later: usize| {
        for seed in 0..200 {
            let sent = knocks(seed, talks);
            assert!(within(&sent, 0, 60_000) <= 29, "{sent:?}");
            for from in (60_000..540_000).step_by(500) {
                let later = within(&sent, from, from + 60_000);
                assert!(later <= most_later, "{later} from {from}: {sent:?}");
            }
            // Six a minute in the long run, and what was to spare once.
            assert!(within(&sent, 60_000, 600_000) <= 9 * 6 + 6, "{sent:?}");
            let widest = sent.windows(2).map(|pair| pair[1] - pair[0]).max();
            assert!(widest <= Some(SLOT_MS_LATER));
        }
    };
    check(0, 6);
    check(2, 12);
    check(3, 12);
}

#[test]
fn nobody_waits_longer_than_a_slot() {
    for seed in 0..200 {
        let sent = knocks(seed, 0);
        let young = sent.windows(2).filter(|pair| pair[1] < 60_000);
        assert!(young.clone().count() > 10);
        assert!(young.map(|pair| pair[1] - pair[0]).max() <= Some(SLOT_MS));
    }
}

#[test]
fn clients_knock_at_different_times() {
    // Dice from an even seed are those from the next.
    let late = |seed: u64| knocks(2 * seed + 1, 0).into_iter().find(|at| *at > 120_000);
    let mut phases: Vec<_> = (0..50).filter_map(late).collect();
    phases.sort_unstable();
    phases.dedup();
    assert!(phases.len() > 40, "{phases:?}");
    assert!(phases.last() > phases.first().map(|first| first + 5_000).as_ref());
}

#[test]
fn retry_after_is_honoured() {
    let mut limit = RateLimit::new(1);
    limit.retry_after(1_000, 20);
    let opens = limit.next_request_at(2_000);
    assert!((21_000..21_500).contains(&opens));
    limit.stream_is_stable(2_000);
    limit.hurry(2_000);
    limit.server_answered();
    assert_eq!(limit.next_request_at(2_000), opens);
    assert_eq!(limit.next_request_at(30_000), 30_000);
}

#[test]
fn what_follows_from_an_answer_goes_at_once_while_there_is_something_to_spare() {
    let mut limit = RateLimit::new(1);
    for at in [0, 40_000, 80_000] {
        limit.failed(at);
    }
    let now = 100_000;
    let way_back = |limit: &mut RateLimit| {
        let mut steps = 0;
        while limit.next_request_at(now) <= now {
            limit.count_request(now);
            steps += 1;
        }
        steps
    };
    assert_eq!(way_back(&mut limit), 1);
    limit.server_answered();
    assert_eq!(way_back(&mut limit), 4);
    // The rest is for a new session.
    limit.new_session_needed();
    assert_eq!(way_back(&mut limit), 2);
    limit.failed(now);
    assert_eq!(limit.next_request_at(now), now + SLOT_MS_LATER);
}

#[test]
fn trouble_is_over_after_a_while_without_any() {
    let mut limit = RateLimit::new(1);
    for at in [0, 40_000, 70_000] {
        limit.failed(at);
    }
    limit.stream_is_stable(75_000);
    assert!(limit.is_in_long_trouble(75_000));
    limit.stream_is_stable(80_000);
    assert!(!limit.is_in_long_trouble(80_000));
}
