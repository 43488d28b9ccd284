//! The record of a meeting that is played.

use super::{Attendance, Attendee};
use crate::{
    Change, Conference, Event, ParticipantId, ParticipantPatch, Protocol, Service, Speaker,
    SpeakingTimes,
};
use proptest::prelude::*;
use std::sync::Arc;

const BEGAN: u64 = 1_800_000_000_000;

#[derive(Default)]
struct Played {
    meeting: Conference,
    record: Attendance,
}

impl Played {
    /// Plays what happens at a second, a word each: `+a:ann` is a new row "a" of somebody called "ann", `w+a:ann` of one who waits,
    /// `~a` is admitted, `-a` is gone, `own:a` is this session, `[a:ann,b:bob]` is a snapshot.
    fn hear(&mut self, second: u64, words: &str) {
        let mut changes = Vec::new();
        for word in words.split_whitespace() {
            for event in self.events(word) {
                self.meeting.apply(BEGAN, event, &mut changes);
            }
        }
        self.observe(second, &changes);
    }

    fn observe(&mut self, second: u64, changes: &[Change]) {
        let now_ms = BEGAN + second * 1000;
        self.record.observe(changes, &self.meeting, BEGAN, now_ms);
    }

    fn events(&mut self, word: &str) -> Vec<Event> {
        if let Some(own) = word.strip_prefix("own:") {
            self.meeting.admitted(ParticipantId::new(own));
            return Vec::new();
        }
        if let Some(all) = word.strip_prefix('[') {
            let all = all.trim_end_matches(']').split(',');
            let created = all.map(|one| created(one, None));
            return [Event::SyncBegin]
                .into_iter()
                .chain(created)
                .chain([Event::SyncEnd])
                .collect();
        }
        vec![match word.split_at(1) {
            ("+", one) => created(one, None),
            ("w", one) => created(one.trim_start_matches('+'), Some(Service::WaitingRoom)),
            ("~", id) => Event::Updated(Box::new(ParticipantPatch {
                service: Some(Service::Conference),
                ..ParticipantPatch::new(ParticipantId::new(id))
            })),
            (_, id) => Event::Deleted(ParticipantId::new(id)),
        }]
    }
}

fn created(words: &str, service: Option<Service>) -> Event {
    let (id, name) = words.split_once(':').unwrap_or((words, words));
    let (name, address) = name.split_once('@').unwrap_or((name, ""));
    Event::Created(Box::new(ParticipantPatch {
        name: Some(Arc::from(name)),
        address: Some(Arc::from(address)),
        service,
        ..ParticipantPatch::new(ParticipantId::new(id))
    }))
}

fn line(line: &Attendee) -> String {
    let second = |ms: u64| ((ms - BEGAN) / 1000).to_string();
    let stays = line.stays().iter().map(|stay| {
        let left = stay.left_ms.map(second).unwrap_or_default();
        format!(" {}-{left}", second(stay.came_ms))
    });
    format!("{}{}", line.name, stays.collect::<String>())
}

fn played(steps: &[(u64, &str)]) -> Played {
    let mut played = Played::default();
    for (second, words) in steps {
        played.hear(*second, words);
    }
    played
}

