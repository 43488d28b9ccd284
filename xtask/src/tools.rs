//! The programs that builds and tests need, each found or installed, each of the right version.

use crate::context::Context;
use anyhow::{Context as _, Result, bail, ensure};
use semver::Version;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use which::which;
use xshell::{Shell, cmd};

/// The target of everything that runs in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: Version = Version::new(0, 21, 14);
const CARGO_DENY: Version = Version::new(0, 20, 2);
const CARGO_FUZZ: Version = Version::new(0, 13, 2);
const GECKODRIVER: Version = Version::new(0, 37, 1);
/// The oldest Node.js that ESLint runs on; Playwright is content with less.
const OLDEST_NODE: Version = Version::new(20, 19, 0);

/// Adds the wasm target to the Rust in use where it is missing.
///
/// # Errors
/// Where that Rust isn't rustup's, or the download fails.
pub fn ensure_wasm_target(sh: &Shell) -> Result<()> {
    let libraries = cmd!(sh, "rustc --print target-libdir --target {WASM}");
    if Path::new(&libraries.quiet().read()?).is_dir() {
        return Ok(());
    }
    if which("rustup").is_err() {
        bail!(
            "Rust's standard library for {WASM} is missing. With rustup (https://rustup.rs), `rustup target add {WASM}` \
             installs it; otherwise your system's package manager may have it."
        );
    }
    println!("Adding the wasm target to the Rust in use: a download of some 30 MB.");
    Ok(cmd!(sh, "rustup target add {WASM}").run()?)
}

/// Returns the folders with Trunk, wasm-bindgen and wasm-opt, for PATH.
pub fn install_build_tools(context: &Context) -> Result<Vec<PathBuf>> {
    ensure_wasm_target(&context.sh)?;
    let trunk = install_cargo_tool(context, "trunk", "trunk", &TRUNK)?;
    let bindgen = install_wasm_bindgen(context)?;
    let home = context.tools().join("npm");
    context.sh.create_dir(&home)?;
    for name in ["package.json", "package-lock.json"] {
        let file = context.root.join("tools").join(name);
        context.sh.copy_file(file, home.join(name))?;
    }
    install_npm_packages(context, &home, "wasm-opt")?;
    Ok(vec![trunk, bindgen, home.join("node_modules/.bin")])
}

/// Returns the folder with wasm-bindgen's programs, of the version in `Cargo.lock`. The test runner for browsers is one of them.
pub fn install_wasm_bindgen(context: &Context) -> Result<PathBuf> {
    let lock = cargo_lock::Lockfile::load(context.root.join("Cargo.lock"))?;
    let mut packages = lock.packages.iter();
    let package = packages
        .find(|package| package.name.as_str() == "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: is the panel in the workspace?")?;
    install_cargo_tool(
        context,
        "wasm-bindgen-cli",
        "wasm-bindgen",
        &package.version,
    )
}

/// Returns the folder with cargo-deny.
pub fn install_cargo_deny(context: &Context) -> Result<PathBuf> {
    install_cargo_tool(context, "cargo-deny", "cargo-deny", &CARGO_DENY)
}

/// Returns the folder with cargo-fuzz.
pub fn install_cargo_fuzz(context: &Context) -> Result<PathBuf> {
    install_cargo_tool(context, "cargo-fuzz", "cargo-fuzz", &CARGO_FUZZ)
}

/// Returns the path of Firefox's driver, which Debian doesn't have.
pub fn install_geckodriver(context: &Context) -> Result<PathBuf> {
    let folder = install_cargo_tool(context, "geckodriver", "geckodriver", &GECKODRIVER)?;
    Ok(folder.join("geckodriver"))
}

/// Returns the folder of a program that cargo installs: ours, or the user's own where it is of this version.
fn install_cargo_tool(
    context: &Context,
    package: &str,
    program: &str,
    version: &Version,
) -> Result<PathBuf> {
    let sh = &context.sh;
    let root = context.tools();
    let installed = root.join("bin").join(program);
    let own = which(program).unwrap_or_default();
    for path in [&installed, &own] {
        if version_of(sh, path).as_ref() == Some(version) {
            return Ok(path.parent().unwrap_or(path).to_path_buf());
        }
    }
    println!("Installing {package} {version} from source: two to eight minutes, once.");
    sh.create_dir(&context.cache)?;
    let _folder = sh.push_dir(&context.cache);
    // The newest dependencies may not fit each other; but a lock file may name versions that a mirror of the registry doesn't have yet.
    let locked = cargo_install(sh, package, version, &root, &["--locked"]);
    locked.or_else(|error| {
        println!(
            "{error} Once more, with the newest dependencies in place of those in its lock file."
        );
        cargo_install(sh, package, version, &root, &[])
    })?;
    Ok(root.join("bin"))
}

