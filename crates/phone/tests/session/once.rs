//! Whatever happens: one request at a time, nothing twice, and of each command an end.

use super::play::{Mood, Play};
use phone::{Command, Input, Phase, Status};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
enum Step {
    Mood(u8),
    Latency(u64),
    Invite(u8),
    HangUp(usize),
    Create,
    Dismiss,
    Answer,
    Cut,
    Run(u64),
    Text(String),
    Hidden(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..4u8).prop_map(Step::Mood),
        1 => prop_oneof![Just(50), Just(3_000), Just(25_000)].prop_map(Step::Latency),
        5 => (0..5u8).prop_map(Step::Invite),
        3 => (0..5usize).prop_map(Step::HangUp),
        2 => Just(Step::Create),
        1 => Just(Step::Dismiss),
        2 => Just(Step::Answer),
        1 => Just(Step::Cut),
        6 => (1..30_000u64).prop_map(Step::Run),
        1 => "[\\[\\]{}\":,0-9a-z]{0,20}".prop_map(Step::Text),
        1 => any::<bool>().prop_map(Step::Hidden),
    ]
}

fn play(steps: &[Step]) -> Play {
    let mut play = Play::in_conference();
    for step in steps {
        match step {
            Step::Mood(n) => {
                let moods = [Mood::Well, Mood::Silent, Mood::Dead, Mood::Refusing];
                play.server.mood = moods[usize::from(*n)];
            }
            Step::Latency(ms) => play.server.latency_ms = *ms,
            Step::Invite(n) => {
                play.invite(&format!("1380013800{n}"));
            }
            Step::HangUp(at) => {
                if *at < play.session.conference().calls().len() {
                    play.hang_up(*at);
                }
            }
            Step::Create => {
                play.command(Command::Create);
            }
            Step::Dismiss => {
                play.command(Command::Dismiss);
            }
            Step::Answer => play.server.answer_all(),
            Step::Cut => play.cut(),
            Step::Run(ms) => play.run(*ms),
            Step::Text(text) => play.input(Input::Text(text)),
            Step::Hidden(hidden) => play.input(Input::Hidden(*hidden)),
        }
    }
    play
}

proptest! {
    #[test]
    fn whatever_happens(steps in vec(step(), 0..40)) {
        let mut play = play(&steps);
        let commands = play.sent.iter().filter(|(_, it)| it["method"] != "QueryConfState").count();
        let sent = play.statuses.values().flatten().filter(|it| **it == Status::Sent).count();
        // The first made the conference.
        assert_eq!(commands, sent, "each goes out once");
        let ids: BTreeSet<_> = play.sent.iter().map(|(_, it)| it["id"].as_u64().unwrap()).collect();
        assert_eq!(ids.len(), play.sent.len(), "no number comes again");
        assert!(!ids.contains(&0));
        // Health returns: everything comes to an end, and nobody is shown who isn't there.
        play.server.mood = Mood::Well;
        play.server.latency_ms = 100;
        play.server.ringing.clear();
        play.input(Input::Hidden(false));
        play.run(400_000);
        assert_eq!(play.phase, Phase::Live);
        for (id, statuses) in &play.statuses {
            let is_over = matches!(statuses.last(), Some(Status::Seen | Status::Failed(_)));
            assert!(is_over, "{id:?} {statuses:?}");
        }
        let conference = play.session.conference();
        if let Some(id) = conference.open_id() {
            assert_eq!(play.server.conf.as_deref(), Some(id.as_str()));
            assert_eq!(conference.count(), Some(play.server.inside.len() as u32));
        } else {
            assert_eq!(conference.known_in(), 0);
        }
    }
}
