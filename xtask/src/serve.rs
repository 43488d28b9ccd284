//! The panel and simulated servers of every kind on this machine, with a link to open for each.

use crate::build;
use crate::context::Context;
use crate::servers::{self, Server};
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use xshell::cmd;

/// The room that the link names; the simulator has it with these two PINs.
const ROOM: &str = "1234";
const HOST_PIN: &str = "1111";
const GUEST_PIN: &str = "2222";
/// The service of the OWT server that the second link is for; its server has it with this key.
const OWT_SERVICE: &str = "6b0234e24d6cc98f7c424e76";
const OWT_KEY: &str = "sampleKeyForTests0001";
/// What panels show the gateway.
const GATEWAY_TOKEN: &str = "panel-token";
/// What the simulated vendors sign with, and what the 叁体 server asks for when it is asked.
const VENDOR_KEYS: [(&str, &str); 4] = [
    ("GATEWAY_THREE_TEE__KEYS", r#"["northbound-key"]"#),
    (
        "GATEWAY_NETEASE__APPS",
        r#"[{key="app",secrets=["0123456789ab"]}]"#,
    ),
    ("GATEWAY_THREE_TEE__POLL__ACCESS_KEY", "ak"),
    ("GATEWAY_THREE_TEE__POLL__SECRET_KEY", "sk"),
];

/// The options of `cargo xtask serve` and `dev`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many people are in the meeting
    #[arg(long, value_name = "N")]
    people: Option<u32>,
    /// How lively the meeting is
    #[arg(long, value_name = "N")]
    rate: Option<f64>,
    /// Another story
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Where the panel listens; the conference server takes the next port, the servers of other kinds the five after that
    #[arg(long, value_name = "N", default_value_t = 8080, value_parser = clap::value_parser!(u16).range(..65530))]
    port: u16,
    /// Let the server's faults be switched on
    #[arg(long)]
    control: bool,
}

impl Options {
    fn panel(&self) -> String {
        self.address(0)
    }

    fn server(&self) -> String {
        self.address(1)
    }

    fn owt_server(&self) -> String {
        self.address(2)
    }

    fn owt_portal(&self) -> String {
        self.address(3)
    }

    fn gateway(&self) -> String {
        self.address(4)
    }

    /// The vendor's server that the gateway asks who is there.
    fn vendor(&self) -> String {
        self.address(5)
    }

    fn phone_server(&self) -> String {
        self.address(6)
    }

    fn address(&self, offset: u16) -> String {
        format!("127.0.0.1:{}", self.port + offset)
    }

    fn link(&self) -> String {
        format!(
            "http://{}/#server=http://{}&account={ROOM}&name=Wang%20Fang",
            self.panel(),
            self.server()
        )
    }

    /// The link to a server of another kind, by the word of the kind.
    fn link_of(&self, kind: &str, server: &str) -> String {
        format!("http://{}/#{kind}={server}", self.panel())
    }

    fn owt_link(&self) -> String {
        self.link_of("owt", &format!("http://{}", self.owt_server()))
    }

    fn gateway_link(&self) -> String {
        self.link_of("callbacks", &format!("http://{}", self.gateway()))
    }

    fn phone_link(&self) -> String {
        self.link_of("phone", &format!("ws://{}", self.phone_server()))
    }

    /// What the simulator is told of them, whichever kind of server it is.
    fn simulator_arguments(&self) -> Vec<String> {
        let numbers = [
            ("people", self.people.map(|people| people.to_string())),
            ("rate", self.rate.map(|rate| rate.to_string())),
            ("seed", self.seed.map(|seed| seed.to_string())),
        ];
        let given = numbers
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let mut arguments: Vec<_> = given
            .map(|(name, value)| format!("--{name}={value}"))
            .collect();
        arguments.extend(self.control.then(|| "--control".to_owned()));
        arguments
    }
}

/// `cargo xtask serve`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    build::release(context)?;
    build_simulator(context)?;
    build_gateway(context)?;
    let quit = servers::quit_signal()?;
    let dist = context.dist();
    let servers = start(context, options, &dist)?;
    servers::supervise(servers, &quit)
}

