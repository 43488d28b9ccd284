//! For work on the panel: as `serve`, with a build for debugging that follows the sources.

use crate::build::Trunk;
use crate::context::Context;
use crate::serve::{self, Options};
use crate::servers::{self, Server};
use anyhow::Result;

/// `cargo xtask dev`.
pub fn run(context: &Context, options: &Options) -> Result<()> {
    let trunk = Trunk::install(context)?;
    // Not dist/: that is what gets deployed.
    let dist = context.target.join("gavel-dev");
    println!(
        "Building the panel for debugging: some minutes the first time, then seconds a change."
    );
    trunk.command("build", &dist).run()?;
    serve::build_simulator(context)?;
    serve::build_gateway(context)?;
    let quit = servers::quit_signal()?;
    let mut servers = serve::start(context, options, &dist)?;
    let watch = || trunk.command("watch", &dist).into();
    servers.push(Server::start("Trunk", false, watch)?);
    println!("Reload the page when Trunk has built.");
    servers::supervise(servers, &quit)
}
