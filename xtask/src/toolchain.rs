//! A Rust that compiles for browsers: the one in use with its wasm target, or Debian's with a standard library built here.

use crate::places::Places;
use crate::run::{Outcome, Step, path_with, say, told, which};
use crate::{debian, versions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The target of everything that runs in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";
/// The oldest compiler that the workspace is tested with.
const OLDEST: (u32, u32) = (1, 95);
/// Debian's linker for wasm; its Rust ships none.
const LINKER: &str = "wasm-ld-22";
const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    LINKER_PACKAGE,
];
const LINKER_PACKAGE: &str = "lld-22";
/// A download of the wasm target is some 30 MB; a network that refuses it should not cost more than this.
const DOWNLOAD: Duration = Duration::from_secs(180);

/// The toolchain that builds for browsers.
pub struct Toolchain {
    /// Debian's programs under their plain names, to be put before all others on PATH; `None` for the one in use.
    debian: Option<PathBuf>,
}

impl Toolchain {
    /// Finds one, or makes one.
    pub fn ready(places: &Places) -> Outcome<Self> {
        let toolchain = Self::with_wasm(places)?;
        toolchain.need_source()?;
        Ok(toolchain)
    }

    /// The standard library's source, for a release build.
    fn need_source(&self) -> Outcome {
        let rustc = || match &self.debian {
            Some(bin) => Step::new(bin.join("rustc")),
            None => Step::new("rustc"),
        };
        if has_source(&sysroot(rustc())) {
            return Ok(());
        }
        if self.debian.is_none() && which("rustup").is_some() {
            say(
                "Adding the standard library's source to the Rust in use: a download of some 3 MB.",
            );
            Step::new("rustup")
                .args(["component", "add", "rust-src"])
                .succeeds_within(DOWNLOAD);
        }
        if has_source(&sysroot(rustc())) {
            return Ok(());
        }
        Err("The source of Rust's standard library is missing. Install it with `rustup component add rust-src`, or with \
             your system's package manager."
            .into())
    }

    fn with_wasm(places: &Places) -> Outcome<Self> {
        if has_wasm(&sysroot(Step::new("rustc"))) {
            return Ok(Self { debian: None });
        }
        let installed = debian_rust();
        if installed && has_wasm(&sysroot(Step::new("/usr/bin/rustc"))) && which(LINKER).is_some() {
            return Self::of_debian(places);
        }
        if which("rustup").is_some() {
            say("Adding the wasm target to the Rust in use: a download of some 30 MB.");
            let added = Step::new("rustup")
                .args(["target", "add", WASM])
                .inside(&places.root)
                .succeeds_within(DOWNLOAD);
            if added && has_wasm(&sysroot(Step::new("rustc"))) {
                return Ok(Self { debian: None });
            }
        }
        if !debian::is_debian() {
            return Err(format!(
                "Rust's standard library for {WASM} is missing. Install it with `rustup target add {WASM}` \
                 (https://rustup.rs), or with your system's package manager."
            ));
        }
        if !installed
            || which(LINKER).is_none()
            || !Path::new("/usr/src").join(source_folder()).is_dir()
        {
            debian::install(
                places,
                &PACKAGES,
                "The wasm target can't be downloaded here, but Debian has its source.",
            )?;
        }
        if !debian_rust() {
            return Err(
                "Debian's Rust is too old here: Rust 1.95 or newer with the wasm target is needed."
                    .into(),
            );
        }
        let toolchain = Self::of_debian(places)?;
        toolchain.build_standard_library(places)?;
        Ok(toolchain)
    }

