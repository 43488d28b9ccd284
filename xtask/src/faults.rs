//! What Gavel promises when things break, measured.

use crate::context::Context;
use crate::fault_table;
use anyhow::Result;
use xshell::{Cmd, cmd};

/// The options of `cargo xtask faults`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Play so many random histories in place of those that CI plays
    #[arg(long, value_name = "N", conflicts_with = "seed")]
    seeds: Option<u64>,
    /// Play this one history, step by step, and nothing else
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
}

/// `cargo xtask faults`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    if let Some(seed) = options.seed {
        let replay = simulation(context).args(["replay", "--", "--nocapture"]);
        return Ok(replay.env("GAVEL_SEED", seed.to_string()).run()?);
    }
    let sh = &context.sh;
    let simulated = simulate(context, options.seeds)?;
    let measured = fault_table::measure(context)?;
    let rows = sh.read_file("docs/fault-rows.txt")?;
    let page = fault_table::page(&rows, &measured, &simulated);
    sh.write_file("docs/faults.md", &page)?;
    print!("\n{page}\nThis is docs/faults.md now.\n");
    Ok(())
}

/// Plays as many random histories as `seeds` says, or those that CI plays. Returns a Markdown table of what was driven and of the worst
/// that was measured.
fn simulate(context: &Context, seeds: Option<u64>) -> Result<String> {
    println!("Histories of a server, its faults and a page, in simulated time: a minute or two.");
    let report = context.target.join("simulation.md");
    context.sh.remove_path(&report)?;
    let mut command = simulation(context).env("GAVEL_REPORT", &report);
    if let Some(seeds) = seeds {
        command = command.env("GAVEL_SEEDS", seeds.to_string());
    }
    command.run()?;
    Ok(context.sh.read_file(&report)?)
}

/// The test that plays histories: `crates/session/tests/simulation`.
fn simulation(context: &Context) -> Cmd<'_> {
    let sh = &context.sh;
    cmd!(
        sh,
        "cargo test --quiet --locked --package session --test simulation"
    )
}