#[test]
fn a_line_is_a_person() {
    let check = |steps: &[(u64, &str)], expect: &[&str]| {
        let lines: Vec<_> = played(steps).record.lines().iter().map(line).collect();
        assert_eq!(lines, expect, "{steps:?}");
    };
    check(
        &[(0, "+a:ann"), (5, "+b:bob"), (9, "-a")],
        &["ann 0-9", "bob 5-"],
    );
    // Back under another uuid; and under the same.
    check(&[(0, "+a:ann"), (5, "-a"), (9, "+x:ann")], &["ann 0-5 9-"]);
    check(&[(0, "+a:ann"), (5, "-a"), (9, "+a:ann")], &["ann 0-5 9-"]);
    check(
        &[(0, "+a:ann@ann.cn"), (5, "-a"), (9, "+x:Ann2@ann.cn")],
        &["Ann2 0-5 9-"],
    );
    // By one gateway come many.
    check(
        &[
            (0, "+a:ann@gate +b:bob@gate"),
            (5, "-a"),
            (7, "+c:eve@gate"),
            (9, "+x:ann@gate"),
        ],
        &["ann 0-5 9-", "bob 0-", "eve 7-"],
    );
    // Two who are in at once are two, whatever they are called.
    check(&[(0, "+a:ann"), (5, "+x:ann")], &["ann 0-", "ann 5-"]);
    // … and then it can't be told which of them comes back.
    check(
        &[(0, "+a:ann +b:ann"), (5, "-a -b"), (9, "+x:ann")],
        &["ann 0-5", "ann 0-5", "ann 9-"],
    );
    // Her line is taken when she comes back under her old uuid.
    check(
        &[(0, "+a:ann"), (2, "-a"), (4, "+b:ann"), (6, "+a:ann")],
        &["ann 0-2 4-", "ann 6-"],
    );
    // Waiting and being called isn't being in.
    check(&[(0, "w+a:ann")], &[]);
    check(&[(0, "w+a:ann"), (5, "~a"), (9, "-a")], &["ann 5-9"]);
    check(&[(0, "w+a:ann"), (5, "-a")], &[]);
    // Between two looks.
    check(&[(3, "+a:ann -a")], &["ann 3-3"]);
}

#[test]
fn a_snapshot_is_no_rejoin() {
    let check = |steps: &[(u64, &str)], expect: &[&str]| {
        let lines: Vec<_> = played(steps).record.lines().iter().map(line).collect();
        assert_eq!(lines, expect, "{steps:?}");
    };
    let all = "[a:ann,b:bob]";
    check(&[(0, all), (5, all)], &["ann 0-", "bob 0-"]);
    check(
        &[(0, all), (5, "[b:bob,c:eve]")],
        &["ann 0-5", "bob 0-", "eve 5-"],
    );
    // The server was started anew: all uuids are others.
    check(
        &[(0, all), (5, "[y:bob,x:ann]")],
        &["ann 0-5 5-", "bob 0-5 5-"],
    );
}

#[test]
fn this_host_is_in_once() {
    let steps = [
        (0, "own:me [me:host,a:ann]"),
        // The list still has the lost session.
        (5, "own:me2 [me:host,a:ann,me2:host]"),
        (7, "~me"),
        (9, "-me"),
    ];
    let lines: Vec<_> = played(&steps).record.lines().iter().map(line).collect();
    assert_eq!(lines, ["host 0-5 5-", "ann 0-"]);
}

#[test]
fn the_end_is_the_end_of_every_stay() {
    let check = |after: &[(u64, &str)], expect: &[&str]| {
        let mut played = played(&[(0, "own:me [me:host,a:ann,b:bob]"), (5, "-b")]);
        played.record.end(BEGAN + 9_000);
        assert_eq!(played.record.present_count(), 0);
        // The same meeting, joined again.
        played.meeting = Conference::default();
        for (second, words) in after {
            played.hear(*second, words);
        }
        let lines: Vec<_> = played.record.lines().iter().map(line).collect();
        assert_eq!(lines, expect, "{after:?}");
    };
    check(&[], &["host 0-9", "ann 0-9", "bob 0-5"]);
    let again = "own:me2 [me2:host,a:ann,c:bob]";
    check(
        &[(20, again), (25, "-a")],
        &["host 0-9 20-", "ann 0-9 20-25", "bob 0-5 20-"],
    );
    check(
        &[(20, "own:me [me:host]")],
        &["host 0-9 20-", "ann 0-9", "bob 0-5"],
    );
}

