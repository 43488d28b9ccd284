//! Every test: on this machine, in headless browsers, and of the built panel from end to end and on web servers.

use crate::context::Context;
use crate::engines::Engines;
use crate::tools::{self, WASM};
use crate::{browser, build, debian, report, serve, served, web_servers};
use anyhow::{Result, anyhow, ensure};
use clap::ValueEnum;
use std::ffi::{OsStr, OsString};
use std::time::Instant;
use xshell::cmd;

/// The options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Run these kinds; without any all of them
    kinds: Vec<Kind>,
    /// Options and names of files for the end-to-end tests, in Chromium or others: `test e2e -- boot look`
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// A kind of tests.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// On this machine
    Host,
    /// The panel's parts in a headless browser
    Browser,
    /// The built panel from end to end
    E2e,
    /// The same, what browsers differ in, in Firefox and WebKit
    Browsers,
    /// The built panel on nginx and Caddy
    Deploy,
}

/// `cargo xtask test`. One kind's failure doesn't hide another's.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let kinds = match options.kinds.as_slice() {
        [] => Kind::value_variants(),
        chosen => chosen,
    };
    let mut has_failed = false;
    let mut lines = Vec::new();
    for kind in kinds {
        let start = Instant::now();
        let result = match kind {
            Kind::Host => test_on_host(context),
            Kind::Browser => test_in_browser(context),
            Kind::E2e => test_end_to_end(context, &options.playwright),
            Kind::Browsers => test_in_other_browsers(context, &options.playwright),
            Kind::Deploy => web_servers::test(context),
        };
        let seconds = start.elapsed().as_secs();
        let kind = format!("{kind:?}").to_lowercase();
        match result {
            Ok(()) => lines.push(format!("{kind:<8} passed in {seconds} s")),
            Err(error) => {
                has_failed = true;
                lines.push(format!("{kind:<8} FAILED in {seconds} s: {error:#}"));
            }
        }
    }
    println!("\n{}", lines.join("\n"));
    ensure!(!has_failed, "Tests failed.");
    Ok(())
}

fn test_on_host(context: &Context) -> Result<()> {
    println!("Tests on this machine: some minutes to build the first time, then seconds.");
    let sh = &context.sh;
    cmd!(
        sh,
        "cargo test --quiet --locked --workspace --exclude gavel"
    )
    .run()?;
    test_with_nats(context)?;
    // What of the panel needs no browser.
    Ok(cmd!(sh, "cargo test --quiet --locked --package gavel --lib").run()?)
}

/// The gateway with a NATS server of this machine's or Debian's.
fn test_with_nats(context: &Context) -> Result<()> {
    let Some(server) = debian::find_or_unpack(context, "nats-server", "GAVEL_NATS_SERVER") else {
        println!(
            "The gateway's tests with NATS are left out: nats-server isn't here, and only Debian's can be had."
        );
        return Ok(());
    };
    let sh = &context.sh;
    let gateway = ["--package", "gateway", "--features", "nats"];
    cmd!(sh, "cargo test --quiet --locked {gateway...} nats")
        .env("GAVEL_NATS_SERVER", server)
        .run()?;
    Ok(())
}

fn test_in_browser(context: &Context) -> Result<()> {
    let sh = &context.sh;
    tools::ensure_wasm_target(sh)?;
    let runner = tools::install_wasm_bindgen(context)?.join("wasm-bindgen-test-runner");
    let browser = browser::find_or_install(context)?;
    println!("The panel's tests in headless Chromium: some minutes to build the first time.");
    // Not --quiet: cargo hands it on to the runner, which doesn't know it.
    cmd!(sh, "cargo test --locked --package gavel --target {WASM}")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        // The runner's own stack says nothing of a failed test.
        .env("RUST_LIB_BACKTRACE", "0")
        // Named, or the runner looks for Firefox first.
        .env("CHROMEDRIVER", browser.driver)
        // Seconds for one file of tests. Its own 20 are few where a browser starts slowly.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .run()?;
    Ok(())
}

fn test_end_to_end(context: &Context, arguments: &[String]) -> Result<()> {
    let tests = run_end_to_end(context, arguments);
    // Too big a panel still works: its tests have run, and both failures are told.
    match (tests, report::check_budget(context)) {
        (Err(tests), Err(size)) => Err(anyhow!("{tests:#} And: {size:#}")),
        (tests, size) => tests.and(size),
    }
}

/// A run of all of them also shows whether each does what the table of what is covered says.
fn run_end_to_end(context: &Context, arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        return run_playwright(context, &RUNS, arguments, &[]);
    }
    let folder = served::prepare(context)?;
    let variables = [("GAVEL_SERVED", folder.clone().into())];
    run_playwright(context, &RUNS, arguments, &variables)?;
    served::compare(context, &folder)
}

/// The runs of the end-to-end tests: most of them two at a time, then those that have to be alone on the machine.
pub const RUNS: [&[&str]; 2] = [
    &[
        "--project=vendor",
        "--project=document",
        "--pass-with-no-tests",
    ],
    &["--project=alone", "--pass-with-no-tests"],
];

/// Runs Playwright's tests, with everything built that they need, once for each of `runs`, which are options of its own. `variables`
/// are of their environment.
pub fn run_playwright<S: AsRef<OsStr>>(
    context: &Context,
    runs: &[&[&str]],
    arguments: &[S],
    variables: &[(&str, OsString)],
) -> Result<()> {
    let browser = browser::find_or_install(context)?;
    let playwright = tools::install_e2e_packages(context)?.join("playwright");
    build::release(context)?;
    serve::build_simulator(context)?;
    serve::build_gateway(context)?;
    println!("The built panel in headless Chromium against the simulator.");
    let sh = &context.sh;
    let _folder = sh.push_dir("tests/e2e");
    for run in runs.iter().copied() {
        cmd!(sh, "{playwright} test {run...} {arguments...}")
            .env("GAVEL_DIST", context.dist())
            .env("GAVEL_SIMULATOR", context.simulator())
            .env("GAVEL_GATEWAY", context.gateway())
            .env("GAVEL_CHROMIUM", &browser.program)
            .envs(variables.iter().cloned())
            .run()?;
    }
    Ok(())
}

/// In what of Firefox and WebKit is here or may be installed.
fn test_in_other_browsers(context: &Context, arguments: &[String]) -> Result<()> {
    let engines = Engines::find_or_install(context);
    if engines.names().is_empty() {
        return Ok(());
    }
    let playwright = tools::install_browsers_packages(context)?;
    build::release(context)?;
    serve::build_simulator(context)?;
    serve::build_gateway(context)?;
    println!(
        "The built panel in {} against the simulator.",
        engines.names()
    );
    let sh = &context.sh;
    let _folder = sh.push_dir("tests/browsers");
    let command = match engines.screen() {
        [] => sh.cmd(playwright),
        [screen, options @ ..] => sh.cmd(screen).args(options).arg(playwright),
    };
    command
        .arg("test")
        .args(arguments)
        .env("GAVEL_DIST", context.dist())
        .env("GAVEL_SIMULATOR", context.simulator())
        .env("GAVEL_GATEWAY", context.gateway())
        .envs(engines.variables)
        .run()?;
    Ok(())
}
