//! For work on the panel: as `serve`, with a build for debugging that follows the sources.

use crate::build::Trunk;
use crate::places::Places;
use crate::run::{Outcome, say, told};
use crate::serve::{self, Options};
use crate::servers::{self, Server};

/// `cargo xtask dev`.
pub fn dev(places: &Places, arguments: &[String]) -> Outcome {
    let options = Options::read(arguments)?;
    let trunk = Trunk::ready(places)?;
    // Not dist/: that is what gets deployed.
    let dist = places.target.join("gavel-dev");
    say("Building the panel for debugging: some minutes the first time, then seconds a change.");
    trunk.build(places, &dist, false)?;
    // Trunk is told not to watch these, and stops where they aren't there.
    for ignored in ["dist", "target"] {
        let folder = places.root.join(ignored);
        told("made", &folder, std::fs::create_dir_all(&folder))?;
    }
    serve::build_simulator(places)?;
    let quit = servers::quit_signal()?;
    let mut servers = serve::start(places, &options, &dist)?;
    let watch = std::rc::Rc::new((trunk, Places::find()?));
    servers.push(Server::start("Trunk", false, move || {
        let (trunk, places) = &*watch;
        trunk.watch(places, &dist)
    })?);
    println!("Reload the page when Trunk has built.");
    servers::keep(servers, &quit)
}
