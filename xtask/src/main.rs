//! Builds, serves and tests Gavel, and installs what that needs: `cargo xtask help`.

mod bench;
mod build;
mod check;
#[cfg(test)]
mod coverage;
mod debian;
mod dev;
mod fault_table;
mod faults;
mod fingerprint;
mod fuzz;
mod places;
mod report;
mod run;
mod serve;
mod servers;
mod soak;
mod test;
mod toolchain;
mod tools;
mod versions;
mod wasm;

use places::Places;
use run::Outcome;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--people N] [--rate N] [--seed N] [--port N] [--control]
    Build the panel, start a simulated conference server and serve the panel with the headers it is meant to
    have: http://127.0.0.1:8080, the server on the next port. Prints a link to open. --control: with the server's faults to switch on.
cargo xtask test [host | browser | e2e]...
    Every test, or one kind: on this machine, in a headless browser, the built panel from end to end.
cargo xtask build [--report]
    Build the panel into dist/, ready for any web server under any path. --report: what its bytes are spent on.
cargo xtask dev [--people N] [--rate N] [--seed N] [--port N]
    As serve, with a build for debugging that is made again whenever a file changes.
cargo xtask faults [--seeds N | --seed S]
    What Gavel promises when things break, measured in simulated time and in Chromium; writes docs/faults.md. --seeds: so many
    random histories in place of those that CI runs; --seed: one of them, step by step, and nothing else.
cargo xtask bench [--runs N] [--only burst,flood,storm,memory,start,quiet,action]
    How fast the panel is beside a page written by hand and beside React with the official SDK; writes docs/bench.md.
cargo xtask fuzz [--seconds N] [TARGET]
    Random bytes, for a minute each, on every door that bytes from outside come in by: libFuzzer, its programs in fuzz/targets/.
cargo xtask soak [--minutes N] [--speed N]
    Half an hour of a meeting with 50 events a second (times --speed), and what the page holds meanwhile.
cargo xtask check
    Formatting, clippy for this machine and for the browser, licences and sources of dependencies.

What is missing is installed into a cache folder: $GAVEL_CACHE, or gavel in $XDG_CACHE_HOME or ~/.cache.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    let places = Places::find()?;
    match command.as_str() {
        "serve" => serve::serve(&places, rest),
        "test" => test::test(&places, rest),
        "build" => build::command(&places, rest),
        "dev" => dev::dev(&places, rest),
        "bench" => bench::bench(&places, rest),
        "faults" => faults::command(&places, rest),
        "fuzz" => fuzz::fuzz(&places, rest),
        "soak" => soak::soak(&places, rest),
        "check" => check::check(&places, rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`.\n\n{HELP}")),
    }
}
