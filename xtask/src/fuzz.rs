//! `cargo xtask fuzz`: libFuzzer on every door that bytes from outside come in by.
//!
//! What cargo-fuzz does, without nightly: the flags for libFuzzer's coverage are stable ones, and the sanitizers, which are
//! not, look for faults of unsafe code, of which there is none here. `cargo fuzz run TARGET` works in this tree as well.

use crate::places::Places;
use crate::run::{Outcome, Step, say, told};
use crate::toolchain::host;
use std::path::Path;

/// As cargo-fuzz sets them, without a sanitizer.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// What to run.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    /// For each target.
    seconds: u32,
    /// One of them; empty = all.
    only: Option<String>,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            seconds: 60,
            only: None,
        };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            if word == "--seconds" {
                let value = rest.next().ok_or("`--seconds` needs a number after it.")?;
                options.seconds = value
                    .parse()
                    .map_err(|_| format!("`--seconds` needs a number, not `{value}`."))?;
            } else if word.starts_with('-') {
                return Err(format!(
                    "there is no option `{word}`: see `cargo xtask help`."
                ));
            } else {
                options.only = Some(word.clone());
            }
        }
        Ok(options)
    }
}

/// `cargo xtask fuzz [--seconds N] [TARGET]`.
pub fn fuzz(places: &Places, arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    let folder = places.root.join("fuzz");
    let targets = targets(&folder)?;
    let chosen: Vec<&String> = targets
        .iter()
        .filter(|name| options.only.as_ref().is_none_or(|only| only == *name))
        .collect();
    if chosen.is_empty() {
        return Err(format!("the targets are {}.", targets.join(", ")));
    }
    // Named, or the flags would hold for what runs while it is built, too.
    let triple = triple().ok_or("rustc doesn't say for which machine it compiles.")?;
    let built = places.target.join("fuzz");
    say("libFuzzer's programs: a minute or two the first time.");
    host(places)
        .args(["build", "--release", "--locked", "--target", &triple])
        .arg_pair("--manifest-path", &folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &built)
        .env("RUSTFLAGS", FLAGS)
        .run()?;
    for name in chosen {
        let program = built.join(&triple).join("release").join(name);
        run(places, &folder, &program, name, options.seconds)?;
    }
    Ok(())
}

/// What is found goes to a folder of its own; what is committed is only read.
fn run(places: &Places, folder: &Path, program: &Path, name: &str, seconds: u32) -> Outcome {
    let found = places.target.join("fuzz/corpus").join(name);
    told("made", &found, std::fs::create_dir_all(&found))?;
    let crashes = folder.join("corpus").join(name);
    let mut step = Step::new(program)
        .args([
            format!("-max_total_time={seconds}"),
            "-max_len=4096".into(),
            "-timeout=10".into(),
            "-rss_limit_mb=1024".into(),
            "-print_final_stats=1".into(),
            "-verbosity=0".into(),
        ])
        // A file that fails goes where the tests find it from then on.
        .args([format!("-artifact_prefix={}/", crashes.display())])
        .args([&found, &crashes]);
    let words = folder.join("words").join(name);
    if words.is_file() {
        step = step.args([format!("-dict={}", words.display())]);
    }
    say(&format!("{name}: {seconds} s."));
    step.run().map_err(|failed| {
        format!("{failed} The input that did it is in fuzz/corpus/{name}/ now: once it is mended, commit it.")
    })
}

fn triple() -> Option<String> {
    let version = Step::new("rustc").args(["-vV"]).output()?;
    let line = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))?;
    Some(line.trim().to_owned())
}

fn targets(folder: &Path) -> Outcome<Vec<String>> {
    let programs = folder.join("targets");
    let mut names: Vec<String> = told("read", &programs, std::fs::read_dir(&programs))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            name.strip_suffix(".rs").map(str::to_owned)
        })
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let check = |line: &str, expect: Result<(u32, Option<&str>), &str>| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let read = Options::read(&words).map(|options| (options.seconds, options.only));
            let expect = expect.map(|(seconds, only)| (seconds, only.map(str::to_owned)));
            assert_eq!(read, expect.map_err(str::to_owned), "{line}");
        };
        check("", Ok((60, None)));
        check("--seconds 5 names", Ok((5, Some("names"))));
        check("csv", Ok((60, Some("csv"))));
        check("--seconds", Err("`--seconds` needs a number after it."));
        check(
            "--time 5",
            Err("there is no option `--time`: see `cargo xtask help`."),
        );
    }
}
