//! Many histories: the same ones every time, or as many others as are asked for; and one of them, step by step.

use crate::history::{History, history};
use crate::play::{Measured, Play};
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::sync::Mutex;

/// Histories that CI plays.
const SEEDS: u64 = 20_000;
/// Tests that share them, so that all cores have something to do.
const PARTS: u64 = 8;

static TOTAL: Mutex<Option<(u64, Measured)>> = Mutex::new(None);

fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        failure_persistence: None,
        max_shrink_iters: 3_000,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

fn made(seed: u64) -> History {
    let mut runner = runner(seed);
    let tree = history().new_tree(&mut runner).unwrap();
    proptest::strategy::ValueTree::current(&tree)
}

fn play(seed: u64) -> Measured {
    let history = made(seed);
    let played = std::panic::catch_unwind(|| Play::new(&history).run(&history));
    if let Ok(Ok(measured)) = played {
        return measured;
    }
    let (why, smallest) = shrink(seed);
    panic!(
        "seed {seed}: {why}\nsmallest history: {smallest:#?}\nto see it step by step: GAVEL_SEED={seed} cargo test -p session --test simulation replay -- --nocapture"
    );
}

/// A promise was broken: finds the smallest history that breaks one.
fn shrink(seed: u64) -> (String, History) {
    let mut runner = runner(seed);
    let tree = history().new_tree(&mut runner).unwrap();
    // The same promise: others may be broken on the way, and hide it.
    let promise = Mutex::new(None);
    let result = runner.run_one(tree, |history| {
        let Err(broken) = Play::new(&history).run(&history) else {
            return Ok(());
        };
        let name = broken.split(':').next().unwrap_or_default().to_owned();
        let mut first = promise.lock().unwrap();
        if *first.get_or_insert_with(|| name.clone()) == name {
            Err(TestCaseError::fail(broken))
        } else {
            Ok(())
        }
    });
    match result {
        Err(TestError::Fail(why, history)) => (why.to_string(), history),
        other => panic!("seed {seed} broke a promise, but not again: {other:?}"),
    }
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
    )
}

/// Plays this part of all histories.
fn part(part: u64) {
    if number("GAVEL_SEED").is_some() {
        return;
    }
    // Those asked for are others every time.
    let (count, first) = match number("GAVEL_SEEDS") {
        Some(count) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            (count, now.unwrap().as_secs() << 20)
        }
        None => (SEEDS, 0),
    };
    let mut measured = Measured::default();
    for seed in (first + part..first + count).step_by(PARTS as usize) {
        measured.add(&play(seed));
    }
    report(&measured);
}

fn report(measured: &Measured) {
    let mut total = TOTAL.lock().unwrap();
    let (parts, all) = total.get_or_insert_default();
    *parts += 1;
    all.add(measured);
    if *parts < PARTS {
        return;
    }
    let text = format!(
        "| simulation | |\n|---|---|\n| histories | {} |\n| steps in them | {} |\n| inputs, after each of which every promise is checked | {} |\n| requests and streams | {} |\n| simulated hours | {} |\n| from health to all true, at most | {} ms |\n| … when the page is seen or the network comes back | {} ms |\n| automatic requests in the first minute of trouble, at most | {} |\n| … in any later minute | {} |\n",
        all.histories,
        all.steps,
        all.inputs,
        all.requests,
        all.simulated_ms / 3_600_000,
        all.slowest_ms,
        all.slowest_seen_ms,
        all.most_first,
        all.most_later,
    );
    println!("\n{text}");
    if let Ok(path) = std::env::var("GAVEL_REPORT") {
        std::fs::write(path, text).unwrap();
    }
}

macro_rules! parts {
    ($($name:ident $number:literal)*) => {$(
        #[test]
        fn $name() {
            part($number);
        }
    )*};
}

parts! { part_0 0 part_1 1 part_2 2 part_3 3 part_4 4 part_5 5 part_6 6 part_7 7 }

#[test]
fn replay() {
    let Some(seed) = number("GAVEL_SEED") else {
        return;
    };
    let history = made(seed);
    println!("{history:#?}");
    if std::panic::catch_unwind(|| tell(&history)).is_ok_and(|kept| kept) {
        return;
    }
    let (_, smallest) = shrink(seed);
    println!("\nThe smallest that breaks a promise: {smallest:#?}");
    assert!(tell(&smallest), "seed {seed} breaks a promise");
}

/// Plays it and shows each step; whether all promises were kept.
fn tell(history: &History) -> bool {
    let mut play = Play::new(history);
    play.told = Some([0; 4]);
    let played = play.run(history);
    match &played {
        Ok(measured) => println!("{measured:#?}"),
        Err(broken) => println!("{broken}"),
    }
    played.is_ok()
}
