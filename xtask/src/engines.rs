//! Firefox, and WebKit as Safari has it: found on this machine, or Debian's are installed where that may be done.

use crate::context::Context;
use crate::{browser, tools};
use anyhow::{Context as _, Result};
use std::ffi::OsString;
use std::path::PathBuf;
use which::which;
use xshell::Shell;

/// Where systems put the window around WebKitGTK, below a folder for libraries: it isn't on PATH.
const MINI_BROWSERS: [&str; 2] = ["webkit2gtk-4.1/MiniBrowser", "webkitgtk-6.0/MiniBrowser"];

/// A kind of browser that the end-to-end tests in Chromium say nothing of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Engine {
    Firefox,
    WebKit,
}

impl Engine {
    /// Debian's packages. WebKit has no mode without a window, so it gets a screen that nobody sees.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb", "xauth"],
        }
    }

    /// Returns what the tests are told of it, if it is here.
    fn find(self, context: &Context) -> Result<Option<Vec<Variable>>> {
        let sh = &context.sh;
        let found = match self {
            Self::Firefox => {
                let names = ["firefox-esr", "firefox"];
                let Some(firefox) = named(sh, "GAVEL_FIREFOX").or_else(|| on_path(&names)) else {
                    return Ok(None);
                };
                let driver = match named(sh, "GECKODRIVER") {
                    Some(driver) => driver,
                    None => tools::install_geckodriver(context)?,
                };
                Some([("GAVEL_FIREFOX", firefox), ("GECKODRIVER", driver)])
            }
            Self::WebKit => on_path(&["xvfb-run"]).and_then(|_| {
                let browser = named(sh, "GAVEL_MINIBROWSER").or_else(|| mini_browser(sh))?;
                let names = ["WebKitWebDriver"];
                let driver = named(sh, "WEBKITWEBDRIVER").or_else(|| on_path(&names))?;
                Some([("GAVEL_MINIBROWSER", browser), ("WEBKITWEBDRIVER", driver)])
            }),
        };
        Ok(found.map(|all| all.map(|(name, path)| (name, path.into())).to_vec()))
    }

    fn find_or_install(self, context: &Context) -> Result<Vec<Variable>> {
        if let Some(found) = self.find(context)? {
            return Ok(found);
        }
        browser::install_packages(
            &context.sh,
            &format!("{self:?} isn't here."),
            self.packages(),
        )?;
        self.find(context)?
            .context("It was installed, but isn't where it is looked for.")
    }
}

/// A variable for the tests' environment, and its value.
type Variable = (&'static str, OsString);

/// What of the two there is.
#[derive(Default)]
pub struct Engines {
    found: Vec<Engine>,
    /// Says to the tests where they are.
    pub variables: Vec<Variable>,
}

impl Engines {
    /// Finds or installs both. One that can't be had is left out, and that is said with the reason.
    pub fn find_or_install(context: &Context) -> Self {
        let mut engines = Self::default();
        for engine in [Engine::Firefox, Engine::WebKit] {
            match engine.find_or_install(context) {
                Ok(variables) => {
                    engines.found.push(engine);
                    engines.variables.extend(variables);
                }
                Err(error) => println!("The tests in {engine:?} are left out: {error:#}"),
            }
        }
        engines
    }

    /// Returns their names for people; "" where there is none.
    pub fn names(&self) -> String {
        let names: Vec<_> = self.found.iter().map(|one| format!("{one:?}")).collect();
        names.join(" and ")
    }

    /// Returns what their tests are to be run by: a program that gives windows a screen, where one needs it.
    pub fn screen(&self) -> &'static [&'static str] {
        if self.found.contains(&Engine::WebKit) {
            &[
                "xvfb-run",
                "--auto-servernum",
                "--server-args=-screen 0 1400x1000x24",
            ]
        } else {
            &[]
        }
    }
}

fn named(sh: &Shell, variable: &str) -> Option<PathBuf> {
    let path = PathBuf::from(sh.var_os(variable)?);
    path.is_file().then_some(path)
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which(name).ok())
}

fn mini_browser(sh: &Shell) -> Option<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib64")];
    folders.extend(sh.read_dir("/usr/lib").unwrap_or_default());
    let places = |folder: &PathBuf| MINI_BROWSERS.map(|name| folder.join(name));
    folders.iter().flat_map(places).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_webkit_needs_a_screen() {
        let check = |found: &[Engine], names: &str, has_screen: bool| {
            let engines = Engines {
                found: found.to_vec(),
                ..Engines::default()
            };
            assert_eq!(engines.names(), names);
            assert_eq!(!engines.screen().is_empty(), has_screen, "{names}");
        };
        check(&[], "", false);
        check(&[Engine::Firefox], "Firefox", false);
        check(
            &[Engine::Firefox, Engine::WebKit],
            "Firefox and WebKit",
            true,
        );
    }
}
