//! What a page holds after hours, in minutes.

use crate::context::Context;
use crate::test;
use anyhow::Result;
use clap::value_parser;

/// Events a second at speed 1.
const EVENTS: u32 = 50;

/// The options of `cargo xtask soak`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How long the meeting lasts
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = value_parser!(u32).range(1..=1440))]
    minutes: u32,
    /// Times 50 events a second
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..=1440))]
    speed: u32,
}

/// `cargo xtask soak`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let Options { minutes, speed } = options;
    let events = EVENTS * speed;
    println!(
        "{minutes} minutes of a meeting with {events} events a second; then what the page held."
    );
    let variables = [
        ("GAVEL_SOAK_MINUTES", minutes.to_string().into()),
        ("GAVEL_SOAK_SPEED", speed.to_string().into()),
    ];
    test::run_playwright(context, &["--config", "soak.config.ts"], &variables)
}
