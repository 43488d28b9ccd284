//! The command line.

use crate::callbacks::world::{APP, KEY};
use crate::world::Settings;
use crate::world::forms::OldForms;
use crate::{callbacks, owt, phone};
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// A conference server to run the panel against, and a web server for the panel.
///
/// The first line printed is `listening http://ADDRESS:PORT`.
#[derive(Debug, Parser)]
#[command(name = "simulator")]
pub struct Cli {
    /// What is asked for.
    #[command(subcommand)]
    pub command: Command,
}

/// What the simulator can be started as.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The API server and conferencing node.
    Serve(ServeArgs),
    /// An Open WebRTC Toolkit conference server: its management API, and its portal on a second port.
    Owt(OwtArgs),
    /// A day of callbacks of 叁体 and NetEase, told to a gateway.
    Callbacks(CallbacksArgs),
    /// A server of phone conferences, and the telephones behind it.
    Phone(PhoneArgs),
    /// Serves a built panel with the headers of its _headers file.
    Panel(PanelArgs),
}

/// The options of `serve`.
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Where to listen; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8081")]
    pub listen: SocketAddr,
    /// People in room 1234.
    #[arg(long, value_name = "N", default_value_t = 24)]
    pub people: usize,
    /// How lively it is, 0 to 1000; 0 = frozen.
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = parse_rate, allow_negative_numbers = true)]
    pub rate: f64,
    /// What the story is made from.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// How long a token lives, 1 to 86400.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub expires: u64,
    /// Opens the control endpoint /__control/ for tests, on this machine only.
    #[arg(long)]
    pub control: bool,
    /// Adds to this file what pages were served in which test, which POST /__control/test names.
    #[arg(long, value_name = "FILE", requires = "control")]
    pub served: Option<PathBuf>,
    /// Begins with every old form on: as the document has it, where the vendor's own clients need something else.
    #[arg(long)]
    pub old_forms: bool,
}

impl ServeArgs {
    /// Returns the settings of the world that is asked for. `id_salt` makes its ids and tokens differ from those of an
    /// earlier start.
    pub fn settings(&self, id_salt: u64) -> Settings {
        Settings {
            people: self.people,
            rate: self.rate,
            seed: self.seed,
            expires: self.expires,
            fresh_rooms: self.control,
            id_salt,
            old_forms: if self.old_forms {
                OldForms::all()
            } else {
                OldForms::default()
            },
            ..Settings::default()
        }
    }
}

/// The options of `owt`.
#[derive(Args, Debug)]
pub struct OwtArgs {
    /// Where the API listens; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8083")]
    pub listen: SocketAddr,
    /// Where the portal listens; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8084")]
    pub portal: SocketAddr,
    /// People in the lively room.
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub people: usize,
    /// How lively it is, 0 to 1000; 0 = frozen.
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = parse_rate, allow_negative_numbers = true)]
    pub rate: f64,
    /// What the story is made from.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// Begins without any room.
    #[arg(long)]
    pub empty: bool,
    /// Opens the control endpoint /__control/ for tests, on this machine only.
    #[arg(long)]
    pub control: bool,
    /// Adds to this file what pages were served in which test, which POST /__control/test names.
    #[arg(long, value_name = "FILE", requires = "control")]
    pub served: Option<PathBuf>,
}

impl OwtArgs {
    /// Returns the settings of the world that is asked for, with its portal at `portal`. `id_salt` makes its ids and tokens
    /// differ from those of an earlier start.
    pub fn settings(&self, portal: SocketAddr, id_salt: u64) -> owt::world::Settings {
        owt::world::Settings {
            people: self.people,
            rate: self.rate,
            seed: self.seed,
            id_salt,
            portal_host: portal.to_string(),
            empty: self.empty,
            ..owt::world::Settings::default()
        }
    }
}

