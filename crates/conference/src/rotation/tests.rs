//! A rotation against a picture that others change as well.

use super::*;
use crate::{IdMap, LayoutName, Reachability, Role};
use proptest::prelude::*;

const NOW: u64 = 1_800_000_000_000;

fn id(at: usize) -> ParticipantId {
    ParticipantId::new(&format!("p{at}"))
}

struct World {
    people: IdMap<Participant>,
    is_live: bool,
    powers: Powers,
    /// What the editor takes for what is on air.
    on_air: Option<LayoutPlan>,
    is_other_under_way: bool,
    rotation: Rotation,
    under_way: Option<(CommandId, LayoutPlan)>,
    fate: Option<(CommandId, CommandFate)>,
    sent: Vec<String>,
    now_ms: u64,
}

impl World {
    fn new(count: usize, layout: &str, slot: usize) -> Self {
        let people = (0..count).map(|at| (id(at), Participant::unknown(id(at))));
        let mut world = Self {
            people: people.collect(),
            is_live: true,
            powers: Powers {
                role: Role::Host,
                reachability: Reachability::Reachable,
                ..Powers::default()
            },
            on_air: Some(LayoutPlan::new(LayoutName::new(layout))),
            is_other_under_way: false,
            rotation: Rotation::start(Audience::Guests, slot, 10, (0..count).map(id)),
            under_way: None,
            fate: None,
            sent: Vec::new(),
            now_ms: NOW,
        };
        world.look();
        world
    }

    fn look(&mut self) {
        let view = RotationView {
            is_live: self.is_live,
            powers: &self.powers,
            on_air: self.on_air.as_ref(),
            is_other_under_way: self.is_other_under_way,
            person_of: &|id| self.people.get(id),
            fate_of: &|number| match self.fate {
                Some((known, fate)) if known == number => fate,
                _ => CommandFate::Pending,
            },
        };
        let command = self.rotation.advance(&view, self.now_ms);
        if let Some(Command::OverrideLayout(requests)) = command {
            assert!(self.under_way.is_none(), "one at a time");
            assert!(self.is_live && !self.is_other_under_way && self.rotation.pause().is_none());
            let [request] = &requests[..] else {
                panic!("{requests:?}");
            };
            let actors = request.actors.iter().map(crate::Slot::as_str);
            self.sent.push(actors.collect::<Vec<_>>().join(","));
            let number = CommandId(u32::try_from(self.sent.len()).unwrap());
            self.rotation.sent(number);
            let plan = self.rotation.turn.as_ref().unwrap().plan.clone();
            self.under_way = Some((number, plan));
        }
    }

    /// The editor takes over what is confirmed, as the state does.
    fn answer(&mut self, fate: CommandFate) {
        if let Some((number, plan)) = self.under_way.take() {
            self.fate = Some((number, fate));
            self.look();
            if let Some(confirmed) = self.rotation.take_confirmed() {
                assert_eq!(confirmed, plan);
                self.on_air = Some(plan);
            }
            self.look();
        }
    }

    fn wait(&mut self, seconds: u64) {
        self.now_ms += seconds * 1000;
        self.look();
    }

    fn said(&self) -> String {
        self.sent.join(" ")
    }
}

#[test]
fn one_after_another_every_ten_seconds() {
    let mut world = World::new(3, "1:7", 0);
    assert_eq!(world.said(), "p0");
    world.wait(60);
    assert_eq!(world.said(), "p0", "never a second while one is under way");
    world.answer(CommandFate::Confirmed);
    assert_eq!(world.rotation.current(), Some(&id(0)));
    world.look();
    assert_eq!(world.rotation.next(), Some(&id(1)));
    world.wait(9);
    assert_eq!(world.said(), "p0");
    assert_eq!(world.rotation.due_in_ms(world.now_ms), Some(1000));
    for _ in 0..3 {
        world.wait(10);
        world.answer(CommandFate::Confirmed);
    }
    assert_eq!(world.said(), "p0 p1 p2 p0");
}

#[test]
fn passes_over_who_left_or_is_seen_elsewhere() {
    let mut world = World::new(4, "1:7", 1);
    world.answer(CommandFate::Confirmed);
    let mut plan = LayoutPlan::new(LayoutName::new("1:7"));
    plan.put(0, PlannedSlot::person(id(1), "One".into()));
    plan.put(1, PlannedSlot::person(id(0), "Zero".into()));
    world.rotation.resume();
    world.on_air = Some(plan);
    world.people.remove(&id(2));
    world.look();
    assert_eq!(world.said(), "p0 p1,p3");
    world.answer(CommandFate::Confirmed);
    world.wait(10);
    assert_eq!(world.said(), "p0 p1,p3 p1,p0");
}