    /// Makes `step` use this toolchain. `front` are folders that go before all others on PATH.
    pub fn dress(&self, step: Step, front: &[PathBuf]) -> Step {
        let mut folders = front.to_vec();
        // Trunk takes NO_COLOR for a switch and stops at a value it doesn't know.
        let mut step = step.without_env("NO_COLOR");
        if let Some(bin) = &self.debian {
            folders.insert(0, bin.clone());
            step = step
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER)
                // These would lead back to the toolchain that runs xtask itself.
                .without_env("RUSTUP_TOOLCHAIN")
                .without_env("CARGO")
                .without_env("LD_LIBRARY_PATH");
        }
        step.env("PATH", path_with(&folders))
    }

    /// Makes a release build of `step` leave out what a panic would say, and compile the standard library so too: nobody reads it in
    /// a browser, the page says that the program stopped, and it is an eighth of the program. Cargo calls both unstable still; what is
    /// built so is what the end-to-end tests run.
    pub fn without_messages(&self, step: Step) -> Step {
        step.env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none",
            )
    }

    /// Its cargo.
    pub fn cargo(&self, front: &[PathBuf]) -> Step {
        let program = self
            .debian
            .as_ref()
            .map_or_else(|| PathBuf::from(host_cargo()), |bin| bin.join("cargo"));
        self.dress(Step::new(program), front)
    }

    /// Debian's Rust, with links of our own: /usr/bin itself before PATH would hide other programs of the user's.
    fn of_debian(places: &Places) -> Outcome<Self> {
        let bin = places.tools().join("debian");
        told("made", &bin, std::fs::create_dir_all(&bin))?;
        for name in ["cargo", "rustc", "rustdoc", "cargo-clippy", "clippy-driver"] {
            let (link, program) = (bin.join(name), Path::new("/usr/bin").join(name));
            if !link.exists() && program.exists() {
                // A dangling one may be there from an earlier installation.
                let _ = std::fs::remove_file(&link);
                told("linked", &link, std::os::unix::fs::symlink(&program, &link))?;
            }
        }
        Ok(Self { debian: Some(bin) })
    }

    /// Compiles the wasm standard library from Debian's source and lays it where rustc looks.
    fn build_standard_library(&self, places: &Places) -> Outcome {
        let home = places.cache.join("standard-library");
        say("Building Rust's standard library for wasm from its source: a minute or two, once.");
        told("made", &home, std::fs::create_dir_all(home.join("src")))?;
        let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[lib]\n\
            [profile.release]\npanic = \"abort\"\n[workspace]\n";
        told(
            "written",
            &home,
            std::fs::write(home.join("Cargo.toml"), manifest),
        )?;
        told(
            "written",
            &home,
            std::fs::write(home.join("src/lib.rs"), "#![no_std]\n"),
        )?;
        let target = home.join("target");
        let unset = [
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTC_WRAPPER",
            "CARGO_BUILD_RUSTFLAGS",
        ];
        let step = unset.into_iter().fold(self.cargo(&[]), Step::without_env);
        step.args([
            "build",
            "--release",
            "-Z",
            "build-std=std,panic_abort,test",
            "--target",
            WASM,
        ])
        // Debian's Rust is a stable one; this is how its own packages build the library too.
        .env("RUSTC_BOOTSTRAP", "1")
        // Fat LTO reads the library's bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &target)
        .inside(&home)
        .run()?;
        let built = target.join(WASM).join("release/deps");
        let place = library_folder(
            &sysroot(Step::new("/usr/bin/rustc")).ok_or("Debian's rustc doesn't run.")?,
        );
        told("made", &place, std::fs::create_dir_all(&place))?;
        for entry in told("read", &built, std::fs::read_dir(&built))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".rlib") && !name.starts_with("libempty") {
                told(
                    "written",
                    &place,
                    std::fs::copy(entry.path(), place.join(&name)),
                )?;
            }
        }
        told("removed", &home, std::fs::remove_dir_all(&home))
    }
}

/// The cargo that runs xtask: the one the user chose.
pub fn host_cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// A step of that cargo, in the clone.
pub fn host(places: &Places) -> Step {
    Step::new(host_cargo()).inside(&places.root)
}

fn debian_rust() -> bool {
    let version = Step::new("/usr/bin/rustc").args(["--version"]).output();
    version
        .and_then(|text| versions::major_minor(&text))
        .is_some_and(|version| version >= OLDEST)
}

/// Debian's folder for the source of the rustc that it has, below /usr/src.
fn source_folder() -> String {
    let version = Step::new("/usr/bin/rustc")
        .args(["--version"])
        .output()
        .unwrap_or_default();
    format!(
        "rustc-{}",
        version.split_whitespace().nth(1).unwrap_or_default()
    )
}

fn sysroot(rustc: Step) -> Option<PathBuf> {
    let path = rustc.args(["--print", "sysroot"]).output()?;
    Some(PathBuf::from(path.trim()))
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM).join("lib")
}

/// Whether the standard library's source is there.
fn has_source(sysroot: &Option<PathBuf>) -> bool {
    sysroot.as_deref().is_some_and(|root| {
        root.join("lib/rustlib/src/rust/library/Cargo.lock")
            .is_file()
    })
}

/// Whether the standard library for wasm is there.
fn has_wasm(sysroot: &Option<PathBuf>) -> bool {
    let files = sysroot
        .as_deref()
        .map(library_folder)
        .and_then(|folder| std::fs::read_dir(folder).ok());
    files.is_some_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}
