use super::*;

/// Plays so many seconds; each answer takes 100 ms. Returns when which list was asked for.
fn play(it: &mut Polling, from_ms: u64, seconds: u64, outcome: Outcome) -> Vec<(u64, List)> {
    let mut asked = Vec::new();
    let mut now = from_ms;
    while now < from_ms + seconds * 1_000 {
        match it.next(now) {
            Some(list) => {
                asked.push((now, list));
                assert_eq!(it.next(now), None, "never two at once");
                assert_eq!(it.wake_at_ms(), None);
                now += 100;
                it.answered(now, outcome, 12_345);
            }
            None => now = it.wake_at_ms().map_or(u64::MAX, |at| at.max(now + 1)),
        }
    }
    asked
}

fn count(asked: &[(u64, List)], list: List) -> usize {
    asked.iter().filter(|(_, it)| *it == list).count()
}

#[test]
fn lists_that_change_are_read_every_two_seconds() {
    let mut it = Polling::new(0, &List::ALL);
    let asked = play(&mut it, 0, 60, Outcome::Changed);
    let first: Vec<_> = asked.iter().take(6).map(|(_, list)| *list).collect();
    assert_eq!(first, List::ALL);
    for list in [List::Participants, List::Streams] {
        assert!((26..=30).contains(&count(&asked, list)), "{list:?}");
    }
    assert!((9..=10).contains(&count(&asked, List::Recordings)));
}

#[test]
fn a_room_in_which_nothing_happens_is_asked_less() {
    let mut it = Polling::new(0, &List::ALL);
    play(&mut it, 0, 120, Outcome::Same);
    let asked = play(&mut it, 120_000, 60, Outcome::Same);
    assert!((7..=8).contains(&count(&asked, List::Streams)), "{asked:?}");
    it.hurry(180_000, List::Streams);
    assert_eq!(it.next(180_000), Some(List::Streams));
}

#[test]
fn a_server_in_trouble_is_left_in_peace() {
    let mut it = Polling::new(0, &List::ALL);
    let failed = Outcome::Failed {
        retry_after_s: None,
    };
    let first = play(&mut it, 0, 60, failed);
    assert!((5..=8).contains(&first.len()), "{first:?}");
    let later = play(&mut it, 60_000, 600, failed);
    assert!(later.len() <= 20, "{}", later.len());
    assert!(it.failures() > 5);
    let mut it = Polling::new(0, &List::ALL);
    let asked = play(
        &mut it,
        0,
        120,
        Outcome::Failed {
            retry_after_s: Some(45),
        },
    );
    assert_eq!(asked.len(), 3, "at 0, 45 and 90 s: {asked:?}");
    it.next(200_000);
    it.answered(200_100, Outcome::Changed, 0);
    assert_eq!(it.failures(), 0);
    assert_eq!(it.wake_at_ms(), Some(0), "the others are due");
}

#[test]
fn a_list_that_fails_for_ever_keeps_no_other_from_being_read() {
    let mut it = Polling::new(0, &[List::Participants, List::Streams]);
    let mut asked = Vec::new();
    let mut now = 0;
    while now < 120_000 {
        if let Some(list) = it.next(now) {
            asked.push((now, list));
            let outcome = match list {
                List::Participants => Outcome::Changed,
                _ => Outcome::Failed {
                    retry_after_s: None,
                },
            };
            it.answered(now, outcome, 0);
        }
        now = it.wake_at_ms().unwrap_or(u64::MAX).max(now + 1);
    }
    assert!(count(&asked, List::Participants) > 20, "{asked:?}");
    assert_eq!(
        asked.len(),
        count(&asked, List::Participants) + count(&asked, List::Streams),
        "nothing else is asked for"
    );
}

#[test]
fn whether_a_list_or_the_whole_server_is_in_trouble_is_found_out_at_once() {
    let failed = |retry_after_s| Outcome::Failed { retry_after_s };
    let check = |of_people: Outcome| {
        let mut it = Polling::new(0, &List::ALL);
        play(&mut it, 0, 1, Outcome::Changed);
        it.hurry(1_000, List::Recordings);
        assert_eq!(it.next(1_000), Some(List::Recordings));
        it.answered(1_100, failed(None), 0);
        assert_eq!(it.failures(), 0);
        let asked = play(&mut it, 1_100, 3, of_people);
        assert_eq!(asked.first(), Some(&(1_100, List::Participants)));
        assert_eq!(asked.get(1).map(|(_, list)| *list), Some(List::Streams));
    };
    check(Outcome::Changed);
    check(failed(None));
    // The server asks everybody to wait.
    let mut it = Polling::new(0, &[List::Participants, List::Recordings]);
    it.next(0);
    it.answered(100, Outcome::Changed, 0);
    assert_eq!(it.next(100), Some(List::Recordings));
    it.answered(200, failed(Some(30)), 0);
    assert_eq!(it.wake_at_ms(), Some(30_200));
    assert_eq!(it.next(30_200), Some(List::Participants));
}

