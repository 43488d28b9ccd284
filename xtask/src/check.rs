//! What a change must pass besides its tests.

use crate::places::Places;
use crate::run::{Outcome, Step, path_with, say};
use crate::toolchain::{Toolchain, WASM, host};
use crate::tools;
use std::time::Duration;

/// The advisory database is a few MB from one git server, which not every network reaches.
const DOWNLOAD: Duration = Duration::from_secs(60);

/// `cargo xtask check`.
pub fn check(places: &Places, arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("`cargo xtask check` takes no options.".into());
    }
    host(places).args(["fmt", "--all", "--check"]).run()?;
    say("Clippy, for this machine and for the browser: some minutes the first time.");
    let strict = ["--all-targets", "--locked", "--", "--deny", "warnings"];
    host(places)
        .args(["clippy", "--quiet", "--workspace", "--exclude", "gavel"])
        .args(strict)
        .run()?;
    Toolchain::ready(places)?
        .cargo(&[])
        .args(["clippy", "--quiet", "--package", "gavel", "--target", WASM])
        .args(strict)
        .inside(&places.root)
        .run()?;
    dependencies(places)
}

fn dependencies(places: &Places) -> Outcome {
    let bin = tools::cargo_deny(places)?;
    let deny = || {
        let deny =
            Step::new(bin.join("cargo-deny")).env("PATH", path_with(std::slice::from_ref(&bin)));
        deny.inside(&places.root)
    };
    deny()
        .args([
            "--locked",
            // All of it, not the panel alone.
            "--workspace",
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ])
        .run()?;
    say("Fetching the list of known vulnerabilities: a minute at most.");
    if deny()
        .args(["--locked", "fetch", "db"])
        .succeeds_within(DOWNLOAD)
    {
        return deny()
            .args(["--frozen", "--workspace", "check", "advisories"])
            .run();
    }
    println!("Not checked for known vulnerabilities: their list can't be fetched from here.");
    Ok(())
}
