//! No double effect (P3): whatever is answered, lost or broken, a gesture is one request, or two where that does no harm.

use crate::script::{Script, id};
use crate::server::{Fate, Server};
use crate::wishes;
use conference::{Command, Kind};
use proptest::prelude::*;
use session::{Notice, Page};

#[derive(Clone, Debug)]
enum Step {
    Does(usize, usize),
    Queues(usize),
    Orders(usize),
    Fate(usize, Fate),
    Down(Option<Fate>),
    Cut,
    TokenDies,
    Refresh,
    Flicker,
    Runs(u64),
}

/// An order gives up after so many commands to each of four, which may go out twice.
const MOST_OF_ORDER: usize = 2 * 6 * 4;

const PATHS: [&str; 12] = [
    "lock",
    "muteguests",
    "mute",
    "unmute",
    "spotlighton",
    "role",
    "unlock",
    "disconnect",
    "dtmf",
    "message",
    "dial",
    "transfer",
];

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Refused(503, "")),
        Just(Fate::Refused(403, "Invalid token")),
        Just(Fate::Refused(401, "")),
        Just(Fate::Refused(404, "no")),
        Just(Fate::Refused(400, "no")),
        Just(Fate::Later(429, 3)),
        Just(Fate::False),
        Just(Fate::Mute),
        Just(Fate::Liar),
        Just(Fate::Lost),
        Just(Fate::Hangs),
        Just(Fate::Unreachable),
        (0..15_000_u64).prop_map(Fate::Slow),
        Just(Fate::Says(200, "{")),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..PATHS.len(), 0..4_usize).prop_map(|(what, who)| Step::Does(what, who)),
        1 => (2..9_usize).prop_map(Step::Queues),
        1 => (0..4_usize).prop_map(Step::Orders),
        4 => (0..PATHS.len(), fate()).prop_map(|(path, fate)| Step::Fate(path, fate)),
        1 => prop::option::of(fate()).prop_map(Step::Down),
        1 => Just(Step::Cut),
        1 => Just(Step::TokenDies),
        1 => Just(Step::Refresh),
        1 => Just(Step::Flicker),
        4 => (0..3_000_u64).prop_map(Step::Runs),
        2 => (0..20_000_u64).prop_map(Step::Runs),
    ]
}

fn command(what: usize, who: usize) -> Command {
    let who = id(&format!("p{who}"));
    match PATHS[what] {
        // A person is let in by the path that unlocks a meeting.
        "unlock" => Command::Admit(who),
        path => wishes::command(path, who),
    }
}

fn path_of(command: &Command, what: usize) -> String {
    match command.target() {
        Some(who) => format!("participants/{}/{}", who.as_str(), PATHS[what]),
        None => PATHS[what].to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_double_effect(seed: u64, steps in prop::collection::vec(step(), 1..60)) {
        let mut server = Server::new();
        for number in 0..4 {
            server.joins(&format!("p{number}"));
        }
        server.people.last_mut().unwrap().waits = true;
        let mut it = Script::live_seeded(server, seed);
        let mut gestures: Vec<(String, Kind)> = Vec::new();
        let mut orders = 0;
        for step in steps {
            match step {
                Step::Does(what, who) => {
                    let command = command(what, who);
                    gestures.push((path_of(&command, what), command.kind()));
                    it.does(command);
                }
                Step::Queues(what) => {
                    let commands: Vec<_> = (0..4).map(|who| command(what, who)).collect();
                    for command in &commands {
                        gestures.push((path_of(command, what), command.kind()));
                    }
                    it.queues(commands);
                }
                Step::Orders(first) => {
                    orders += 1;
                    let order: Vec<_> = (0..4).map(|at| format!("p{}", (first + at) % 4)).collect();
                    it.orders(&order.join(" "));
                }
                Step::Fate(path, fate) => it.server.takes(PATHS[path], fate, 1),
                Step::Down(fate) => it.server.down = fate,
                Step::Cut => it.cut(),
                Step::TokenDies => it.server.token = None,
                Step::Refresh => it.server.tell("refresh_session", ""),
                Step::Flicker => {
                    it.page(Page::Offline);
                    it.runs_ms(500);
                    it.page(Page::Online);
                }
                Step::Runs(ms) => it.runs_ms(ms),
            }
        }
        it.server.down = None;
        it.runs_s(if orders == 0 { 60 } else { 240 });
        for (path, kind) in &gestures {
            let made = gestures.iter().filter(|(known, _)| known == path).count();
            let by_orders = if *kind == Kind::SpotlightOn { MOST_OF_ORDER * orders } else { 0 };
            let most = if kind.is_safe_to_repeat() { 2 * made } else { made } + by_orders;
            prop_assert!(it.count(path) <= most, "{path} {} times for {made}", it.count(path));
        }
        prop_assert_eq!(it.session.pending().count(), 0);
        prop_assert_eq!(it.statuses.open(), 0);
        // Each is told about once in the end.
        let is_last = |notice: &&Notice| {
            matches!(notice, Notice::Command { status, .. } if status.is_final())
        };
        let most = gestures.len() + MOST_OF_ORDER * orders;
        prop_assert!(it.notices.iter().filter(is_last).count() <= most);
    }
}
