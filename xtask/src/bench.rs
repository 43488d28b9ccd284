//! Gavel beside a page written by hand for speed and one of React with the official SDK: the same events, the same browser.

use crate::places::Places;
use crate::run::{Outcome, Step, say};
use crate::{build, tools};

/// Medians of fewer runs say little.
const RUNS: u32 = 5;
/// What can be measured, as `bench/run/main.mjs` calls it.
const MEASURES: [&str; 7] = [
    "burst", "flood", "storm", "memory", "start", "quiet", "action",
];

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    /// How often each measure is taken.
    runs: u32,
    /// Measures; empty = all of them.
    only: Vec<String>,
}

/// `cargo xtask bench [--runs N] [--only burst,flood,…]`. Only when everything was measured the note is written.
pub fn bench(places: &Places, arguments: &[String]) -> Outcome {
    let options = read(arguments)?;
    let browser = tools::browser(places)?;
    tools::for_bench(places)?;
    build::release_if_changed(places)?;
    let pages = places.target.join("bench-pages");
    let home = places.root.join("bench");
    Step::new("node")
        .args([home.join("build.mjs"), pages.clone()])
        .run()?;
    say(
        "Measuring, in one browser and in turns: about a minute a run. Leave the machine alone meanwhile.",
    );
    let folders = object(&[
        ("gavel", quoted(&places.dist().to_string_lossy())),
        ("vanilla", quoted(&pages.join("vanilla").to_string_lossy())),
        ("react", quoted(&pages.join("react").to_string_lossy())),
    ]);
    let only: Vec<_> = options.only.iter().map(|name| quoted(name)).collect();
    let note = if options.only.is_empty() {
        quoted(&places.root.join("docs/bench.md").to_string_lossy())
    } else {
        "null".to_owned()
    };
    let told = object(&[
        ("chromium", quoted(&browser.browser.to_string_lossy())),
        ("folders", folders),
        ("runs", options.runs.to_string()),
        ("only", format!("[{}]", only.join(","))),
        ("note", note),
    ]);
    Step::new("node")
        .args([home.join("run/main.mjs")])
        .args([told])
        .run()
}

fn read(arguments: &[String]) -> Outcome<Options> {
    let mut options = Options {
        runs: RUNS,
        only: Vec::new(),
    };
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let value = rest
            .next()
            .ok_or_else(|| format!("`{flag}` needs a value."))?;
        match flag.as_str() {
            "--runs" => {
                let runs = value.parse().ok().filter(|runs| *runs > 0);
                options.runs = runs.ok_or_else(|| format!("`{value}` is no number of runs."))?;
            }
            "--only" => options.only = value.split(',').map(measure).collect::<Outcome<_>>()?,
            _ => return Err(format!("`cargo xtask bench` doesn't know `{flag}`.")),
        }
    }
    Ok(options)
}

fn measure(name: &str) -> Outcome<String> {
    if MEASURES.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!(
        "there is no measure `{name}`, but {}.",
        MEASURES.join(", ")
    ))
}

fn object(entries: &[(&str, String)]) -> String {
    let entries: Vec<_> = entries
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", entries.join(","))
}

/// A path or a name as a JSON string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read() {
        let check = |line: &str, expect: Result<(u32, &[&str]), &str>| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let expect = expect.map(|(runs, only)| Options {
                runs,
                only: only.iter().map(|name| (*name).to_owned()).collect(),
            });
            assert_eq!(read(&words), expect.map_err(str::to_owned), "{line}");
        };
        check("", Ok((5, &[])));
        check("--runs 7 --only flood,storm", Ok((7, &["flood", "storm"])));
        check("--runs none", Err("`none` is no number of runs."));
        check("--runs", Err("`--runs` needs a value."));
        check(
            "--fast 1",
            Err("`cargo xtask bench` doesn't know `--fast`."),
        );
        check(
            "--only speed",
            Err(
                "there is no measure `speed`, but burst, flood, storm, memory, start, quiet, action.",
            ),
        );
    }

    #[test]
    fn strings_are_quoted() {
        let check = |text: &str, expect: &str| assert_eq!(quoted(text), expect);
        check("a b", "\"a b\"");
        check(r#"C:\a"b"#, r#""C:\\a\"b""#);
    }
}