fn cargo_install(
    sh: &Shell,
    package: &str,
    version: &Version,
    root: &Path,
    options: &[&str],
) -> xshell::Result<()> {
    let version = version.to_string();
    cmd!(
        sh,
        "cargo install {package} --version {version} --force --root {root} {options...}"
    )
    // One folder for all tools, so that what they share is compiled once.
    .env("CARGO_TARGET_DIR", root.with_file_name("tools-target"))
    // Quick to install matters more than quick to run: they work for seconds.
    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
    .env("CARGO_PROFILE_RELEASE_LTO", "off")
    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
    .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
    .run()
}

/// Returns the folder with Playwright, and with what checks scripts: `tests/e2e/node_modules/.bin`, for its tests find axe beside it.
pub fn install_e2e_packages(context: &Context) -> Result<PathBuf> {
    let home = context.root.join("tests/e2e");
    install_npm_packages(context, &home, "Playwright, axe, TypeScript and ESLint")?;
    Ok(home.join("node_modules/.bin"))
}

/// Returns the path of Playwright in `tests/browsers`, which runs the tests in browsers that Selenium drives.
pub fn install_browsers_packages(context: &Context) -> Result<PathBuf> {
    let home = context.root.join("tests/browsers");
    install_npm_packages(context, &home, "Playwright, Selenium and Testing Library")?;
    Ok(home.join("node_modules/.bin/playwright"))
}

/// Installs what `cargo xtask bench` runs and compares with, in `bench/node_modules`.
pub fn install_bench_packages(context: &Context) -> Result<()> {
    let home = context.root.join("bench");
    install_npm_packages(
        context,
        &home,
        "Playwright, esbuild, React and the official SDK",
    )
}

/// `npm ci` in `home`, unless what its lock file says is what is there.
fn install_npm_packages(context: &Context, home: &Path, what: &str) -> Result<()> {
    let sh = &context.sh;
    check_node(sh)?;
    let lock = sh.read_file(home.join("package-lock.json"))?;
    let installed = home.join("node_modules/.installed-lock.json");
    if sh.read_file(&installed).is_ok_and(|found| found == lock) {
        return Ok(());
    }
    println!("Installing {what}: some seconds.");
    let _folder = sh.push_dir(home);
    cmd!(
        sh,
        "npm ci --no-audit --no-fund --prefer-offline --loglevel=error"
    )
    // Tests use the browser of the machine.
    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    .env("npm_config_cache", context.cache.join("npm"))
    .run()?;
    Ok(sh.write_file(&installed, lock)?)
}

fn check_node(sh: &Shell) -> Result<()> {
    let version = version_of(sh, Path::new("node"));
    let is_there = version.is_some_and(|version| version >= OLDEST_NODE) && which("npm").is_ok();
    ensure!(
        is_there,
        "Node.js {OLDEST_NODE} or newer with npm is needed (wasm-opt, Playwright and ESLint run on it) and isn't here: install it \
         from https://nodejs.org or with your system's package manager, on Debian `apt-get install nodejs npm`."
    );
    Ok(())
}

/// Returns the version that a program says it has; `None` where it isn't there or says none.
fn version_of(sh: &Shell, program: &Path) -> Option<Version> {
    let command = cmd!(sh, "{program} --version").quiet().ignore_stderr();
    read_version(&command.read().ok()?)
}

fn read_version(output: &str) -> Option<Version> {
    let mut words = output.split_whitespace();
    words.find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

/// Returns PATH with `folders` before what is there now.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(all)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_any_sentence() {
        let check = |output: &str, expect: Option<Version>| {
            assert_eq!(read_version(output), expect, "{output}");
        };
        check("trunk 0.21.14\n", Some(TRUNK));
        check(
            "wasm-bindgen 0.2.130 (abcdef)",
            Some(Version::new(0, 2, 130)),
        );
        check("v20.20.2", Some(Version::new(20, 20, 2)));
        check("no number", None);
    }
}
