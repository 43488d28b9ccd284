//! The fold, on any sequence of news.

use super::*;
use crate::wire::Notification;
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Ask(u8),
    Ringing(u8, u8),
    Refused(u8),
    RangOut(u8),
    Join(Option<u8>, Option<u8>, Option<i64>),
    Quit(Option<u8>, Option<u8>),
    Count(u32),
    /// Asked for before the last news.
    OldCount(u32),
    Foreign(u8),
    End,
}

fn conf() -> ConfId {
    ConfId::new("1234").unwrap()
}

fn call(n: u8) -> CallId {
    CallId::new(&format!("call{n}")).unwrap()
}

fn number(n: u8) -> Arc<str> {
    format!("1380000000{n}").into()
}

fn join(conf: ConfId, call_of: Option<u8>, of: Option<u8>, result: Option<i64>) -> Notification {
    Notification::ConfInviteJoin {
        conf,
        call: call_of.map(call),
        at: None,
        result,
        number: of.map(number),
    }
}

fn quit(call_of: Option<u8>, of: Option<u8>) -> Notification {
    Notification::ConfQuit {
        conf: conf(),
        call: call_of.map(call),
        at: None,
        number: of.map(number),
    }
}

fn begun() -> PhoneConference {
    let mut it = PhoneConference::default();
    it.begin(conf(), true, &mut Vec::new());
    it
}

fn play(it: &mut PhoneConference, step: &Step) -> Vec<Change> {
    let mut changes = Vec::new();
    let key = |it: &PhoneConference, n: u8| {
        let at = usize::from(n) % it.calls.len().max(1);
        it.calls.get(at).map(|call| call.key)
    };
    match step {
        Step::Ask(n) => {
            it.ask(&number(*n), &Arc::from(""), &mut changes);
        }
        Step::Ringing(n, id) => {
            if let Some(key) = key(it, *n) {
                it.ringing(key, Some(call(*id)), &mut changes);
            }
        }
        Step::Refused(n) => {
            if let Some(key) = key(it, *n) {
                let state = CallState::Failed(CallFailure::NotSent);
                it.not_ringing(key, state, &mut changes);
            }
        }
        Step::RangOut(n) => {
            if let Some(key) = key(it, *n) {
                it.rang_out(key, &mut changes);
            }
        }
        Step::Join(id, of, result) => it.told(&join(conf(), *id, *of, *result), &mut changes),
        Step::Quit(id, of) => it.told(&quit(*id, *of), &mut changes),
        Step::Count(n) => it.counted(None, Some(*n), it.news, &mut changes),
        Step::OldCount(n) => {
            let before = it.news.wrapping_sub(1);
            it.counted(None, Some(*n), before, &mut changes);
        }
        Step::Foreign(n) => {
            let other = ConfId::new("9999").unwrap();
            it.told(&join(other, Some(*n), Some(*n), None), &mut changes);
            assert!(changes.is_empty());
        }
        Step::End => it.end(Ending::Dismissed, &mut changes),
    }
    changes
}

fn step() -> impl Strategy<Value = Step> {
    let (n, some) = (0..4u8, || proptest::option::of(0..4u8));
    prop_oneof![
        4 => n.clone().prop_map(Step::Ask),
        4 => (n.clone(), 0..4u8).prop_map(|(n, id)| Step::Ringing(n, id)),
        1 => n.clone().prop_map(Step::Refused),
        1 => n.clone().prop_map(Step::RangOut),
        4 => (some(), some(), proptest::option::of(0..2i64)).prop_map(|(a, b, c)| Step::Join(a, b, c)),
        3 => (some(), some()).prop_map(|(a, b)| Step::Quit(a, b)),
        4 => (0..5u32).prop_map(Step::Count),
        1 => (0..5u32).prop_map(Step::OldCount),
        1 => n.prop_map(Step::Foreign),
        1 => Just(Step::End),
    ]
}

