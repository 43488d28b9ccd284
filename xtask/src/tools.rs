//! The programs that builds and tests need, each found or installed, each of the right version.

use crate::places::Places;
use crate::run::{Outcome, Step, say, told, which};
use crate::{debian, fingerprint, toolchain, versions};
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
/// Node.js runs binaryen and Playwright.
const NODE: (u32, u32) = (18, 0);

/// Trunk and wasm-bindgen; answers with the folders that hold them, for PATH.
pub fn for_building(places: &Places) -> Outcome<Vec<PathBuf>> {
    let mut folders = vec![cargo_tool(places, "trunk", "trunk", TRUNK, true)?];
    folders.push(wasm_bindgen(places)?);
    folders.dedup();
    Ok(folders)
}

/// wasm-bindgen's programs: the test runner for browsers is one of them.
pub fn wasm_bindgen(places: &Places) -> Outcome<PathBuf> {
    let lock = places.root.join("Cargo.lock");
    let text = told("read", &lock, std::fs::read_to_string(&lock))?;
    let version = versions::locked(&text, "wasm-bindgen")
        .ok_or("Cargo.lock names no wasm-bindgen: is the panel in the workspace?")?;
    // Not --locked: its own lock file may name versions that a mirror of the registry doesn't have yet.
    cargo_tool(places, "wasm-bindgen", "wasm-bindgen-cli", &version, false)
}

/// cargo-deny.
pub fn cargo_deny(places: &Places) -> Outcome<PathBuf> {
    cargo_tool(places, "cargo-deny", "cargo-deny", CARGO_DENY, true)
}

/// The folder of a program that cargo installs: ours, or the user's own when it is of this version.
fn cargo_tool(
    places: &Places,
    program: &str,
    package: &str,
    version: &str,
    locked: bool,
) -> Outcome<PathBuf> {
    let bin = places.tools_bin();
    let own = bin.join(program);
    let mut found = [Some(own.clone()), which(program)].into_iter().flatten();
    if let Some(path) = found.find(|path| is_version(path, version)) {
        return Ok(path.parent().map(Path::to_path_buf).unwrap_or(bin));
    }
    say(&format!(
        "Installing {package} {version} from source: two to eight minutes, once."
    ));
    let mut arguments = vec!["install", package, "--version", version, "--force"];
    if locked {
        arguments.push("--locked");
    }
    Step::new(toolchain::host_cargo())
        .args(arguments)
        .arg_pair("--root", &places.tools())
        // One folder for all tools, so that what they share is compiled once.
        .env("CARGO_TARGET_DIR", places.cache.join("tools-target"))
        // Quick to install matters more than quick to run: they work for seconds.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .inside(&places.cache_made()?)
        .run()?;
    if is_version(&own, version) {
        Ok(bin)
    } else {
        Err(format!(
            "{package} was installed, but {} doesn't say that it is {version}.",
            own.display()
        ))
    }
}

fn is_version(program: &Path, version: &str) -> bool {
    let output = Step::new(program).args(["--version"]).output();
    output.is_some_and(|text| versions::says(&text, version))
}

/// The folder with the programs that make a build smaller, of the versions that `tools/package.json` pins.
pub fn shrinking(places: &Places) -> Outcome<PathBuf> {
    node()?;
    let home = places.tools().join("npm");
    npm_ci(
        places,
        &places.root.join("tools"),
        &home,
        "binaryen and terser, which make the panel a third smaller",
    )?;
    Ok(home.join("node_modules/.bin"))
}

/// Playwright and axe in `tests/e2e/node_modules`, where their tests find them.
pub fn playwright(places: &Places) -> Outcome<PathBuf> {
    node()?;
    let home = places.root.join("tests/e2e");
    npm_ci(
        places,
        &home,
        &home,
        "Playwright and axe for the end-to-end tests",
    )?;
    Ok(home.join("node_modules/.bin/playwright"))
}

/// What `cargo xtask bench` runs and compares with, in `bench/node_modules`.
pub fn for_bench(places: &Places) -> Outcome {
    node()?;
    let home = places.root.join("bench");
    npm_ci(
        places,
        &home,
        &home,
        "Playwright, esbuild, React and the official SDK to compare with",
    )
}

/// `npm ci` of `source`'s lock file in `home`, unless that is what is there.
fn npm_ci(places: &Places, source: &Path, home: &Path, what: &str) -> Outcome {
    let lock = source.join("package-lock.json");
    let wanted = fingerprint::of_file(&lock)?;
    let stamp = home.join("node_modules/.gavel-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say(&format!("Installing {what}: some seconds."));
    told("made", home, std::fs::create_dir_all(home))?;
    if source != home {
        for name in ["package.json", "package-lock.json"] {
            told(
                "written",
                home,
                std::fs::copy(source.join(name), home.join(name)),
            )?;
        }
    }
    Step::new("npm")
        .args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--loglevel=error",
        ])
        // Tests use the browser of the machine.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("npm_config_cache", places.cache.join("npm"))
        .inside(home)
        .run()?;
    told("written", &stamp, std::fs::write(&stamp, wanted))
}

/// Node.js, or a sentence.
pub fn node() -> Outcome {
    let version = Step::new("node").args(["--version"]).output();
    let new_enough = version
        .as_deref()
        .and_then(versions::major_minor)
        .is_some_and(|found| found >= NODE);
    if new_enough && which("npm").is_some() {
        return Ok(());
    }
    Err("Node.js 18 or newer with npm is needed (binaryen and Playwright run on it) and isn't here: install it \
         from https://nodejs.org or with your system's package manager, on Debian `apt-get install nodejs npm`."
        .into())
}

/// A browser and the driver that fits it.
pub struct Browser {
    /// Chromium or Chrome.
    pub browser: PathBuf,
    /// chromedriver.
    pub driver: PathBuf,
}

/// Chromium and its driver: GAVEL_CHROMIUM and CHROMEDRIVER, or what PATH has, or Debian's.
pub fn browser(places: &Places) -> Outcome<Browser> {
    if let Some(found) = browser_here() {
        return Ok(found);
    }
    let sentence =
        "Chromium and chromedriver are needed for the tests in a browser and aren't here.";
    if !debian::is_debian() {
        return Err(format!(
            "{sentence} Install both in the same version, or say where they are in GAVEL_CHROMIUM and CHROMEDRIVER."
        ));
    }
    // The fonts: without them Chinese names are empty boxes, and as wide as boxes.
    debian::install(
        places,
        &["chromium", "chromium-driver", "fonts-noto-cjk"],
        sentence,
    )?;
    browser_here().ok_or_else(|| "Chromium was installed, but isn't on PATH.".into())
}

fn browser_here() -> Option<Browser> {
    let given = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
    };
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let browser = given("GAVEL_CHROMIUM").or_else(|| names.into_iter().find_map(which))?;
    let driver = given("CHROMEDRIVER").or_else(|| which("chromedriver"))?;
    Some(Browser { browser, driver })
}
