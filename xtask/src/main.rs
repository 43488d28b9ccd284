//! Builds, serves and tests Gavel, and installs what that needs: `cargo xtask help`.

mod bench;
mod bench_gateway;
mod browser;
mod build;
#[cfg(test)]
mod callback_coverage;
mod check;
mod context;
#[cfg(test)]
mod coverage;
mod crate_sizes;
mod debian;
mod dev;
mod engines;
mod fault_table;
mod faults;
mod fuzz;
#[cfg(test)]
mod owt_coverage;
#[cfg(test)]
mod phone_coverage;
mod report;
mod serve;
mod served;
mod servers;
mod soak;
mod test;
mod tools;
mod web_servers;

use anyhow::Result;
use clap::Parser;
use context::Context;
use std::process::ExitCode;

/// Builds, serves and tests Gavel.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo xtask",
    after_help = "What is missing is installed into a cache folder: $GAVEL_CACHE, or gavel in $XDG_CACHE_HOME or ~/.cache."
)]
enum Cli {
    /// Build the panel, start a simulated conference server and serve both on this machine; prints a link to open
    Serve(serve::Options),
    /// Like `serve`, with a debug build that is made again whenever a file changes
    Dev(serve::Options),
    /// Run every test, or some kinds
    Test(test::Options),
    /// Build the panel into dist/, ready for any web server under any path
    Build(build::Options),
    /// Check formatting, scripts, lints for this machine and for the browser, licences and sources of dependencies
    Check,
    /// Measure what Gavel promises when things break, in simulated time and in Chromium; writes docs/faults.md
    Faults(faults::Options),
    /// Try random bytes on every door that bytes from outside come in by
    Fuzz(fuzz::Options),
    /// Run a busy meeting for long and measure what the page holds meanwhile
    Soak(soak::Options),
    /// Measure the panel beside a page written by hand and beside React with the official SDK; writes docs/bench.md
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The sentence and its causes, without a stack.
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Cli) -> Result<()> {
    let context = Context::new()?;
    match command {
        Cli::Serve(options) => serve::run(&context, &options),
        Cli::Dev(options) => dev::run(&context, &options),
        Cli::Test(options) => test::run(&context, &options),
        Cli::Build(options) => build::run(&context, &options),
        Cli::Check => check::run(&context),
        Cli::Faults(options) => faults::run(&context, &options),
        Cli::Fuzz(options) => fuzz::run(&context, &options),
        Cli::Soak(options) => soak::run(&context, &options),
        Cli::Bench(options) => bench::run(&context, &options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn command_lines_are_read_or_refused() {
        let check = |line: &str, expect: Result<&str, &str>| {
            let words = ["xtask"].into_iter().chain(line.split_whitespace());
            let parsed = Cli::try_parse_from(words);
            match expect {
                Ok(options) => assert_eq!(format!("{:?}", parsed.unwrap()), options, "{line}"),
                Err(sentence) => {
                    let error = parsed.unwrap_err().to_string();
                    assert!(error.contains(sentence), "{line}: {error}");
                }
            }
        };
        let serve = "people: None, rate: None, seed: None, port: 8080, control: false";
        check("serve", Ok(&format!("Serve(Options {{ {serve} }})")));
        let serve = "people: Some(5000), rate: Some(2.5), seed: None, port: 9000, control: true";
        let line = "dev --people 5000 --rate 2.5 --port 9000 --control";
        check(line, Ok(&format!("Dev(Options {{ {serve} }})")));
        check("serve --people", Err("a value is required"));
        check("serve --people many", Err("invalid value 'many'"));
        check("serve --colour 3", Err("unexpected argument '--colour'"));
        // The servers take the next three ports.
        check("serve --port 65530", Err("65530 is not in 0..65530"));

        check("test", Ok("Test(Options { kinds: [], playwright: [] })"));
        check(
            "test e2e host -- boot --workers 1",
            Ok(
                "Test(Options { kinds: [E2e, Host], playwright: [\"boot\", \"--workers\", \"1\"] })",
            ),
        );
        check(
            "test unit",
            Err("[possible values: host, browser, e2e, browsers, deploy]"),
        );
        check("build --report", Ok("Build(Options { report: true })"));
        check("check --fast", Err("unexpected argument '--fast'"));

        check(
            "faults --seeds 5000",
            Ok("Faults(Options { seeds: Some(5000), seed: None })"),
        );
        check("faults --seed 1 --seeds 2", Err("cannot be used with"));
        check(
            "fuzz --seconds 5 names",
            Ok("Fuzz(Options { seconds: 5, target: Some(\"names\") })"),
        );
        check(
            "soak",
            Ok("Soak(Options { minutes: 30, speed: 1, polls: 1800, only: None })"),
        );
        check("soak --speed 0", Err("0 is not in 1..=1440"));
        check(
            "bench --runs 7 --only flood,storm",
            Ok("Bench(Options { runs: 7, only: [Flood, Storm] })"),
        );
        check("bench --runs 0", Err("0 is not in 1.."));
        check("bench --only speed", Err("burst, flood, storm"));
    }
}
