use super::*;
use crate::{Event, LayoutEvent, ParticipantId, ParticipantPatch, Service};
use proptest::prelude::*;

const BEGAN: u64 = 1_800_000_000_000;

#[derive(Default)]
struct Played {
    meeting: Conference,
    record: Attendance,
    watch: AbsenceWatch,
    told: Vec<Digest>,
}

impl Played {
    fn now_ms(second: u64) -> u64 {
        BEGAN + second * 1000
    }

    /// `hide`, `show`, `lost`, `live`, `read` (the digest is dismissed), `+ann`, `-ann`, `w+ann` (waits), `*ann` (is muted),
    /// `=1:7` (the layout), `p+ann` (presents), `p-` (nobody does).
    fn play(&mut self, second: u64, word: &str) {
        let now_ms = Self::now_ms(second);
        let is_back = match word {
            "hide" => self.watch.show_page(true, now_ms, &self.meeting),
            "show" => self.watch.show_page(false, now_ms, &self.meeting),
            "lost" => self.watch.hear(Some(now_ms), now_ms, &self.meeting),
            "live" => self.watch.hear(None, now_ms, &self.meeting),
            "read" => {
                self.watch.dismiss();
                false
            }
            _ => {
                let mut changes = Vec::new();
                self.meeting.apply(now_ms, event(word), &mut changes);
                self.record.observe(&changes, &self.meeting, BEGAN, now_ms);
                self.watch.observe(&changes);
                false
            }
        };
        if is_back {
            let digest = self.watch.digest(now_ms, &self.meeting, &self.record);
            self.told.extend(digest);
        }
    }
}

fn event(word: &str) -> Event {
    let id = |name: &str| ParticipantId::new(name);
    let patch = |name: &str| ParticipantPatch {
        name: Some(Arc::from(name)),
        ..ParticipantPatch::new(id(name))
    };
    if let Some(name) = word.strip_prefix("w+") {
        return Event::Created(Box::new(ParticipantPatch {
            service: Some(Service::WaitingRoom),
            ..patch(name)
        }));
    }
    if let Some(name) = word.strip_prefix("p+") {
        return Event::PresentationStart {
            name: Arc::from(name),
            address: Arc::from(""),
            id: Some(id(name)),
        };
    }
    match word.split_at(1) {
        ("p", _) => Event::PresentationStop,
        ("+", name) => Event::Created(Box::new(patch(name))),
        ("*", name) => Event::Updated(Box::new(ParticipantPatch {
            muted: Some(true),
            ..ParticipantPatch::new(id(name))
        })),
        ("=", layout) => Event::Layout(LayoutEvent {
            view: Some(LayoutName::new(layout)),
            ..LayoutEvent::default()
        }),
        (_, name) => Event::Deleted(id(name)),
    }
}

/// "joined ann; left bob; …"
fn words(digest: &Digest) -> String {
    let people = [
        ("joined", &digest.joined),
        ("left", &digest.left),
        ("back", &digest.came_back),
        ("passed", &digest.passed),
        ("waiting", &digest.waiting),
        ("muted", &digest.muted),
    ];
    let people = people.iter().filter(|(_, people)| people.count > 0);
    let mut said: Vec<String> = people
        .map(|(word, people)| format!("{word} {}", people.names.join(" ")))
        .collect();
    if digest.layouts > 0 {
        said.push(format!("layouts {}", digest.layouts));
    }
    said.extend(
        digest
            .presented
            .as_ref()
            .map(|name| format!("presented {name}")),
    );
    said.extend(
        digest
            .presents
            .as_ref()
            .map(|name| format!("presents {name}")),
    );
    said.join("; ")
}

fn check(steps: &[(u64, &str)], expect: &[&str]) {
    let mut played = Played::default();
    played.play(0, "live");
    for (second, word) in steps {
        played.play(*second, word);
    }
    let told: Vec<_> = played.told.iter().map(words).collect();
    assert_eq!(told, expect, "{steps:?}");
}