#[test]
fn recorders_are_not_people() {
    let mut played = Played::default();
    let mut changes = Vec::new();
    let recorder = ParticipantPatch {
        name: Some(Arc::from("anonymous_recorder")),
        protocol: Some(Protocol::Rtmp),
        ..ParticipantPatch::new(ParticipantId::new("r"))
    };
    let event = Event::Created(Box::new(recorder));
    played.meeting.apply(BEGAN, event, &mut changes);
    played.observe(1, &changes);
    assert_eq!(played.record.lines(), []);
}

#[test]
fn the_servers_stamp_tells_when_they_came() {
    let check = |own_start_s: Option<u64>, start_s: u64, expect: u64| {
        let mut played = Played::default();
        let row = |id: &str, start_s: u64| {
            Event::Created(Box::new(ParticipantPatch {
                name: Some(Arc::from(id)),
                start_time: Some(start_s as f64),
                ..ParticipantPatch::new(ParticipantId::new(id))
            }))
        };
        let mut changes = Vec::new();
        played.meeting.admitted(ParticipantId::new("me"));
        for event in own_start_s
            .map(|start_s| row("me", start_s))
            .into_iter()
            .chain([row("ann", start_s)])
        {
            played.meeting.apply(BEGAN, event, &mut changes);
        }
        played.observe(10, &changes);
        let ann = played.record.lines().last().unwrap();
        assert_eq!(
            ann.stays()[0].came_ms as i64 - BEGAN as i64,
            expect as i64 * 1000 - 100_000
        );
    };
    let began_s = BEGAN / 1000;
    // A minute before this session; an hour's difference between the clocks is taken out.
    check(None, began_s - 60, 40);
    check(Some(began_s), began_s - 60, 40);
    check(Some(began_s + 3600), began_s + 3540, 40);
    // What can't be is now.
    check(None, began_s + 3600, 110);
    check(None, 1, 110);
}

#[test]
fn many_stays_are_summed_up() {
    let mut played = Played::default();
    for turn in 0..500 {
        played.hear(turn * 10, &format!("+a{turn}:ann"));
        played.hear(turn * 10 + 4, &format!("-a{turn}"));
    }
    let ann = &played.record.lines()[0];
    let row = ann.row(BEGAN + 9_000_000, &SpeakingTimes::default());
    assert_eq!((row.times_in, row.total_ms), (500, 500 * 4000));
    assert_eq!(row.joined_ms, BEGAN);
    assert!(ann.stays().len() <= 100, "{}", ann.stays().len());
    assert!(played.record.line_of.len() <= 101);
}

#[test]
fn a_server_that_makes_people_up_fills_no_memory() {
    let mut played = Played::default();
    let mut changes = Vec::new();
    for number in 0..20_010 {
        let event = created(&format!("{number}:{number}"), None);
        played.meeting.apply(BEGAN, event, &mut changes);
    }
    played.observe(1, &changes);
    assert_eq!(played.record.lines().len(), 20_000);
    assert_eq!(played.record.unrecorded(), 10);
}

#[test]
fn speaking_time_is_summed_over_uuids() {
    let played = played(&[(0, "+a:ann"), (5, "-a"), (9, "+x:ann")]);
    let mut spoken = SpeakingTimes::default();
    let speaks = |id: &str| {
        [Speaker {
            id: ParticipantId::new(id),
            vad: 50,
        }]
    };
    spoken.observe(BEGAN, &speaks("a"));
    spoken.observe(BEGAN + 2_000, &speaks("x"));
    let row = played.record.lines()[0].row(BEGAN + 5_000, &spoken);
    assert_eq!(row.speaking_ms, 5_000);
}

/// What happens to one of four people.
#[derive(Clone, Copy, Debug)]
enum Step {
    Comes(usize),
    Leaves(usize),
    /// The list is read again.
    Snapshot,
    /// The server is started anew, and everybody who is in comes back under another uuid.
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_usize).prop_map(Step::Comes),
        3 => (0..4_usize).prop_map(Step::Leaves),
        1 => Just(Step::Snapshot),
        1 => Just(Step::Restart),
    ]
}

