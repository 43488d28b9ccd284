//! What a history is made of, and how chance makes one.

use crate::faults::{fate, quick, slow};
use crate::server::Fate;
use proptest::prelude::*;

/// A server, a page, and what happens to them.
#[derive(Clone, Debug)]
pub struct History {
    /// No `participant_create`, no list on the stream.
    pub private: bool,
    /// How long tokens live, s.
    pub expires_s: u32,
    /// How often the server sends a keep-alive, ms.
    pub keep_alive_ms: Option<u64>,
    /// The reader is the browser's own, which can't say why a stream doesn't open.
    pub says_nothing: bool,
    /// For the session's jitter.
    pub seed: u64,
    pub steps: Vec<Step>,
    pub finish: Finish,
}

/// What the page does when the server is well again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    Nothing,
    IsSeen,
    ComesOnline,
}

#[derive(Clone, Debug)]
pub enum Step {
    // The meeting.
    Joins(u8),
    Leaves(usize),
    Mutes(usize, bool),
    Lights(usize, Option<u32>),
    /// Becomes host or guest; the first is this session's own row.
    Role(usize, bool),
    Layout(bool),
    Locks(bool),
    MutesGuests(bool),
    Chats(u16),
    // The server.
    Restarts,
    TokenDies,
    AsksForRefresh,
    /// Everything fails like this for so long, ms.
    Down(Fate, u64),
    /// The next so many requests of this path fail like this.
    Fate(usize, Fate, u32),
    // The stream.
    Cut,
    HalfOpen(u64),
    Late(u64),
    EndlessSync(u64),
    RefusesStream(u16, u64),
    /// News of somebody comes garbled.
    Garbles(usize),
    Noise(Vec<u8>),
    /// An event, or something like it, without an end: lines that begin like this, of so many bytes in all, KiB.
    Flood(&'static [u8], usize),
    /// Events of an older stream.
    Echo(u32),
    // The page.
    Offline(u64),
    Sleeps(u64, bool),
    Frozen(u64, bool),
    WallJumps(i64),
    Seen,
    Hidden,
    Back,
    LeavesAndComesBack(u64),
    // The host.
    Does(usize, usize, Option<Fate>),
    Rejoins,
    Runs(u64),
}

/// Paths that a fate may be for.
pub const PATHS: [&str; 4] = [
    "refresh_session",
    "participants",
    "service_status",
    "new_session",
];

fn meeting() -> impl Strategy<Value = Step> {
    let who = any::<usize>;
    prop_oneof![
        4 => (0..20_u8).prop_map(Step::Joins),
        3 => who().prop_map(Step::Leaves),
        3 => (who(), any::<bool>()).prop_map(|(who, muted)| Step::Mutes(who, muted)),
        2 => (who(), prop::option::of(1..9_u32)).prop_map(|(who, lit)| Step::Lights(who, lit)),
        2 => (prop_oneof![Just(0), who()], any::<bool>()).prop_map(|(who, host)| Step::Role(who, host)),
        1 => any::<bool>().prop_map(Step::Layout),
        1 => any::<bool>().prop_map(Step::Locks),
        1 => any::<bool>().prop_map(Step::MutesGuests),
        1 => prop_oneof![9 => 1..5_u16, 1 => 500..3_000_u16].prop_map(Step::Chats),
    ]
}

fn server() -> impl Strategy<Value = Step> {
    let ms = || prop_oneof![3 => 0..20_000_u64, 1 => 20_000..150_000_u64];
    let times = || prop_oneof![4 => Just(1_u32), 1 => 2..9_u32];
    prop_oneof![
        2 => Just(Step::Restarts),
        2 => Just(Step::TokenDies),
        1 => Just(Step::AsksForRefresh),
        5 => (quick(), ms()).prop_map(|(fate, ms)| Step::Down(fate, ms)),
        2 => (slow(), ms()).prop_map(|(fate, ms)| Step::Down(fate, ms)),
        3 => (0..PATHS.len(), quick(), times()).prop_map(|(path, fate, times)| Step::Fate(path, fate, times)),
        2 => (0..PATHS.len(), slow(), times()).prop_map(|(path, fate, times)| Step::Fate(path, fate, times)),
    ]
}

fn stream() -> impl Strategy<Value = Step> {
    let ms = || 0..60_000_u64;
    let refusal = || prop_oneof![Just(401_u16), Just(403), Just(503), Just(200)];
    prop_oneof![
        5 => Just(Step::Cut),
        2 => ms().prop_map(Step::HalfOpen),
        1 => (0..3_000_u64).prop_map(Step::Late),
        1 => ms().prop_map(Step::EndlessSync),
        2 => (refusal(), 0..20_000_u64).prop_map(|(status, ms)| Step::RefusesStream(status, ms)),
        1 => any::<usize>().prop_map(Step::Garbles),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(Step::Noise),
        1 => (1..4_u32).prop_map(Step::Echo),
        1 => flood(),
    ]
}

fn flood() -> impl Strategy<Value = Step> {
    let begin = prop_oneof![
        Just(&b"data: "[..]),
        Just(&b"data: \xFF"[..]),
        Just(&b"event: "[..]),
        Just(&b"id: "[..]),
        Just(&b": "[..]),
        Just(&b"{"[..]),
    ];
    let kib = prop_oneof![9 => 1..80_usize, 1 => 1_000..2_500_usize];
    (begin, kib).prop_map(|(begin, kib)| Step::Flood(begin, kib))
}

fn page() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..40_000_u64).prop_map(Step::Offline),
        2 => (0..900_u64, any::<bool>()).prop_map(|(s, mono)| Step::Sleeps(s, mono)),
        2 => (0..90_000_u64, any::<bool>()).prop_map(|(ms, joins)| Step::Frozen(ms, joins)),
        1 => (-100_000..100_000_i64).prop_map(Step::WallJumps),
        3 => Just(Step::Seen),
        1 => Just(Step::Hidden),
        1 => Just(Step::Back),
        1 => (0..20_000_u64).prop_map(Step::LeavesAndComesBack),
    ]
}

fn host() -> impl Strategy<Value = Step> {
    (any::<usize>(), any::<usize>(), prop::option::of(fate()))
        .prop_map(|(what, who, fate)| Step::Does(what, who, fate))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => meeting(),
        5 => server(),
        4 => stream(),
        3 => page(),
        4 => host(),
        1 => Just(Step::Rejoins),
        6 => prop_oneof![5 => 0..20_000_u64, 1 => 20_000..200_000_u64].prop_map(Step::Runs),
    ]
}

pub fn history() -> impl Strategy<Value = History> {
    let server = (
        any::<bool>(),
        30..200_u32,
        prop::option::weighted(0.7, Just(10_000_u64)),
    );
    let page = (prop::bool::weighted(0.2), any::<u64>());
    let finish = prop_oneof![
        4 => Just(Finish::Nothing),
        1 => Just(Finish::IsSeen),
        1 => Just(Finish::ComesOnline),
    ];
    let steps = prop::collection::vec(step(), 1..30);
    (server, page, steps, finish).prop_map(|(server, page, steps, finish)| {
        let (private, expires_s, keep_alive_ms) = server;
        let (says_nothing, seed) = page;
        History {
            private,
            expires_s,
            keep_alive_ms,
            says_nothing,
            seed,
            steps,
            finish,
        }
    })
}