#[test]
fn a_long_absence_is_told_of_a_short_one_is_not() {
    check(&[(1, "lost"), (2, "+ann"), (30, "live")], &[]);
    check(&[(1, "lost"), (2, "+ann"), (31, "live")], &["joined ann"]);
    check(&[(1, "hide"), (2, "+ann"), (1800, "show")], &[]);
    check(&[(1, "hide"), (2, "+ann"), (1801, "show")], &["joined ann"]);
    // Nothing happened.
    check(&[(1, "hide"), (9000, "show")], &[]);
    // Lost while nobody looked: told when somebody does, with all of it.
    check(
        &[
            (1, "hide"),
            (2, "+ann"),
            (9, "lost"),
            (50, "live"),
            (60, "show"),
        ],
        &["joined ann"],
    );
    check(
        &[
            (1, "hide"),
            (2, "+ann"),
            (9, "lost"),
            (2000, "show"),
            (2001, "live"),
        ],
        &["joined ann"],
    );
    // Each absence for itself.
    let twice = [
        (1, "lost"),
        (2, "+ann"),
        (40, "live"),
        (41, "read"),
        (50, "lost"),
        (60, "+bob"),
        (99, "live"),
    ];
    check(&twice, &["joined ann", "joined bob"]);
    // … unless nobody has read of the one before.
    let unread = [
        (1, "lost"),
        (2, "+ann"),
        (40, "live"),
        (50, "lost"),
        (60, "+bob"),
        (99, "live"),
    ];
    check(&unread, &["joined ann", "joined ann bob"]);
}

#[test]
fn nothing_was_lost_before_it_was_there() {
    let mut played = Played::default();
    for (second, word) in [(0, "lost"), (1, "+ann"), (90, "live")] {
        played.play(second, word);
    }
    assert_eq!(played.told, []);
}

#[test]
fn says_what_still_matters() {
    let during = |before: &[&str], during: &[&'static str], expect: &str| {
        let mut steps: Vec<(u64, &str)> = before.iter().map(|word| (1, *word)).collect();
        steps.push((10, "lost"));
        steps.extend(
            during
                .iter()
                .zip(20..)
                .map(|(word, second)| (second, *word)),
        );
        steps.push((90, "live"));
        let expect: Vec<&str> = Some(expect)
            .filter(|said| !said.is_empty())
            .into_iter()
            .collect();
        check(&steps, &expect);
    };
    during(&["+ann"], &["-ann"], "left ann");
    during(&["+ann"], &["-ann", "+ann"], "back ann");
    during(&[], &["+ann", "-ann"], "passed ann");
    during(&["w+ann"], &["w+bob"], "waiting bob");
    during(&["+ann", "*ann", "+bob"], &["*bob"], "muted bob");
    during(&["=1:7"], &["=4:0"], "layouts 1");
    during(&["=1:7"], &["=4:0", "=1:0", "=1:7"], "layouts 3");
    during(&["+ann"], &["p+ann"], "presents ann");
    during(&["+ann", "p+ann"], &["p-"], "presented ann");
    during(
        &["+ann", "+bob", "p+ann"],
        &["p-", "p+bob"],
        "presented ann; presents bob",
    );
    during(&["+ann", "*ann"], &[], "");
}

#[test]
fn names_the_first() {
    let mut played = Played::default();
    played.play(0, "live");
    played.play(1, "lost");
    for number in 0..9 {
        played.play(2, &format!("+p{number}"));
    }
    played.play(60, "live");
    let joined = &played.told[0].joined;
    assert_eq!((joined.count, joined.names.len()), (9, 5));
}

proptest! {
    /// However the page is hidden and the line lost: a digest comes only when both are over and one of them lasted long.
    #[test]
    fn comes_when_the_host_is_back(steps in prop::collection::vec((0..4_usize, 1..2500_u64), 1..40)) {
        let mut played = Played::default();
        played.play(0, "live");
        let (mut second, mut hidden, mut lost, mut long, mut news) = (0, None::<u64>, None::<u64>, false, 0);
        for (step, passed) in steps {
            second += passed;
            news += 1;
            played.play(second, &format!("+p{news}"));
            let word = ["hide", "show", "lost", "live"][step];
            match word {
                "hide" => drop(hidden.get_or_insert(second)),
                "lost" => drop(lost.get_or_insert(second)),
                "show" => long |= hidden.take().is_some_and(|since| second - since >= 1800),
                _ => long |= lost.take().is_some_and(|since| second - since >= 30),
            }
            let told = played.told.len();
            played.play(second, word);
            let is_over = hidden.is_none() && lost.is_none();
            if played.told.len() > told {
                prop_assert!(is_over && long);
                played.play(second, "read");
                long = false;
            } else if is_over {
                prop_assert!(!long);
                long = false;
            }
        }
    }
}
