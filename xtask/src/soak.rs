//! What a page holds after hours, in minutes.

use crate::context::Context;
use crate::test;
use anyhow::Result;
use clap::{ValueEnum, value_parser};

/// Events a second at speed 1.
const EVENTS: u32 = 50;

/// What is soaked.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum What {
    /// A meeting whose events come by the stream
    Meeting,
    /// A room of an OWT server, which is polled
    Polls,
}

/// The options of `cargo xtask soak`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How long the meeting lasts
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = value_parser!(u32).range(1..=1440))]
    minutes: u32,
    /// Times 50 events a second
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..=1440))]
    speed: u32,
    /// How many polls: 1,800 are an hour of them, in some minutes
    #[arg(long, value_name = "N", default_value_t = 1_800, value_parser = value_parser!(u32).range(30..))]
    polls: u32,
    /// One of both alone
    #[arg(long)]
    only: Option<What>,
}

/// `cargo xtask soak`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let Options {
        minutes,
        speed,
        polls,
        only,
    } = options;
    if *only != Some(What::Polls) {
        let events = EVENTS * speed;
        println!(
            "{minutes} minutes of a meeting with {events} events a second; then what the page held."
        );
    }
    if *only != Some(What::Meeting) {
        println!("{polls} polls of an OWT room with the page's clock run fast; the same.");
    }
    let variables = [
        ("GAVEL_SOAK_MINUTES", minutes.to_string().into()),
        ("GAVEL_SOAK_SPEED", speed.to_string().into()),
        ("GAVEL_SOAK_POLLS", polls.to_string().into()),
    ];
    let mut options = vec!["--config", "soak.config.ts"];
    options.extend(match only {
        Some(What::Meeting) => Some("soak/long.ts"),
        Some(What::Polls) => Some("soak/long-polls.ts"),
        None => None,
    });
    test::run_playwright(context, &[&[]], &options, &variables)
}
