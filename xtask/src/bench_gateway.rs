//! How many events the gateway takes, beside other receivers of the same duty, and what it does with more: release builds, each with a
//! database of its own, flooded from the same machine.

mod receivers;

use crate::context::Context;
use anyhow::Result;
use receivers::{Receiver, Running};
use serde_json::Value;
use std::path::PathBuf;
use xshell::cmd;

const SECONDS: &str = "10";
/// Connections at a time: some, and more than a media server has.
const CONNECTIONS: [&str; 2] = ["64", "512"];
/// A disk that is as slow as this many milliseconds a transaction, in which the gateway writes 1,024 events.
const SLOW_MS: u32 = 500;
const SLOW_RATE: u32 = 1024 * 1000 / SLOW_MS;
/// More than the gateway has under way: some are always there to send more.
const MANY: &str = "8000";

/// Prints a table of events a second and how long answers took.
pub fn run(context: &Context) -> Result<()> {
    let sh = &context.sh;
    cmd!(
        sh,
        "cargo build --quiet --locked --release --package gateway --package sqlx_receiver --bin gateway --bin sqlx_receiver --example flood"
    )
    .run()?;
    let bench = Bench { context };
    println!(
        "| receiver | events | connections | events a second | gateway's ratio | p50 | p99 | longest | not as wanted |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for connections in CONNECTIONS {
        for sender in ["3tee", "netease"] {
            let own = bench.row(Receiver::Gateway, sender, connections, None)?;
            bench.row(Receiver::Sqlx, sender, connections, own)?;
            if sender == "3tee" {
                bench.row(Receiver::Webhook, "webhook", connections, own)?;
            }
        }
    }
    println!();
    bench.overload()
}

struct Bench<'a> {
    context: &'a Context,
}

impl Bench<'_> {
    fn flood(&self, address: &str, sender: &str, options: &[&str]) -> Result<Value> {
        let sh = &self.context.sh;
        let flood: PathBuf = self.context.target.join("release/examples/flood");
        let printed = cmd!(
            sh,
            "{flood} {address} {sender} --seconds {SECONDS} {options...}"
        );
        Ok(serde_json::from_str(&printed.quiet().read()?)?)
    }

    /// Returns how many events a second it was; `None` = the receiver isn't here.
    fn row(
        &self,
        receiver: Receiver,
        sender: &str,
        connections: &str,
        own: Option<f64>,
    ) -> Result<Option<f64>> {
        let Some(running) = Running::start(self.context, receiver, None)? else {
            println!("| {} | | | | | | | | not here |", receiver.name());
            return Ok(None);
        };
        let seen = self.flood(&running.address, sender, &["--connections", connections])?;
        let rate = number(&seen, "rate");
        let ratio = own.map_or(String::new(), |own| format!("{:.1} ×", own / rate));
        println!(
            "| {} | {sender} | {connections} | {rate:.0} | {ratio} | {} | {} | {} | {:.0} |",
            receiver.name(),
            ms(&seen, "p50_ms"),
            ms(&seen, "p99_ms"),
            ms(&seen, "longest_ms"),
            number(&seen, "other") + number(&seen, "unanswered"),
        );
        Ok(Some(rate))
    }

    /// NetEase's callbacks, ten times as many as a slow disk can keep.
    fn overload(&self) -> Result<()> {
        let slow = Some(SLOW_MS);
        let Some(running) = Running::start(self.context, Receiver::Gateway, slow)? else {
            return Ok(());
        };
        let rate = (10 * SLOW_RATE).to_string();
        let options = ["--connections", MANY, "--rate", &rate];
        let seen = self.flood(&running.address, "netease", &options)?;
        let counts = running.counts("netease")?;
        let count = |name: &str| counts.get(name).and_then(Value::as_u64).unwrap_or_default();
        let refused = counts.pointer("/refused/too_many").and_then(Value::as_u64);
        println!("| ten times what a slow disk keeps ({SLOW_RATE} events a second) | |");
        println!("|---|---|");
        println!("| offered | {rate} a second |");
        println!("| answered | {:.0} a second |", number(&seen, "rate"));
        println!(
            "| not answered `{{\"errCode\":0}}` | {:.0} of {:.0} |",
            number(&seen, "other") + number(&seen, "unanswered"),
            number(&seen, "answered") + number(&seen, "unanswered")
        );
        println!(
            "| answered after | p50 {}, p99 {}, longest {} |",
            ms(&seen, "p50_ms"),
            ms(&seen, "p99_ms"),
            ms(&seen, "longest_ms")
        );
        println!(
            "| of them | {} stored by then, some of the {} late ones among them, {} shed, {} refused as too many |",
            count("stored"),
            count("late"),
            count("shed"),
            refused.unwrap_or_default()
        );
        Ok(())
    }
}

fn number(seen: &Value, name: &str) -> f64 {
    seen.get(name).and_then(Value::as_f64).unwrap_or_default()
}

fn ms(seen: &Value, name: &str) -> String {
    format!("{:.1} ms", number(seen, name))
}
