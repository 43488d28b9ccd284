//! Every test: on this machine, in a headless browser, and of the built panel from end to end.

use crate::places::Places;
use crate::run::{Outcome, Step, say};
use crate::toolchain::{Toolchain, WASM, host};
use crate::{build, report, serve, tools};
use std::time::Instant;

/// A kind of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Host,
    Browser,
    E2e,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Host, Self::Browser, Self::E2e];

    fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Browser => "browser",
            Self::E2e => "e2e",
        }
    }

    fn run(self, places: &Places) -> Outcome {
        match self {
            Self::Host => on_host(places),
            Self::Browser => in_browser(places),
            Self::E2e => end_to_end(places),
        }
    }
}

/// `cargo xtask test [host | browser | e2e]...`. One kind's failure doesn't hide another's.
pub fn test(places: &Places, arguments: &[String]) -> Outcome {
    let kinds = read(arguments)?;
    let mut failed = Vec::new();
    let mut lines = Vec::new();
    for kind in kinds {
        let start = Instant::now();
        let result = kind.run(places);
        let seconds = start.elapsed().as_secs();
        match result {
            Ok(()) => lines.push(format!("{:<8} passed in {seconds} s", kind.name())),
            Err(sentence) => {
                lines.push(format!(
                    "{:<8} FAILED in {seconds} s: {sentence}",
                    kind.name()
                ));
                failed.push(kind.name());
            }
        }
    }
    println!("\n{}", lines.join("\n"));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("tests failed: {}.", failed.join(", ")))
    }
}

fn read(arguments: &[String]) -> Outcome<Vec<Kind>> {
    if arguments.is_empty() {
        return Ok(Kind::ALL.to_vec());
    }
    let kind = |name: &String| Kind::ALL.into_iter().find(|kind| kind.name() == name);
    let unknown =
        |name: &String| format!("there is no kind of test `{name}`, but host, browser and e2e.");
    arguments
        .iter()
        .map(|name| kind(name).ok_or_else(|| unknown(name)))
        .collect()
}

fn on_host(places: &Places) -> Outcome {
    say("Tests on this machine: some minutes to build the first time, then seconds.");
    let quiet = ["test", "--quiet", "--locked"];
    let crates = ["--workspace", "--exclude", "gavel"];
    host(places).args(quiet).args(crates).run()?;
    // What of the panel needs no browser.
    let panel = ["--package", "gavel", "--lib"];
    host(places).args(quiet).args(panel).run()
}

fn in_browser(places: &Places) -> Outcome {
    let toolchain = Toolchain::ready(places)?;
    let bindgen = tools::wasm_bindgen(places)?;
    let browser = tools::browser(places)?;
    say("The panel's tests in headless Chromium: some minutes to build the first time.");
    toolchain
        .cargo(std::slice::from_ref(&bindgen))
        // Not --quiet: cargo hands it on to the runner, which doesn't know it.
        .args(["test", "--locked", "--package", "gavel", "--target", WASM])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            bindgen.join("wasm-bindgen-test-runner"),
        )
        // The runner's own stack says nothing of a failed test.
        .env("RUST_LIB_BACKTRACE", "0")
        // Named, or the runner looks for Firefox first.
        .env("CHROMEDRIVER", browser.driver)
        // Seconds for one file of tests. Its own 20 are few where a browser starts slowly.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .inside(&places.root)
        .run()
}

/// Playwright, with everything built that its tests need.
pub fn playwright(places: &Places) -> Outcome<Step> {
    let browser = tools::browser(places)?;
    let playwright = tools::playwright(places)?;
    build::release_if_changed(places)?;
    serve::build_simulator(places)?;
    Ok(Step::new(playwright)
        .args(["test"])
        .env("GAVEL_DIST", places.dist())
        .env("GAVEL_SIMULATOR", places.simulator())
        .env("GAVEL_CHROMIUM", browser.browser)
        .inside(&places.root.join("tests/e2e")))
}

fn end_to_end(places: &Places) -> Outcome {
    let playwright = playwright(places)?;
    // Too big a panel still works: its tests run, and both failures are told.
    let size = report::check_budget(places);
    say("The built panel from end to end, in headless Chromium against the simulator.");
    match (size, playwright.run()) {
        (Err(size), Err(tests)) => Err(format!("{size} And {tests}")),
        (size, tests) => size.and(tests),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_the_order_given() {
        let check = |line: &str, expect: Result<&[Kind], &str>| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            assert_eq!(
                read(&words),
                expect.map(<[Kind]>::to_vec).map_err(str::to_owned),
                "{line}"
            );
        };
        check("", Ok(&Kind::ALL));
        check("e2e host", Ok(&[Kind::E2e, Kind::Host]));
        check(
            "unit",
            Err("there is no kind of test `unit`, but host, browser and e2e."),
        );
    }
}