/// Starts the simulator as a server of each kind and as the panel's web server, and a gateway that it tells a day of callbacks.
pub fn start<'a>(
    context: &'a Context,
    options: &'a Options,
    dist: &'a Path,
) -> Result<Vec<Server<'a>>> {
    let (sh, simulator) = (&context.sh, context.simulator());
    let conference = {
        let (simulator, listen, more) = (
            simulator.clone(),
            options.server(),
            options.simulator_arguments(),
        );
        move || {
            cmd!(sh, "{simulator} serve --listen {listen}")
                .args(&more)
                .into()
        }
    };
    let owt = {
        let (simulator, more) = (simulator.clone(), options.simulator_arguments());
        let (listen, portal) = (options.owt_server(), options.owt_portal());
        move || {
            cmd!(sh, "{simulator} owt --listen {listen} --portal {portal}")
                .args(&more)
                .into()
        }
    };
    let phone = {
        let (simulator, listen) = (simulator.clone(), options.phone_server());
        move || cmd!(sh, "{simulator} phone --listen {listen}").into()
    };
    let vendors = {
        let (simulator, listen) = (simulator.clone(), options.vendor());
        let gateway = format!("http://{}", options.gateway());
        move || {
            cmd!(
                sh,
                "{simulator} callbacks --gateway {gateway} --listen {listen}"
            )
            .into()
        }
    };
    let gateway = gateway(context, options)?;
    let listen = options.panel();
    let panel = move || cmd!(sh, "{simulator} panel --listen {listen} --dir {dist}").into();
    let conference = Server::start("The conference server", true, conference)?;
    let owt = Server::start("The OWT server", true, owt)?;
    let phone = Server::start("The phone conference server", true, phone)?;
    let gateway = Server::start("The callback gateway", true, gateway)?;
    let vendors = Server::start("The vendors that call back", true, vendors)?;
    let panel = Server::start("The panel's web server", true, panel)?;
    println!("\nOpen  {}", options.link());
    println!("PINs  {HOST_PIN} for hosts, {GUEST_PIN} for guests");
    println!("Or    {}", options.owt_link());
    println!("Type  service ID {OWT_SERVICE}, service key {OWT_KEY}");
    println!("Or    {}", options.gateway_link());
    println!("Type  access token {GATEWAY_TOKEN}");
    println!("Or    {}", options.phone_link());
    println!("Type  any client ID");
    println!(
        "To see the panel recover, end the conference server: kill {}",
        conference.pid()
    );
    println!("It starts again after three seconds. Ctrl-C ends all.\n");
    Ok(vec![conference, owt, phone, gateway, vendors, panel])
}

/// Returns what starts the gateway, with a database that is empty at first.
fn gateway<'a>(context: &'a Context, options: &Options) -> Result<impl Fn() -> Command + 'a> {
    let sh = &context.sh;
    let folder = context.target.join("gavel-serve");
    sh.remove_path(&folder)?;
    sh.create_dir(&folder)?;
    let program = context.gateway();
    let settings = [
        ("GATEWAY_LISTEN", options.gateway()),
        (
            "GATEWAY_DATABASE",
            folder.join("events.sqlite").display().to_string(),
        ),
        ("GATEWAY_LOG", "warn".to_owned()),
        ("GATEWAY_API__TOKENS", format!(r#"["{GATEWAY_TOKEN}"]"#)),
        (
            "GATEWAY_API__ORIGINS",
            format!(r#"["http://{}"]"#, options.panel()),
        ),
        (
            "GATEWAY_THREE_TEE__POLL__SERVER",
            format!("http://{}", options.vendor()),
        ),
    ];
    Ok(move || {
        let settings = settings.iter().map(|(name, value)| (*name, value.as_str()));
        cmd!(sh, "{program} serve")
            .envs(settings.chain(VENDOR_KEYS))
            .into()
    })
}

/// Builds the simulator.
pub fn build_simulator(context: &Context) -> Result<()> {
    println!("Building the simulator: a minute or two the first time.");
    let sh = &context.sh;
    Ok(cmd!(sh, "cargo build --quiet --locked --package simulator").run()?)
}

/// Builds the callback gateway.
pub fn build_gateway(context: &Context) -> Result<()> {
    println!("Building the callback gateway: a minute the first time.");
    let sh = &context.sh;
    Ok(cmd!(sh, "cargo build --quiet --locked --package gateway").run()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simulator_is_told_what_was_given() {
        let mut options = Options {
            people: Some(5000),
            rate: Some(2.5),
            seed: None,
            port: 9000,
            control: true,
        };
        assert_eq!(
            options.simulator_arguments(),
            ["--people=5000", "--rate=2.5", "--control"]
        );
        options.people = None;
        options.rate = None;
        options.control = false;
        assert!(options.simulator_arguments().is_empty());
        assert_eq!(
            options.link(),
            "http://127.0.0.1:9000/#server=http://127.0.0.1:9001&account=1234&name=Wang%20Fang"
        );
        assert_eq!(
            options.owt_link(),
            "http://127.0.0.1:9000/#owt=http://127.0.0.1:9002"
        );
        assert_eq!(options.owt_portal(), "127.0.0.1:9003");
        assert_eq!(
            options.gateway_link(),
            "http://127.0.0.1:9000/#callbacks=http://127.0.0.1:9004"
        );
        assert_eq!(
            options.phone_link(),
            "http://127.0.0.1:9000/#phone=ws://127.0.0.1:9006"
        );
    }
}
