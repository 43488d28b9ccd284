use super::tests::{host, people, plans, scene, spotlight, takes};
use super::*;
use crate::{Command, Participant, PerAudience};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Somebody {
    muted: bool,
    lit: Option<u8>,
}

fn meeting() -> impl Strategy<Value = Vec<Somebody>> {
    let somebody = (any::<bool>(), prop::option::of(0_u8..50))
        .prop_map(|(muted, lit)| Somebody { muted, lit });
    prop::collection::vec(somebody, 8)
}

fn words(meeting: &[Somebody]) -> String {
    let mut used = Vec::new();
    let word = |(at, one): (usize, &Somebody)| {
        let muted = if one.muted { "-" } else { "" };
        let lit = one.lit.filter(|stamp| !used.contains(stamp));
        used.extend(lit);
        let lit = lit.map_or(String::new(), |stamp| format!("*{stamp}"));
        format!("p{at}{muted}{lit}")
    };
    meeting
        .iter()
        .enumerate()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How the meeting stands after a take of which everything was done.
fn after(now: &str, take: &SceneTake) -> Vec<Participant> {
    let mut people = people(now);
    for command in &take.commands {
        let Some(person) = people
            .iter_mut()
            .find(|one| Some(&one.id) == command.target())
        else {
            continue;
        };
        match command {
            Command::Mute(_) => person.muted = true,
            Command::Unmute(_) => person.muted = false,
            Command::SpotlightOff(_) => person.spotlight = None,
            other => panic!("{other:?}"),
        }
    }
    for (at, id) in take.spotlight.iter().flatten().enumerate() {
        let person = people.iter_mut().find(|one| one.id == *id).unwrap();
        person.spotlight = Some(100.0 + at as f64);
    }
    people
}

proptest! {
    /// Whatever the meeting and the scene: no target twice for one thing, nothing is left to do after it, and undo leads back.
    #[test]
    fn a_take_gets_there_and_undo_back(from in meeting(), to in meeting()) {
        let (from, to) = (words(&from), words(&to));
        let air = plans("1:7", "1:0");
        let target = scene(&to, plans("4:0 p1", "1:0"));
        let (take, undo) = takes(&target, &from, &air, &host());
        for (at, command) in take.commands.iter().enumerate() {
            prop_assert!(!take.commands[at + 1..].contains(command));
        }
        let there = after(&from, &take);
        let all: Vec<_> = there.iter().collect();
        let lit = spotlight(&there);
        let on_air = take.plans.clone().unwrap();
        let powers = host();
        let now = Situation {
            on_air: PerAudience { hosts: Some(&on_air.hosts), guests: Some(&on_air.guests) },
            spotlight: &lit,
            people: &all,
            powers: &powers,
        };
        prop_assert_eq!(scene_take(&target, now), SceneTake::default());
        let back = scene_take(&undo, now);
        prop_assert_eq!(back.plans.as_ref(), Some(&air));
        let muted = |people: &[Participant]| people.iter().map(|one| one.muted).collect::<Vec<_>>();
        let mut again = there.clone();
        for command in &back.commands {
            let person = again.iter_mut().find(|one| Some(&one.id) == command.target()).unwrap();
            match command {
                Command::Mute(_) => person.muted = true,
                Command::Unmute(_) => person.muted = false,
                _ => person.spotlight = None,
            }
        }
        for (at, id) in back.spotlight.iter().flatten().enumerate() {
            let person = again.iter_mut().find(|one| one.id == *id).unwrap();
            person.spotlight = Some(200.0 + at as f64);
        }
        prop_assert_eq!(muted(&again), muted(&people(&from)));
        prop_assert_eq!(spotlight(&again), spotlight(&people(&from)));
    }
}
