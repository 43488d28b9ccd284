//! Where things are: the clone, what cargo builds, and the cache of installed tools.

use crate::run::{Outcome, told};
use std::path::PathBuf;

/// The folders everything else is found from.
pub struct Places {
    /// The clone: where `Cargo.lock` is.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
    /// Installed tools; it may be empty or missing at any time.
    pub cache: PathBuf,
}

impl Places {
    /// Reads the environment.
    pub fn find() -> Outcome<Self> {
        // Cargo's word at run time first: clones may share a target folder, and so this very program.
        let own = std::env::var_os("CARGO_MANIFEST_DIR");
        let own = own.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own
            .parent()
            .ok_or("xtask doesn't stand in a workspace.")?
            .to_path_buf();
        let folder = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let target = folder("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |given| root.join(given));
        let cache = folder("GAVEL_CACHE")
            .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("gavel")))
            .or_else(|| folder("HOME").map(|home| home.join(".cache/gavel")))
            .ok_or("set GAVEL_CACHE to a folder for tools: there is no HOME.")?;
        let cache = root.join(cache);
        Ok(Self {
            root,
            target,
            cache,
        })
    }

    /// What a host puts on a web server.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The cache, made if it isn't there.
    pub fn cache_made(&self) -> Outcome<PathBuf> {
        told("made", &self.cache, std::fs::create_dir_all(&self.cache))?;
        Ok(self.cache.clone())
    }

    /// Installed tools.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// Their programs.
    pub fn tools_bin(&self) -> PathBuf {
        self.tools().join("bin")
    }

    /// The simulator as cargo builds it.
    pub fn simulator(&self) -> PathBuf {
        self.target.join("debug/simulator")
    }
}
