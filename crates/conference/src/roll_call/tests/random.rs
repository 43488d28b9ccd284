//! Whatever may happen, in any order.

use super::*;
use proptest::prelude::*;

/// What may happen.
#[derive(Clone, Copy, Debug)]
enum Step {
    Tick(Mark),
    Answer(usize, bool),
    Leave(usize),
    Back(usize),
    Live(bool),
    Pause,
    Resume,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop_oneof![Just(Mark::Present), Just(Mark::Absent), Just(Mark::Later)].prop_map(Step::Tick),
        8 => (0..4_usize, prop::bool::weighted(0.85)).prop_map(|(at, done)| Step::Answer(at, done)),
        1 => (0..6_usize).prop_map(Step::Leave),
        1 => (0..6_usize).prop_map(Step::Back),
        1 => any::<bool>().prop_map(Step::Live),
        1 => Just(Step::Pause),
        2 => Just(Step::Resume),
    ]
}

proptest! {
    #[test]
    fn never_two_heard_and_each_command_once(
        muted in prop::collection::vec(any::<bool>(), 1..6),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut world = World::new(&muted);
        let mut gestures = 1;
        let mut is_new = IdSet::default();
        for step in steps {
            match step {
                Step::Tick(mark) => {
                    gestures += 1;
                    world.tick(mark);
                }
                Step::Answer(at, is_done) => world.answer(at, is_done),
                Step::Leave(at) => world.leave(&id(at)),
                // A turn of theirs begins anew.
                Step::Back(at) if at < muted.len() && !world.people.contains_key(&id(at)) => {
                    gestures += 1;
                    is_new.insert(id(at));
                    world.come_back(&id(at), &id(at));
                }
                Step::Back(_) => {}
                Step::Live(is_live) => {
                    // What is under way when a connection breaks is told to have failed.
                    while !is_live && !world.under_way.is_empty() {
                        world.answer(0, false);
                    }
                    world.is_live = is_live;
                    world.look();
                }
                Step::Pause => {
                    world.call.pause_by_host();
                    world.look();
                }
                Step::Resume => {
                    gestures += 1;
                    world.call.resume();
                    world.look();
                }
            }
            prop_assert!(world.heard.len() <= 1, "{:?}", world.heard);
            let mut targets: Vec<_> = world.under_way.iter().map(|(_, command)| {
                let is_voice = matches!(command.kind(), Kind::Mute | Kind::Unmute);
                (command.target().cloned(), is_voice)
            }).collect();
            let all = targets.len();
            targets.sort();
            targets.dedup();
            prop_assert_eq!(targets.len(), all, "one request for each person and purpose");
        }
        // A turn sends each command once, and once more for each press of "Resume".
        for at in 0..muted.len() {
            for kind in [Kind::Unmute, Kind::SpotlightOn] {
                let is_it = |command: &&Command| command.kind() == kind && command.target() == Some(&id(at));
                prop_assert!(world.sent.iter().filter(is_it).count() <= gestures);
            }
        }
        // Whatever was, a server that obeys has everything as it was, and everybody was called.
        world.is_live = true;
        for _ in 0..200 {
            world.call.resume();
            world.look();
            world.answer_all();
            if world.call.is_over() {
                break;
            }
            world.tick(Mark::Present);
        }
        world.answer_all();
        prop_assert!(world.call.is_over() && !world.call.has_deeds());
        prop_assert!(world.heard.is_empty());
        prop_assert!(world.call.lines().iter().all(|line| matches!(line.mark, Some(mark) if mark != Mark::Later)));
        for (at, muted) in muted.iter().enumerate() {
            if let Some(person) = world.people.get(&id(at)) {
                prop_assert_eq!(person.muted, *muted || is_new.contains(&id(at)));
                prop_assert!(person.spotlight.is_none());
            }
        }
    }
}
