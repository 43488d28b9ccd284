//! `cargo xtask faults`: what Gavel promises when things break, measured.

use crate::fault_table;
use crate::places::Places;
use crate::run::{Outcome, Step, say, told};
use crate::toolchain::host;

/// What to run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    /// So many random histories instead of those that CI runs.
    seeds: Option<u64>,
    /// This one history, step by step.
    seed: Option<u64>,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self::default();
        for pair in arguments.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("`{}` needs a number after it.", pair.concat()));
            };
            let number = value
                .parse()
                .map_err(|_| format!("`{name}` needs a number, not `{value}`."))?;
            match name.as_str() {
                "--seeds" => options.seeds = Some(number),
                "--seed" => options.seed = Some(number),
                other => {
                    return Err(format!(
                        "there is no option `{other}`: see `cargo xtask help`."
                    ));
                }
            }
        }
        Ok(options)
    }
}

/// `cargo xtask faults [--seeds N | --seed S]`.
pub fn command(places: &Places, arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    if let Some(seed) = options.seed {
        return replay(places, seed);
    }
    let simulated = simulate(places, options.seeds)?;
    let seen = fault_table::in_chromium(places)?;
    let rows = places.root.join("docs/fault-rows.txt");
    let rows = told("read", &rows, std::fs::read_to_string(&rows))?;
    let page = fault_table::page(&rows, &seen, &simulated);
    let path = places.root.join("docs/faults.md");
    told("written", &path, std::fs::write(&path, &page))?;
    print!("\n{page}\nThis is docs/faults.md now.\n");
    Ok(())
}

/// Runs the simulation (`crates/session/tests/simulation`): as many random histories as `seeds` says, or those that CI runs.
/// Returns a Markdown table of what was driven and of the worst that was measured.
pub fn simulate(places: &Places, seeds: Option<u64>) -> Outcome<String> {
    say("Histories of a server, its faults and a page, in simulated time: a minute or two.");
    let report = places.target.join("simulation.md");
    told(
        "made",
        &places.target,
        std::fs::create_dir_all(&places.target),
    )?;
    let stale = std::fs::remove_file(&report);
    if stale
        .as_ref()
        .is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound)
    {
        told("removed", &report, stale)?;
    }
    let mut step = simulation(places).env("GAVEL_REPORT", &report);
    if let Some(seeds) = seeds {
        step = step.env("GAVEL_SEEDS", seeds.to_string());
    }
    step.run()?;
    told("read", &report, std::fs::read_to_string(&report))
}

/// The test that plays histories.
fn simulation(places: &Places) -> Step {
    let test = ["--package", "session", "--test", "simulation"];
    host(places)
        .args(["test", "--quiet", "--locked"])
        .args(test)
}

/// Plays one history and shows each of its steps.
fn replay(places: &Places, seed: u64) -> Outcome {
    simulation(places)
        .args(["replay", "--", "--nocapture"])
        .env("GAVEL_SEED", seed.to_string())
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let check = |line: &str, expect: Result<(Option<u64>, Option<u64>), &str>| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let read = Options::read(&words).map(|options| (options.seeds, options.seed));
            assert_eq!(read, expect.map_err(str::to_owned), "{line}");
        };
        check("", Ok((None, None)));
        check("--seeds 5000", Ok((Some(5_000), None)));
        check("--seed 18446744073709551615", Ok((None, Some(u64::MAX))));
        check("--seed", Err("`--seed` needs a number after it."));
        check("--seeds many", Err("`--seeds` needs a number, not `many`."));
        check(
            "--speed 1",
            Err("there is no option `--speed`: see `cargo xtask help`."),
        );
    }
}
