//! `cargo xtask soak`: what a page holds after hours, in minutes.

use crate::places::Places;
use crate::run::{Outcome, say};
use crate::test;

/// Events a second at speed 1.
const EVENTS: u32 = 50;

/// What to run.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    minutes: u32,
    /// Times as fast.
    speed: u32,
}

impl Options {
    fn read(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            minutes: 30,
            speed: 1,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("`{}` needs a number after it.", pair.concat()));
            };
            let number = value
                .parse()
                .ok()
                .filter(|number| (1..=1440).contains(number))
                .ok_or_else(|| format!("`{name}` needs a number from 1 to 1440, not `{value}`."))?;
            match name.as_str() {
                "--minutes" => options.minutes = number,
                "--speed" => options.speed = number,
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

/// `cargo xtask soak [--minutes N] [--speed N]`.
pub fn soak(places: &Places, arguments: &[String]) -> Outcome {
    let Options { minutes, speed } = Options::read(arguments)?;
    let playwright = test::playwright(places)?;
    say(&format!(
        "{minutes} minutes of a meeting with {} events a second; then what the page held.",
        EVENTS * speed
    ));
    playwright
        .args(["--config", "soak.config.ts"])
        .env("GAVEL_SOAK_MINUTES", minutes.to_string())
        .env("GAVEL_SOAK_SPEED", speed.to_string())
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let check = |line: &str, expect: Result<(u32, u32), &str>| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let read = Options::read(&words).map(|options| (options.minutes, options.speed));
            assert_eq!(read, expect.map_err(str::to_owned), "{line}");
        };
        check("", Ok((30, 1)));
        check("--minutes 3 --speed 10", Ok((3, 10)));
        check("--minutes", Err("`--minutes` needs a number after it."));
        check(
            "--speed 0",
            Err("`--speed` needs a number from 1 to 1440, not `0`."),
        );
        check(
            "--seed 1",
            Err("there is no option `--seed`: see `cargo xtask help`."),
        );
    }
}