/// The options of `callbacks`.
#[derive(Args, Debug)]
pub struct CallbacksArgs {
    /// The gateway's address.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8090")]
    pub gateway: String,
    /// Answers here who is in the media server's rooms, also when the day is over; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// How long the day is.
    #[arg(long, value_name = "N", default_value_t = 24 * 60, value_parser = clap::value_parser!(u64).range(1..=525_600))]
    pub minutes: u64,
    /// Ends after so many callbacks.
    #[arg(long, value_name = "N")]
    pub events: Option<u64>,
    /// So many times as fast as the day, up to 100000; 0 = as fast as it goes.
    #[arg(long, value_name = "X", default_value_t = 60.0, value_parser = parse_pace, allow_negative_numbers = true)]
    pub pace: f64,
    /// What the story is made from.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// Rooms that are open at a time, at most.
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub rooms: usize,
    /// People that are in them at a time, at most.
    #[arg(long, value_name = "N", default_value_t = 80)]
    pub people: usize,
    /// Nothing goes wrong.
    #[arg(long)]
    pub calm: bool,
    /// All rooms open at once, with all people in them.
    #[arg(long)]
    pub full: bool,
    /// Callbacks that are sent at a time.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub at_a_time: u16,
    /// 叁体's key of the check code.
    #[arg(long, value_name = "KEY", default_value = KEY)]
    pub key: String,
    /// NetEase's AppKey.
    #[arg(long, value_name = "KEY", default_value = APP.0)]
    pub app_key: String,
    /// NetEase's App Secret.
    #[arg(long, value_name = "SECRET", default_value = APP.1)]
    pub app_secret: String,
}

impl CallbacksArgs {
    /// Returns the settings of the day that is asked for.
    pub fn settings(&self) -> callbacks::world::Settings {
        callbacks::world::Settings {
            seed: self.seed,
            minutes: self.minutes,
            events: self.events,
            rooms: self.rooms,
            people: self.people,
            calm: self.calm,
            full: self.full,
            ..callbacks::world::Settings::default()
        }
    }

    /// Returns how it is to be played.
    pub fn options(&self) -> callbacks::play::Options {
        callbacks::play::Options {
            gateway: self.gateway.clone(),
            key: self.key.clone(),
            app: (self.app_key.clone(), self.app_secret.clone()),
            pace: self.pace,
            at_a_time: usize::from(self.at_a_time),
        }
    }
}

/// The options of `phone`.
#[derive(Args, Debug)]
pub struct PhoneArgs {
    /// Where to listen; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8087")]
    pub listen: SocketAddr,
    /// How long telephones ring until they are answered, 0 to 3600.
    #[arg(long, value_name = "SECONDS", default_value_t = 3, value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub answer_after: u64,
    /// What ids are made from.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// Tells what happens, as the document has it; the real server never does.
    #[arg(long)]
    pub notify: bool,
    /// Opens the control endpoint /__control/ for tests, on this machine only. Telephones ring until it answers them.
    #[arg(long)]
    pub control: bool,
    /// Adds to this file what pages were served in which test, which POST /__control/test names.
    #[arg(long, value_name = "FILE", requires = "control")]
    pub served: Option<PathBuf>,
}

impl PhoneArgs {
    /// Returns the settings of the world that is asked for. `id_salt` makes its ids differ from those of an earlier start.
    pub fn settings(&self, id_salt: u64) -> phone::world::Settings {
        phone::world::Settings {
            seed: self.seed,
            id_salt,
            behaviour: phone::world::Behaviour {
                notifications: if self.notify {
                    phone::world::Notifications::Five
                } else {
                    phone::world::Notifications::Off
                },
                answer_after_ms: (!self.control).then(|| self.answer_after.saturating_mul(1_000)),
                ..phone::world::Behaviour::default()
            },
        }
    }
}