proptest! {
    /// Whatever they do, everybody has one line, and in it the sum of the times that they were in.
    #[test]
    fn totals_are_what_happened(steps in prop::collection::vec((step(), 1..100_u64), 1..60)) {
        let mut played = Played::default();
        let mut expect = [(0_u64, 0_usize, None::<u64>); 4];
        let mut uuid = [const { None::<String> }; 4];
        let (mut second, mut next) = (0, 0);
        let mut fresh = || { next += 1; format!("u{next}") };
        for (step, passed) in steps {
            second += passed;
            let list = |uuid: &[Option<String>; 4]| {
                let rows = uuid.iter().enumerate().filter_map(|(who, id)| Some(format!("{}:p{who}", id.as_ref()?)));
                format!("[{}]", rows.collect::<Vec<_>>().join(","))
            };
            match step {
                Step::Comes(who) if uuid[who].is_none() => {
                    let id = fresh();
                    played.hear(second, &format!("+{id}:p{who}"));
                    uuid[who] = Some(id);
                    expect[who].1 += 1;
                    expect[who].2 = Some(second);
                }
                Step::Leaves(who) => if let Some(id) = uuid[who].take() {
                    played.hear(second, &format!("-{id}"));
                    expect[who].0 += second - expect[who].2.take().unwrap();
                }
                Step::Snapshot if uuid.iter().any(Option::is_some) => played.hear(second, &list(&uuid)),
                Step::Restart if uuid.iter().any(Option::is_some) => {
                    for (who, id) in uuid.iter_mut().enumerate().filter(|(_, id)| id.is_some()) {
                        *id = Some(fresh());
                        expect[who].1 += 1;
                    }
                    played.hear(second, &list(&uuid));
                }
                _ => {}
            }
            let now_ms = BEGAN + second * 1000;
            for (who, (total, times, since)) in expect.iter().enumerate() {
                let name = format!("p{who}");
                let lines: Vec<_> = played.record.lines().iter().filter(|line| *line.name == *name).collect();
                prop_assert_eq!(lines.len(), usize::from(*times > 0));
                let Some(line) = lines.first() else { continue };
                let row = line.row(now_ms, &SpeakingTimes::default());
                let total = total + since.map_or(0, |since| second - since);
                prop_assert_eq!((row.total_ms, row.times_in), (total * 1000, *times));
                prop_assert_eq!(row.left_ms.is_none(), since.is_some());
            }
        }
    }

    /// People of few names and addresses, some of them several at once: no stays of a line overlap, and whoever is in is in one line.
    #[test]
    fn nobody_is_in_twice(steps in prop::collection::vec((0..8_u8, 0..3_u8, 0..3_u8, any::<bool>(), 0..50_u64), 1..80)) {
        let mut played = Played::default();
        let mut second = 0;
        for (uuid, name, address, comes, passed) in steps {
            second += passed;
            let sign = if comes { "+" } else { "-" };
            let address = if address == 0 { String::new() } else { format!("@{address}") };
            let words = if comes { format!("{sign}u{uuid}:n{name}{address}") } else { format!("{sign}u{uuid}") };
            played.hear(second, &words);
            let mut present = Vec::new();
            for line in played.record.lines() {
                let ends = line.stays().windows(2).all(|pair| pair[0].left_ms.is_some_and(|left| left <= pair[1].came_ms));
                prop_assert!(ends, "{:?}", line);
                let sum: u64 = line.stays().iter().map(|stay| stay.end_ms(BEGAN + second * 1000) - stay.came_ms).sum();
                prop_assert_eq!(line.total_ms(BEGAN + second * 1000), sum);
                present.extend(line.present_id().cloned());
            }
            present.sort();
            let mut people: Vec<_> = played.meeting.people().map(|person| person.id.clone()).collect();
            people.sort();
            prop_assert_eq!(present, people);
        }
    }
}
