//! How many events the gateway takes: a release build with a database of its own, flooded from the same machine.

use crate::context::Context;
use anyhow::{Context as _, Result};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use xshell::cmd;

const SECONDS: &str = "10";
/// Connections at a time: some, and more than a media server has.
const CONNECTIONS: [&str; 2] = ["64", "512"];

/// Prints events a second and how long answers took.
pub fn run(context: &Context) -> Result<()> {
    let sh = &context.sh;
    cmd!(
        sh,
        "cargo build --quiet --locked --release --package gateway --bin gateway --example flood"
    )
    .run()?;
    let release = context.target.join("release");
    let flood = release.join("examples/flood");
    for connections in CONNECTIONS {
        let folder = sh.create_temp_dir()?;
        let database = folder.path().join("events.sqlite");
        let mut gateway = Command::new(release.join("gateway"))
            .arg("serve")
            .env("GATEWAY_LISTEN", "127.0.0.1:0")
            .env("GATEWAY_DATABASE", &database)
            .env("GATEWAY_LOG", "warn")
            .env("GATEWAY_API__TOKENS", "[bench]")
            .env("GATEWAY_THREE_TEE__KEYS", "[bench-key]")
            .env(
                "GATEWAY_NETEASE__APPS",
                "[{key=bench-app,secrets=[bench-secret]}]",
            )
            .stdout(Stdio::piped())
            .spawn()?;
        let output = gateway.stdout.take().context("the gateway's output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let flooded = match line.trim().strip_prefix("listening ") {
            Some(address) => cmd!(sh, "{flood} {address} {connections} {SECONDS}").run(),
            None => Ok(()),
        };
        gateway.kill()?;
        gateway.wait()?;
        flooded?;
        anyhow::ensure!(line.starts_with("listening "), "The gateway didn't start.");
    }
    Ok(())
}