/// The options of `panel`.
#[derive(Args, Debug)]
pub struct PanelArgs {
    /// The folder with the built panel.
    #[arg(long)]
    pub dir: PathBuf,
    /// Where to listen; port 0 picks a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

fn parse_rate(text: &str) -> Result<f64, String> {
    parse_up_to(text, 1000.0)
}

fn parse_pace(text: &str) -> Result<f64, String> {
    parse_up_to(text, 100_000.0)
}

fn parse_up_to(text: &str, most: f64) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|number| (0.0..=most).contains(number))
        .ok_or_else(|| format!("it must be a number from 0 to {most}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    fn check(line: &str, expect: impl FnOnce(Result<Command, clap::Error>) -> bool) {
        let words = ["simulator"].into_iter().chain(line.split_whitespace());
        let result = Cli::try_parse_from(words).map(|cli| cli.command);
        let shown = format!("{result:?}");
        assert!(expect(result), "{line}: {shown}");
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn command_lines() {
        let refuses = |part: &'static str| {
            move |result: Result<Command, clap::Error>| {
                result.is_err_and(|error| error.to_string().contains(part))
            }
        };
        check("--help", |result| {
            result.is_err_and(|error| error.kind() == ErrorKind::DisplayHelp)
        });
        check("serve", |result| {
            matches!(result, Ok(Command::Serve(args)) if args.listen.port() == 8081
                && args.settings(0) == Settings::default() && !args.control)
        });
        check(
            "serve --people 5000 --rate=0 --control --listen 127.0.0.1:0",
            |result| {
                matches!(result, Ok(Command::Serve(args)) if args.listen.port() == 0
                    && args.people == 5000 && args.rate == 0.0 && args.settings(0).fresh_rooms)
            },
        );
        check(
            "serve --old-forms",
            |result| matches!(result, Ok(Command::Serve(args)) if args.settings(0).old_forms == OldForms::all()),
        );
        check("owt", |result| {
            matches!(result, Ok(Command::Owt(args)) if args.listen.port() == 8083
                && args.settings(args.portal, 0) == owt::world::Settings::default() && !args.control)
        });
        check(
            "owt --listen 127.0.0.1:0 --portal 127.0.0.1:0 --people 500 --rate 0 --empty --control --served a",
            |result| {
                matches!(result, Ok(Command::Owt(args)) if args.portal.port() == 0
                    && args.settings(args.portal, 0).empty && args.served.is_some())
            },
        );
        check("callbacks", |result| {
            matches!(result, Ok(Command::Callbacks(args)) if args.listen.is_none()
                && args.settings() == callbacks::world::Settings::default() && args.options().pace == 60.0)
        });
        check(
            "callbacks --gateway http://127.0.0.1:1 --listen 127.0.0.1:0 --minutes 5 --events 9 --pace 0 --calm --full",
            |result| {
                matches!(result, Ok(Command::Callbacks(args)) if args.listen.is_some()
                    && args.settings().events == Some(9) && args.settings().full && args.options().pace == 0.0)
            },
        );
        check("callbacks --pace 1e9", refuses("from 0 to 100000"));
        check("callbacks --at-a-time 0", refuses("--at-a-time"));
        check("phone", |result| {
            matches!(result, Ok(Command::Phone(args)) if args.listen.port() == 8087
                && args.settings(0) == phone::world::Settings::default() && !args.control)
        });
        check(
            "phone --listen 127.0.0.1:0 --notify --control --served a",
            |result| {
                matches!(result, Ok(Command::Phone(args)) if args.served.is_some()
                    && args.settings(0).behaviour.answer_after_ms.is_none())
            },
        );
        check("phone --answer-after 4000", refuses("--answer-after"));
        check("panel --dir dist", |result| {
            matches!(result, Ok(Command::Panel(args)) if args.listen.port() == 8080
                && args.dir.as_os_str() == "dist")
        });
        check("", |result| {
            result.is_err_and(|error| error.exit_code() == 2)
        });
        check("dance", refuses("'dance'"));
        check("panel", refuses("--dir"));
        check("serve --people many", refuses("many"));
        check("serve --rate -1", refuses("from 0 to 1000"));
        check("serve --rate NaN", refuses("from 0 to 1000"));
        check("serve --expires 0", refuses("--expires"));
        check("serve --served a.jsonl", refuses("--control"));
        check("serve --wrong", refuses("--wrong"));
    }
}
