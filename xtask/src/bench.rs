//! Gavel beside a page written by hand for speed and one of React with the official SDK: the same events, the same browser.

use crate::context::Context;
use crate::{bench_gateway, browser, build, tools};
use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;
use xshell::cmd;

/// What can be measured, as `bench/run/main.mjs` calls it.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Measure {
    Burst,
    Flood,
    Storm,
    Memory,
    Start,
    Quiet,
    Action,
    Search,
    Meetings,
    /// A room of an OWT server, which is polled
    Owt,
    /// A callback gateway with 10,000 people in 500 rooms
    Callbacks,
    /// Not in a browser, and only where it is named
    Gateway,
}

/// The options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How often each measure is taken; medians of fewer than five say little
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measure these alone, and don't write the note
    #[arg(long, value_delimiter = ',')]
    only: Vec<Measure>,
}

/// `cargo xtask bench`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let is_gateway = |measure: &&Measure| **measure == Measure::Gateway;
    if options.only.iter().any(|measure| is_gateway(&measure)) {
        bench_gateway::run(context)?;
        if options.only.iter().all(|measure| is_gateway(&measure)) {
            return Ok(());
        }
    }
    let sh = &context.sh;
    let browser = browser::find_or_install(context)?;
    tools::install_bench_packages(context)?;
    build::release(context)?;
    let pages = context.target.join("bench-pages");
    cmd!(sh, "node bench/build.mjs {pages}").run()?;
    println!(
        "Measuring, in one browser and in turns: about four minutes a run. Leave the machine alone meanwhile."
    );
    let only = options
        .only
        .iter()
        .filter(|measure| !is_gateway(measure))
        .filter_map(|measure| measure.to_possible_value());
    let only: Vec<_> = only.map(|value| value.get_name().to_owned()).collect();
    let note = only.is_empty().then(|| context.root.join("docs/bench.md"));
    let settings = json!({
        "chromium": browser.program,
        "folders": {
            "gavel": context.dist(),
            "vanilla": pages.join("vanilla"),
            "react": pages.join("react"),
            "owt": pages.join("owt"),
        },
        "runs": options.runs,
        "only": only,
        "note": note,
    });
    let settings = settings.to_string();
    Ok(cmd!(sh, "node bench/run/main.mjs {settings}").run()?)
}
