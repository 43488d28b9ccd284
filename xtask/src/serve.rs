//! The panel and a simulated conference server on this machine, with a link to open.

use crate::places::Places;
use crate::run::{Outcome, Step, say};
use crate::servers::{self, Server};
use crate::{build, toolchain};
use std::path::Path;

/// The room that the link names; the simulator has it with these two PINs.
const ROOM: &str = "1234";
const HOST_PIN: &str = "1111";
const GUEST_PIN: &str = "2222";

/// What `serve` and `dev` are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    /// Passed on to the simulator as it is.
    simulator: Vec<String>,
}

impl Options {
    /// Reads the command line.
    pub fn read(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            port: 8080,
            simulator: Vec::new(),
        };
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            if name == "--control" {
                options.simulator.push(name.clone());
                continue;
            }
            let value = rest
                .next()
                .ok_or_else(|| format!("`{name}` needs a number after it."))?;
            match name.as_str() {
                "--port" => {
                    options.port = value
                        .parse()
                        .map_err(|_| format!("`{value}` is no port."))?
                }
                "--people" | "--rate" | "--seed" => {
                    value
                        .parse::<f64>()
                        .map_err(|_| format!("`{name}` needs a number, not `{value}`."))?;
                    options.simulator.extend([name.clone(), value.clone()]);
                }
                other => {
                    return Err(format!(
                        "there is no option `{other}`: see `cargo xtask help`."
                    ));
                }
            }
        }
        if options.port == u16::MAX {
            return Err(
                "the conference server takes the next port, and there is none after this.".into(),
            );
        }
        Ok(options)
    }

    fn panel(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port + 1)
    }

    fn link(&self) -> String {
        format!(
            "http://{}/#server=http://{}&account={ROOM}&name=Wang%20Fang",
            self.panel(),
            self.server()
        )
    }
}

/// `cargo xtask serve`.
pub fn serve(places: &Places, arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    build::release_if_changed(places)?;
    build_simulator(places)?;
    let quit = servers::quit_signal()?;
    let both = start(places, &options, &places.dist())?;
    servers::keep(both, &quit)
}

/// Starts the simulator twice: as the conference server, and as the panel's web server.
pub fn start(places: &Places, options: &Options, dist: &Path) -> Outcome<Vec<Server>> {
    let (program, listen) = (places.simulator(), options.server());
    let more = options.simulator.clone();
    let server = Server::start("The conference server", true, move || {
        Step::new(&program)
            .args(["serve", "--listen", &listen])
            .args(&more)
    })?;
    let (program, listen, folder) = (places.simulator(), options.panel(), dist.to_path_buf());
    let panel = Server::start("The panel's web server", true, move || {
        Step::new(&program)
            .args(["panel", "--listen", &listen])
            .arg_pair("--dir", &folder)
    })?;
    println!();
    say(&format!("Open  {}", options.link()));
    println!("PINs  {HOST_PIN} for hosts, {GUEST_PIN} for guests");
    println!(
        "To see the panel recover, end the conference server: kill {}",
        server.pid()
    );
    println!("It starts again after three seconds. Ctrl-C ends both.\n");
    Ok(vec![server, panel])
}

/// Builds the simulator.
pub fn build_simulator(places: &Places) -> Outcome {
    say("Building the simulator: a minute or two the first time.");
    toolchain::host(places)
        .args(["build", "--quiet", "--locked", "--package", "simulator"])
        .run()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Options> {
        Options::read(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_are_read_or_refused_in_a_sentence() {
        let check = |line: &str, expect: Result<(u16, &[&str]), &str>| {
            let found = read(line).map(|options| (options.port, options.simulator));
            let expect = expect
                .map(|(port, more)| (port, more.iter().map(|word| (*word).to_owned()).collect()))
                .map_err(str::to_owned);
            assert_eq!(found, expect, "{line}");
        };
        check("", Ok((8080, &[])));
        check(
            "--people 5000 --rate 2.5 --port 9000",
            Ok((9000, &["--people", "5000", "--rate", "2.5"])),
        );
        check(
            "--control --seed 7",
            Ok((8080, &["--control", "--seed", "7"])),
        );
        check("--people", Err("`--people` needs a number after it."));
        check(
            "--people many",
            Err("`--people` needs a number, not `many`."),
        );
        check(
            "--colour 3",
            Err("there is no option `--colour`: see `cargo xtask help`."),
        );
        check("--port 70000", Err("`70000` is no port."));
        check(
            "--port 65535",
            Err("the conference server takes the next port, and there is none after this."),
        );
    }

    #[test]
    fn the_link_names_the_server_and_the_room() {
        let link = read("--port 9000").unwrap().link();
        assert_eq!(
            link,
            "http://127.0.0.1:9000/#server=http://127.0.0.1:9001&account=1234&name=Wang%20Fang"
        );
    }
}