proptest! {
    /// Nobody is there twice, nothing changes unsaid, and once it is over nobody is in.
    #[test]
    fn whatever_comes(steps in vec(step(), 0..40)) {
        let mut it = begun();
        for step in &steps {
            let before = it.clone();
            let changes = play(&mut it, step);
            let mut ids: Vec<_> = it.calls.iter().filter_map(|call| call.call.clone()).collect();
            let mut keys: Vec<_> = it.calls.iter().map(|call| call.key).collect();
            let (all_ids, all_keys) = (ids.len(), keys.len());
            ids.sort();
            ids.dedup();
            keys.dedup();
            assert_eq!((ids.len(), keys.len()), (all_ids, all_keys), "{step:?} {it:#?}");
            for call in &it.calls {
                let is_told = changes.iter().any(|change| {
                    matches!(change, Change::Call(key) | Change::Called(key) if *key == call.key)
                });
                assert!(is_told || before.call(call.key) == Some(call), "{step:?} {call:?}");
            }
            if it.ending.is_some() {
                assert!(it.calls.iter().all(|call| !call.state.is_live()));
                assert_eq!(it.known_in(), 0);
            }
            // Told again, the same says nothing new. (Of a number that is called twice, news that name no call may be about either.)
            if matches!(step, Step::Join(Some(_), ..) | Step::Quit(Some(_), _)) {
                let once = it.clone();
                play(&mut it, step);
                assert_eq!(it.calls, once.calls, "{step:?}");
            }
        }
    }

    /// Whether news of a call come before the answer that names it or behind it makes no difference.
    #[test]
    fn news_may_come_before_the_answer(with_number: bool, leaves: bool) {
        let of = with_number.then_some(1);
        let steps = |answer_first: bool| {
            let mut it = begun();
            play(&mut it, &Step::Ask(1));
            if answer_first {
                play(&mut it, &Step::Ringing(0, 3));
            }
            play(&mut it, &Step::Join(Some(3), of, None));
            if leaves {
                play(&mut it, &Step::Quit(Some(3), of));
            }
            if !answer_first {
                play(&mut it, &Step::Ringing(0, 3));
            }
            it.calls
        };
        assert_eq!(steps(true), steps(false));
    }
}

#[test]
fn what_a_count_says() {
    let mut it = begun();
    let state = |it: &PhoneConference, at: usize| it.calls[at].state.clone();
    for n in 0..2 {
        play(&mut it, &Step::Ask(n));
        play(&mut it, &Step::Ringing(n, n));
    }
    play(&mut it, &Step::Count(1));
    assert_eq!(
        state(&it, 0),
        CallState::Ringing,
        "one of them, and nobody knows which"
    );
    assert_eq!((it.unnamed(), it.missing()), (1, 0));
    play(&mut it, &Step::Count(2));
    assert_eq!(state(&it, 1), CallState::In(Source::Counted));
    play(&mut it, &Step::Count(1));
    assert_eq!((it.known_in(), it.missing()), (2, 1));
    play(&mut it, &Step::Count(0));
    assert_eq!(it.known_in(), 2, "it may be older than their coming");
    play(&mut it, &Step::Count(0));
    assert_eq!(state(&it, 0), CallState::Out(Source::Counted));
}

/// In a conference that somebody else began, the others who are in aren't taken for those who are called.
#[test]
fn strangers() {
    let mut it = PhoneConference::default();
    it.begin(conf(), false, &mut Vec::new());
    play(&mut it, &Step::Ask(0));
    play(&mut it, &Step::Ringing(0, 0));
    play(&mut it, &Step::Count(5));
    assert_eq!(
        it.calls[0].state,
        CallState::Ringing,
        "nobody knows how many were in before"
    );
    play(&mut it, &Step::RangOut(0));
    assert_eq!(it.calls[0].state, CallState::Unclear);
    let mut it = PhoneConference::default();
    it.begin(conf(), false, &mut Vec::new());
    play(&mut it, &Step::Count(5));
    play(&mut it, &Step::Ask(0));
    play(&mut it, &Step::Ringing(0, 0));
    play(&mut it, &Step::Count(5));
    assert_eq!(it.calls[0].state, CallState::Ringing);
    play(&mut it, &Step::Count(6));
    assert_eq!(it.calls[0].state, CallState::In(Source::Counted));
}

#[test]
fn redialling() {
    let mut it = begun();
    assert!(it.ask(&number(1), &"Ann".into(), &mut Vec::new()).is_some());
    let key = it.calls[0].key;
    assert_eq!(it.ask(&number(1), &"".into(), &mut Vec::new()), None);
    play(&mut it, &Step::Ringing(0, 0));
    play(&mut it, &Step::Join(Some(0), Some(1), None));
    play(&mut it, &Step::Quit(Some(0), Some(1)));
    // News of the call that is over change nothing.
    play(&mut it, &Step::Join(Some(0), Some(1), None));
    assert_eq!(it.calls[0].state, CallState::Out(Source::Told));
    assert_eq!(it.ask(&number(1), &"".into(), &mut Vec::new()), Some(key));
    assert_eq!((&*it.calls[0].name, it.calls.len()), ("Ann", 1));
    let mut changes = Vec::new();
    it.begin(ConfId::new("77").unwrap(), true, &mut changes);
    let other = it.ask(&number(1), &"".into(), &mut changes);
    assert!(
        other.is_some() && other != Some(key),
        "a key never comes again"
    );
}

