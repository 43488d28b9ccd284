//! What a change must pass besides its tests.

use crate::context::Context;
use crate::tools::{self, WASM};
use anyhow::Result;
use std::process::Command;
use std::time::Duration;
use wait_timeout::ChildExt;
use xshell::cmd;

/// How long the advisory database may take: a few MB from one git server, which not every network reaches.
const DOWNLOAD_TIMEOUT: Duration = Duration::from_secs(60);

/// `cargo xtask check`.
pub fn run(context: &Context) -> Result<()> {
    let sh = &context.sh;
    cmd!(sh, "cargo fmt --all --check").run()?;
    check_scripts(context)?;
    println!("Clippy, for this machine and for the browser: some minutes the first time.");
    let strict = ["--all-targets", "--locked", "--", "--deny", "warnings"];
    cmd!(
        sh,
        "cargo clippy --quiet --workspace --exclude gavel {strict...}"
    )
    .run()?;
    let nats = ["--package", "gateway", "--features", "nats"];
    cmd!(sh, "cargo clippy --quiet {nats...} {strict...}").run()?;
    tools::ensure_wasm_target(sh)?;
    cmd!(
        sh,
        "cargo clippy --quiet --package gavel --target {WASM} {strict...}"
    )
    .run()?;
    check_dependencies(context)
}

/// Whatever is JavaScript or TypeScript: the types, and promises that nobody waits for.
fn check_scripts(context: &Context) -> Result<()> {
    let bin = tools::install_e2e_packages(context)?;
    // What is compared with, and what drives other browsers, is typed by the packages that it is made of.
    tools::install_bench_packages(context)?;
    tools::install_browsers_packages(context)?;
    println!("The scripts' types and promises: half a minute.");
    let (sh, tsc, eslint) = (&context.sh, bin.join("tsc"), bin.join("eslint"));
    for project in [".", "bench", "tests/e2e", "tests/browsers"] {
        cmd!(sh, "{tsc} --project {project}").run()?;
    }
    let scripts = [
        "boot.js",
        "demo-worker.js",
        "timer-worker.js",
        "bench",
        "locales",
        "tests/browsers",
        "tests/e2e",
        "tools",
    ];
    let strict = ["--config=tests/e2e/eslint.config.js", "--max-warnings=0"];
    Ok(cmd!(sh, "{eslint} {strict...} {scripts...}").run()?)
}

fn check_dependencies(context: &Context) -> Result<()> {
    let deny = tools::install_cargo_deny(context)?.join("cargo-deny");
    let sh = &context.sh;
    // All of the workspace, not the panel alone, and what is only built where it is asked for.
    let all = ["--workspace", "--features", "gateway/nats"];
    let what = [
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ];
    cmd!(sh, "{deny} --locked {all...} {what...}").run()?;
    println!("Fetching the list of known vulnerabilities: a minute at most.");
    let mut fetch = Command::from(cmd!(sh, "{deny} --locked fetch db")).spawn()?;
    match fetch.wait_timeout(DOWNLOAD_TIMEOUT)? {
        Some(status) if status.success() => {
            return Ok(cmd!(sh, "{deny} --frozen {all...} check advisories").run()?);
        }
        Some(_) => {}
        None => {
            fetch.kill()?;
            fetch.wait()?;
        }
    }
    println!("Not checked for known vulnerabilities: their list can't be fetched from here.");
    Ok(())
}
