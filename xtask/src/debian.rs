//! Debian's packages: asked for only when something is missing, installed only by root.

use crate::places::Places;
use crate::run::{Outcome, Step, say, which};

/// Whether this machine has Debian's package manager.
pub fn is_debian() -> bool {
    which("apt-get").is_some() && which("dpkg").is_some()
}

/// Installs packages, or says in a sentence how somebody else can.
pub fn install(places: &Places, packages: &[&str], why: &str) -> Outcome {
    let list = packages.join(" ");
    if !is_root() {
        return Err(format!(
            "{why} Ask whoever administers this machine for: apt-get install {list}"
        ));
    }
    say(&format!(
        "{why} Installing Debian's {list}: some minutes, by the network."
    ));
    apt(places, &["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt(places, &arguments)
}

fn apt(places: &Places, arguments: &[&str]) -> Outcome {
    Step::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .inside(&places.root)
        .run()
}

fn is_root() -> bool {
    Step::new("id")
        .args(["-u"])
        .output()
        .is_some_and(|id| id.trim() == "0")
}