#[test]
fn goes_on_at_once_when_whoever_is_in_leaves() {
    let mut world = World::new(3, "1:7", 0);
    world.answer(CommandFate::Confirmed);
    world.wait(3);
    world.people.remove(&id(0));
    world.look();
    assert_eq!(world.said(), "p0 p1");
    assert_eq!(world.rotation.current(), None);
    world.answer(CommandFate::Confirmed);
    assert_eq!(world.rotation.current(), Some(&id(1)));
    assert_eq!(world.rotation.due_in_ms(world.now_ms), Some(10_000));

    // They left while they were put in.
    world.wait(10);
    world.people.remove(&id(2));
    world.look();
    assert_eq!(world.rotation.next(), None);
    world.answer(CommandFate::Confirmed);
    assert_eq!(world.said(), "p0 p1 p2 p1");

    // All of them: nobody is in, and nobody is next.
    world.answer(CommandFate::Confirmed);
    world.people.clear();
    world.wait(30);
    assert_eq!(world.said(), "p0 p1 p2 p1");
    let rotation = &world.rotation;
    assert_eq!((rotation.current(), rotation.next()), (None, None));
    world.people.insert(id(5), Participant::unknown(id(5)));
    world.rotation.add([id(5)]);
    world.look();
    assert_eq!(world.said(), "p0 p1 p2 p1 p5");
}

#[test]
fn says_nobody_while_it_is_paused_too() {
    let mut world = World::new(2, "1:7", 0);
    world.answer(CommandFate::Confirmed);
    world.rotation.pause_by_host();
    world.people.clear();
    world.look();
    let rotation = &world.rotation;
    assert_eq!((rotation.current(), rotation.next()), (None, None));
}

#[test]
fn a_session_without_media_takes_no_turn() {
    let check = |protocol: Option<Protocol>, audio_only: bool, expect: &str| {
        let mut world = World::new(3, "1:7", 0);
        world.people.insert(
            id(1),
            Participant {
                protocol,
                audio_only,
                ..Participant::unknown(id(1))
            },
        );
        world.answer(CommandFate::Confirmed);
        world.wait(10);
        assert_eq!(world.said(), expect);
    };
    check(Some(Protocol::Api), false, "p0 p2");
    check(Some(Protocol::WebRtc), false, "p0 p1");
    check(Some(Protocol::Phone), true, "p0 p1");
    check(None, false, "p0 p1");
}

#[test]
fn pauses_for_whatever_stands_against_it() {
    let check = |change: fn(&mut World), expect: RotationPause| {
        let mut world = World::new(3, "1:7", 3);
        world.answer(CommandFate::Confirmed);
        change(&mut world);
        world.wait(30);
        world.answer(CommandFate::Failed);
        assert_eq!(world.rotation.pause(), Some(expect));
        let before = world.sent.len();
        world.is_live = true;
        world.wait(60);
        assert_eq!(world.sent.len(), before, "{expect:?}");
    };
    check(|world| world.is_live = false, RotationPause::Connection);
    check(|world| world.on_air = None, RotationPause::NoSlot);
    check(
        |world| world.on_air = Some(LayoutPlan::new(LayoutName::new("1:0"))),
        RotationPause::NoSlot,
    );
    check(
        |world| world.on_air = Some(LayoutPlan::new(LayoutName::new("1:5"))),
        RotationPause::Taken,
    );
    check(
        |world| world.rotation.pause_by_host(),
        RotationPause::ByHost,
    );
    check(
        |world| world.powers.unsupported = vec![Kind::OverrideLayout],
        RotationPause::Failed,
    );
    check(|_| {}, RotationPause::Failed);
}

#[test]
fn goes_on_in_the_picture_that_is_on_air_by_then() {
    let mut world = World::new(2, "1:0", 0);
    world.answer(CommandFate::Confirmed);
    world.on_air = Some(LayoutPlan::new(LayoutName::new("4:0")));
    world.wait(10);
    assert_eq!(world.rotation.pause(), Some(RotationPause::Taken));
    world.rotation.resume();
    world.look();
    assert_eq!(world.said(), "p0 p1");
    assert_eq!(world.under_way.unwrap().1.layout, LayoutName::new("4:0"));
}

