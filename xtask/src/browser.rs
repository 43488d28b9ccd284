//! Chromium and its driver, which the tests in a browser need.

use crate::context::Context;
use anyhow::{Context as _, Result, ensure};
use std::path::PathBuf;
use which::which;
use xshell::{Shell, cmd};

const MISSING: &str =
    "Chromium and chromedriver are needed for the tests in a browser and aren't here.";
/// Without the fonts, Chinese names are empty boxes, and as wide as boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// A browser and the driver that fits it.
pub struct Browser {
    /// Chromium or Chrome.
    pub program: PathBuf,
    /// chromedriver.
    pub driver: PathBuf,
}

/// Returns what GAVEL_CHROMIUM and CHROMEDRIVER name, or what PATH has, or Debian's, which is installed.
pub fn find_or_install(context: &Context) -> Result<Browser> {
    if let Some(browser) = find(&context.sh) {
        return Ok(browser);
    }
    ensure!(
        which("apt-get").is_ok(),
        "{MISSING} Install both in the same version, or say where they are in GAVEL_CHROMIUM and CHROMEDRIVER."
    );
    install_packages(&context.sh, MISSING, &PACKAGES)?;
    find(&context.sh).context("Chromium was installed, but isn't on PATH.")
}

fn find(sh: &Shell) -> Option<Browser> {
    let named = |variable: &str| {
        let path = PathBuf::from(sh.var_os(variable)?);
        path.is_file().then_some(path)
    };
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let on_path = || names.into_iter().find_map(|name| which(name).ok());
    Some(Browser {
        program: named("GAVEL_CHROMIUM").or_else(on_path)?,
        driver: named("CHROMEDRIVER").or_else(|| which("chromedriver").ok())?,
    })
}

/// Installs Debian's packages, where this is such a system and we may. `missing` says in a sentence what isn't here.
///
/// # Errors
/// Where we may not, with what to ask for; or the installation fails.
pub fn install_packages(sh: &Shell, missing: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let may = which("apt-get").is_ok() && cmd!(sh, "id -u").quiet().read()? == "0";
    ensure!(
        may,
        "{missing} Ask whoever administers this machine for: apt-get install {list}"
    );
    println!("{missing} Installing Debian's packages {list}: some minutes, by the network.");
    let _quiet = sh.push_env("DEBIAN_FRONTEND", "noninteractive");
    cmd!(sh, "apt-get update -q").run()?;
    Ok(cmd!(
        sh,
        "apt-get install -q -y --no-install-recommends {packages...}"
    )
    .run()?)
}