#[test]
fn a_count_that_is_older_than_the_news_says_nothing_of_them() {
    let mut it = begun();
    play(&mut it, &Step::Count(0));
    play(&mut it, &Step::Join(Some(1), Some(1), Some(0)));
    assert_eq!(
        (it.head_count(), it.missing(), it.unnamed()),
        (Some(1), 0, 0)
    );
    play(&mut it, &Step::Count(3));
    assert_eq!(
        (it.head_count(), it.missing(), it.unnamed()),
        (Some(3), 0, 2)
    );
    play(&mut it, &Step::Quit(Some(1), Some(1)));
    assert_eq!(
        (it.head_count(), it.missing(), it.unnamed()),
        (Some(3), 0, 0)
    );
    play(&mut it, &Step::Count(2));
    assert_eq!(
        (it.head_count(), it.missing(), it.unnamed()),
        (Some(2), 0, 2)
    );
}

/// Nobody was in for long, so nobody was counted often; then somebody comes, and a count from before is answered.
#[test]
fn an_old_count_of_nobody_puts_nobody_out() {
    let mut it = begun();
    for _ in 0..3 {
        play(&mut it, &Step::Count(0));
    }
    play(&mut it, &Step::Join(Some(1), Some(1), Some(0)));
    play(&mut it, &Step::OldCount(0));
    assert!(it.calls[0].state.is_in(), "{:?}", it.calls[0].state);
    assert_eq!(it.head_count(), Some(1));
    play(&mut it, &Step::Count(0));
    assert!(it.calls[0].state.is_in(), "the server may be behind");
    play(&mut it, &Step::Count(0));
    assert_eq!(it.calls[0].state, CallState::Out(Source::Counted));
}

/// One has left and nobody told: whoever comes then isn't taken for them, and isn't said not to have answered.
#[test]
fn somebody_comes_after_another_has_left_untold() {
    let mut it = begun();
    for n in 0..2 {
        play(&mut it, &Step::Ask(n));
        play(&mut it, &Step::Ringing(n, n));
    }
    play(&mut it, &Step::Count(2));
    play(&mut it, &Step::Count(2));
    for rings_before in [true, false] {
        let mut it = it.clone();
        let ring = |it: &mut PhoneConference| {
            play(it, &Step::Ask(2));
            play(it, &Step::Ringing(2, 2));
        };
        if rings_before {
            ring(&mut it);
        }
        play(&mut it, &Step::Count(1));
        play(&mut it, &Step::Count(1));
        if !rings_before {
            ring(&mut it);
        }
        assert_eq!(it.calls[2].state, CallState::Ringing);
        play(&mut it, &Step::Count(2));
        assert_eq!(it.calls[2].state, CallState::In(Source::Counted));
        assert_eq!(it.missing(), 1);
    }
    // A count that is behind the news says nothing of the kind.
    play(&mut it, &Step::Join(Some(9), Some(9), Some(0)));
    play(&mut it, &Step::Count(2));
    play(&mut it, &Step::Ask(2));
    play(&mut it, &Step::Ringing(3, 2));
    play(&mut it, &Step::Count(3));
    assert_eq!(it.calls[3].state, CallState::Ringing);
}

#[test]
fn whoever_wasnt_in_hasnt_left_when_it_is_over() {
    let mut it = begun();
    for n in 0..4 {
        play(&mut it, &Step::Ask(n));
    }
    play(&mut it, &Step::Ringing(1, 1));
    play(&mut it, &Step::Join(Some(2), Some(2), Some(0)));
    play(&mut it, &Step::Refused(3));
    play(&mut it, &Step::End);
    let states: Vec<_> = it.calls.iter().map(|call| call.state.clone()).collect();
    let never = CallState::Failed(CallFailure::Ended);
    let left = CallState::Out(Source::Counted);
    let refused = CallState::Failed(CallFailure::NotSent);
    assert_eq!(states, [never.clone(), never, left, refused]);
}
