//! The command line.

use crate::world::Settings;
use lexopt::prelude::*;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What `--help` says.
pub const HELP: &str = "\
A conference server to run the panel against, and a web server for the panel.

simulator serve [options]     the API server and conferencing node
  --listen ADDRESS:PORT       where (default 127.0.0.1:8081; port 0 picks a free one)
  --people N                  people in room 1234 (default 24)
  --rate X                    how lively it is (default 1.0; 0 = frozen)
  --seed N                    what the story is made from (default 7)
  --expires SECONDS           how long a token lives (default 120)
  --control                   open the control endpoint /__control/ for tests, on this machine only

simulator panel --dir DIR [--listen ADDRESS:PORT]
                              serves a built panel with the headers of its _headers file
                              (default 127.0.0.1:8080)

The first line printed is `listening http://ADDRESS:PORT`.";

/// What is asked for.
#[derive(Debug, PartialEq)]
pub enum Task {
    /// `--help`
    Help,
    /// `serve`
    Serve {
        /// Where.
        listen: SocketAddr,
        /// The world's settings.
        settings: Settings,
        /// With the control endpoint.
        control: bool,
    },
    /// `panel`
    Panel {
        /// Where.
        listen: SocketAddr,
        /// The folder.
        dir: PathBuf,
    },
}

/// Reads the command line, without the program's name.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Task, String> {
    let mut parser = lexopt::Parser::from_args(words);
    read(&mut parser).map_err(|error| format!("{error}; try --help"))
}

fn read(parser: &mut lexopt::Parser) -> Result<Task, lexopt::Error> {
    match parser.next()? {
        Some(Value(word)) if word == "serve" => serve(parser),
        Some(Value(word)) if word == "panel" => panel(parser),
        Some(Long("help") | Short('h')) => Ok(Task::Help),
        Some(Value(word)) => Err(format!("there is no command {word:?}").into()),
        Some(other) => Err(other.unexpected()),
        None => Err("a command is missing: serve or panel".into()),
    }
}

fn serve(parser: &mut lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut listen = SocketAddr::from(([127, 0, 0, 1], 8081));
    let mut settings = Settings::default();
    let mut control = false;
    while let Some(word) = parser.next()? {
        match word {
            Long("listen") => listen = parser.value()?.parse()?,
            Long("people") => settings.people = parser.value()?.parse()?,
            Long("rate") => settings.rate = parser.value()?.parse()?,
            Long("seed") => settings.seed = parser.value()?.parse()?,
            Long("expires") => settings.expires = parser.value()?.parse()?,
            Long("control") => control = true,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(other.unexpected()),
        }
    }
    if !settings.rate.is_finite() || settings.rate < 0.0 || settings.rate > 1000.0 {
        return Err("--rate must be a number from 0 to 1000".into());
    }
    if settings.expires == 0 || settings.expires > 86_400 {
        return Err("--expires must be from 1 to 86400 seconds".into());
    }
    settings.fresh_rooms = control;
    Ok(Task::Serve {
        listen,
        settings,
        control,
    })
}

fn panel(parser: &mut lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut listen = SocketAddr::from(([127, 0, 0, 1], 8080));
    let mut dir = None;
    while let Some(word) = parser.next()? {
        match word {
            Long("listen") => listen = parser.value()?.parse()?,
            Long("dir") => dir = Some(PathBuf::from(parser.value()?)),
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(other.unexpected()),
        }
    }
    let dir = dir.ok_or("--dir is missing: the folder with the built panel")?;
    Ok(Task::Panel { listen, dir })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: impl FnOnce(Result<Task, String>) -> bool) {
        let result = parse(line.split_whitespace().map(str::to_owned));
        let shown = format!("{result:?}");
        assert!(expect(result), "{line}: {shown}");
    }

    #[test]
    fn command_lines() {
        let refuses = |part: &'static str| {
            move |r: Result<Task, String>| r.is_err_and(|why| why.contains(part))
        };
        check("--help", |r| r == Ok(Task::Help));
        check(
            "serve --people 5000 --rate=0 --control --listen 127.0.0.1:0",
            |r| {
                matches!(r, Ok(Task::Serve { listen, settings, control: true })
                if listen.port() == 0 && settings.people == 5000 && settings.rate == 0.0)
            },
        );
        check("panel --dir dist", |r| matches!(r, Ok(Task::Panel { .. })));
        check("", refuses("a command is missing"));
        check("dance", refuses("no command \"dance\""));
        check("panel", refuses("--dir is missing"));
        check("serve --people many", refuses("many"));
        check("serve --rate -1", refuses("rate"));
        check("serve --wrong", refuses("--wrong"));
    }
}
