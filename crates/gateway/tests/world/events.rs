//! What events make.

use super::{any_line, drawn, event, play, told};
use gateway::event::{EventKind, RecordingStep, RecordingTold};
use gateway::world::World;
use proptest::prelude::*;

#[test]
fn rooms_people_and_streams() {
    let check = |lines: &[&str], expect: &str| assert_eq!(drawn(&play(lines)), expect, "{lines:?}");
    check(&["open r"], "r: ");
    check(&["open r", "join r u", "publish r u s video"], "r: u[s]");
    check(
        &[
            "open r",
            "join r u",
            "publish r u s video",
            "unpublish r u s video",
        ],
        "r: u[]",
    );
    check(&["open r", "join r u", "leave r u"], "r: ");
    check(&["open r", "join r u", "close r"], "");
    check(&["open r", "open q", "join q u", "close r"], "q: u[]");
    // What wasn't told follows from what was.
    check(&["join r u"], "r: u[]");
    check(&["publish r u s audio"], "r: u[s]");
    // Nobody comes of having left, received or closed.
    check(
        &[
            "leave r u",
            "unpublish r u s audio",
            "sub r u s audio",
            "close r",
        ],
        "",
    );
    check(&["open r", "sub r u s audio", "dance r u"], "r: ");
}

#[test]
fn a_media_server_that_crashed() {
    let check = |lines: &[&str], expect: &str| {
        let before = [
            "open r",
            "join r u",
            "join r v",
            "publish r u s1 video",
            "publish r u a1 audio",
        ];
        let lines: Vec<_> = before.iter().chain(lines).copied().collect();
        assert_eq!(drawn(&play(&lines)), expect, "{lines:?}");
    };
    check(&[], "r: u[a1 s1] v[]");
    check(&["open r"], "r: u?[a1 s1] v?[]");
    check(&["open r", "join r u"], "r: u[a1? s1?] v?[]");
    check(
        &["open r", "join r u", "publish r u s2 video"],
        "r: u[a1? s2] v?[]",
    );
    check(
        &[
            "open r",
            "join r u",
            "publish r u s1 video",
            "publish r u a2 audio",
        ],
        "r: u[a2 s1] v?[]",
    );
    check(&["open r", "join r u", "leave r v"], "r: u[a1? s1?]");
}

#[test]
fn repetitions_are_no_news() {
    let mut world = World::default();
    for (line, expect) in [
        ("open r", true),
        ("open r", false),
        ("join r u", true),
        ("join r u", false),
        ("publish r u s video", true),
        ("publish r u s video", false),
        ("unpublish r u s video", true),
        ("unpublish r u s video", false),
        ("leave r u", true),
        ("leave r u", false),
        ("close r", true),
        ("close r", false),
    ] {
        assert_eq!(world.apply(&told(line), 0), expect, "{line}");
    }
}

#[test]
fn recordings_go_forward() {
    let mut world = World::default();
    let mut check = |step, detail: Option<&str>, expect: (RecordingStep, Option<&str>)| {
        let told = RecordingTold {
            recording: Some("e".into()),
            exporter: None,
            step,
            detail: detail.map(str::to_owned),
            started: None,
            stopped: None,
        };
        world.apply(&event("r", None, EventKind::Recording(told)), 0);
        let all: Vec<_> = world.recordings().collect();
        let [it] = all[..] else {
            unreachable!("one recording: {all:?}");
        };
        assert_eq!((it.step, it.detail.as_deref()), expect);
    };
    check(RecordingStep::Started, None, (RecordingStep::Started, None));
    check(
        RecordingStep::Ready,
        Some("a.mp4"),
        (RecordingStep::Ready, Some("a.mp4")),
    );
    // It outlives its room, and what comes late doesn't take the files away.
    check(
        RecordingStep::Stopped,
        Some("b.mp4"),
        (RecordingStep::Ready, Some("a.mp4")),
    );
}

proptest! {
    /// Each event twice in a row makes the same rooms, people and streams, apart from doubts; and a world that was kept goes on
    /// like the one that it was made of.
    #[test]
    fn repetitions_and_restarts_change_nothing(
        lines in prop::collection::vec(any_line(), 0..60),
        restart in 0..60_usize,
    ) {
        let (mut once, mut twice, mut kept) = (World::default(), World::default(), World::default());
        for (at, line) in lines.iter().enumerate() {
            let event = told(line);
            once.apply(&event, at as u64);
            kept.apply(&event, at as u64);
            twice.apply(&event, at as u64);
            prop_assert!(!twice.apply(&event, at as u64), "{line} told twice is news");
            if at == restart {
                kept = World::from_json(&kept.to_json().unwrap()).unwrap();
            }
        }
        prop_assert_eq!(drawn(&once), drawn(&kept));
        let ids = |world: &World| drawn(world).replace('?', "");
        prop_assert_eq!(ids(&once), ids(&twice));
    }
}