#[test]
fn waits_while_a_host_takes_something_else() {
    let mut world = World::new(2, "1:0", 0);
    world.answer(CommandFate::Confirmed);
    world.is_other_under_way = true;
    world.wait(20);
    assert_eq!(world.said(), "p0");
    world.is_other_under_way = false;
    world.look();
    assert_eq!(world.said(), "p0 p1");
}

#[test]
fn one_alone_stays_and_who_comes_joins_in() {
    let mut world = World::new(1, "1:0", 0);
    world.answer(CommandFate::Confirmed);
    world.wait(20);
    assert_eq!((world.said(), world.rotation.next()), ("p0".into(), None));
    world.people.insert(id(1), Participant::unknown(id(1)));
    world.rotation.add([id(0), id(1)]);
    world.look();
    assert_eq!(world.said(), "p0 p1");
}

#[test]
fn stops_when_what_is_under_way_is_known() {
    let mut world = World::new(2, "1:0", 0);
    world.rotation.stop();
    world.wait(20);
    assert!(!world.rotation.is_over());
    world.answer(CommandFate::Confirmed);
    world.wait(20);
    assert!(world.rotation.is_over());
    assert_eq!(world.on_air.as_ref().unwrap().slot_of(&id(0)), Some(0));
    assert_eq!(world.said(), "p0");
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Wait(u64),
    Answer(CommandFate),
    Leave(usize),
    Come(usize),
    Live(bool),
    Take(usize),
    Other(bool),
    Pause,
    Resume,
}

fn step() -> impl Strategy<Value = Step> {
    let fates = prop_oneof![
        6 => Just(CommandFate::Confirmed),
        1 => Just(CommandFate::Failed),
        1 => Just(CommandFate::Contradicted),
    ];
    prop_oneof![
        6 => (0..15_u64).prop_map(Step::Wait),
        6 => fates.prop_map(Step::Answer),
        1 => (0..6_usize).prop_map(Step::Leave),
        1 => (0..6_usize).prop_map(Step::Come),
        1 => any::<bool>().prop_map(Step::Live),
        1 => (0..4_usize).prop_map(Step::Take),
        1 => any::<bool>().prop_map(Step::Other),
        1 => Just(Step::Pause),
        2 => Just(Step::Resume),
    ]
}

proptest! {
    /// `look` itself checks that there is one request at a time, and none while it is paused or not live.
    #[test]
    fn everybody_is_there_for_their_time(
        count in 1..6_usize,
        steps in prop::collection::vec(step(), 0..100),
    ) {
        let mut world = World::new(count, "1:7", 2);
        let mut last_ms = None;
        for step in steps {
            let before = world.sent.len();
            let mut is_told_to = false;
            match step {
                Step::Wait(seconds) => world.wait(seconds),
                Step::Answer(fate) => {
                    world.answer(fate);
                    last_ms = Some(world.now_ms);
                }
                Step::Leave(at) => {
                    world.people.remove(&id(at));
                    world.look();
                }
                Step::Come(at) => {
                    world.people.insert(id(at), Participant::unknown(id(at)));
                    world.rotation.add([id(at)]);
                    world.look();
                }
                Step::Live(is_live) => {
                    world.is_live = is_live;
                    world.look();
                }
                Step::Take(at) => {
                    let mut plan = LayoutPlan::new(LayoutName::new("1:5"));
                    plan.put(0, PlannedSlot::person(id(at), "Taken".into()));
                    world.on_air = Some(plan);
                    world.look();
                }
                Step::Other(is_under_way) => {
                    world.is_other_under_way = is_under_way;
                    world.look();
                }
                Step::Pause => world.rotation.pause_by_host(),
                Step::Resume => {
                    is_told_to = true;
                    world.rotation.resume();
                    world.look();
                }
            }
            for sent in world.sent.iter().skip(before) {
                let people: Vec<_> = sent.split(',').collect();
                let mut once = people.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), people.len(), "nobody twice in {}", sent);
                let turn = world.rotation.turn.as_ref().unwrap();
                prop_assert!(world.people.contains_key(&world.rotation.people[turn.at]));
                // A period is never cut short but by the host.
                if let Some(last_ms) = last_ms.filter(|_| !is_told_to && world.rotation.due_ms > 0) {
                    prop_assert!(world.now_ms >= last_ms);
                    prop_assert!(world.now_ms >= world.rotation.due_ms);
                }
            }
        }
    }
}