#[test]
fn nobody_looks() {
    let mut it = Polling::new(0, &List::ALL);
    play(&mut it, 0, 10, Outcome::Changed);
    it.page(10_000, false);
    assert_eq!((it.wake_at_ms(), it.next(99_000)), (None, None));
    it.page(99_000, true);
    assert_eq!(play(&mut it, 99_000, 1, Outcome::Changed).len(), 6);
}

const BOTH: Hearing = Hearing::In(Tells {
    people: true,
    streams: true,
});

#[test]
fn the_portal_saves_polls() {
    let mut it = Polling::new(0, &List::ALL);
    it.hearing(0, BOTH);
    let asked = play(&mut it, 0, 62, Outcome::Same);
    assert_eq!(count(&asked, List::Participants), 5, "calm or not");
    it.read_soon(62_000, List::Streams);
    let asked = play(&mut it, 62_000, 10, Outcome::Same);
    let first = |asked: &[(u64, List)], list| {
        let mut of_list = asked.iter().filter(|it| it.1 == list);
        of_list.next().map(|it| it.0)
    };
    assert_eq!(first(&asked, List::Streams), Some(67_000), "{asked:?}");
    it.read_often(72_000, List::Participants);
    let asked = play(&mut it, 72_000, 3, Outcome::Same);
    let at = first(&asked, List::Participants);
    assert!(at.is_some_and(|at| at < 74_500), "{asked:?}");
    it.hearing(75_000, Hearing::Out);
    assert_eq!(it.next(75_000), Some(List::Participants));
    it.answered(75_100, Outcome::Same, 0);
    assert_eq!(it.next(75_100), Some(List::Streams));
}

#[test]
fn what_the_portal_of_a_room_does_not_tell_is_polled_as_before() {
    let mut it = Polling::new(0, &List::ALL);
    it.hearing(
        0,
        Hearing::In(Tells {
            people: false,
            streams: true,
        }),
    );
    let asked = play(&mut it, 0, 60, Outcome::Changed);
    assert!((26..=30).contains(&count(&asked, List::Participants)));
    assert_eq!(count(&asked, List::Streams), 4);
}

#[test]
fn people_are_not_read_while_the_panel_comes_in() {
    let mut it = Polling::new(0, &List::ALL);
    assert_eq!(it.next(0), Some(List::Participants));
    it.hearing(50, Hearing::Entering);
    assert!(it.is_stale(), "the panel may be in it, and isn't known");
    it.answered(100, Outcome::Changed, 0);
    let asked = play(&mut it, 100, 8, Outcome::Changed);
    assert_eq!(count(&asked, List::Participants), 0);
    assert!(count(&asked, List::Streams) > 2);
    it.hearing(8_100, BOTH);
    let asked = play(&mut it, 8_100, 20, Outcome::Changed);
    assert_eq!(count(&asked, List::Participants), 2, "{asked:?}");
}

#[test]
fn what_was_asked_before_the_portal_told_all_is_not_believed() {
    let mut it = Polling::new(0, &[List::Streams]);
    it.next(0);
    it.hearing(50, BOTH);
    assert!(it.is_stale());
    it.answered(100, Outcome::Changed, 0);
    assert_eq!(it.wake_at_ms(), Some(15_100), "what was told is newer");
}

#[test]
fn what_was_asked_before_a_command_is_read_again() {
    let mut it = Polling::new(0, &List::ALL);
    assert_eq!(it.next(0), Some(List::Participants));
    it.hurry(50, List::Streams);
    assert!(!it.is_stale());
    it.hurry(50, List::Participants);
    assert!(it.is_stale());
    it.answered(100, Outcome::Changed, 0);
    assert!(!it.is_stale());
    let next: Vec<_> = play(&mut it, 100, 1, Outcome::Changed);
    assert_eq!(count(&next, List::Participants), 1, "again: {next:?}");
    it.answered(2_000, Outcome::Changed, 0);
}
