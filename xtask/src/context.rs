//! Where things are: the clone, what cargo builds, and the cache of installed tools.

use anyhow::{Context as _, Result};
use std::path::PathBuf;
use xshell::Shell;

/// A shell in the clone, and the folders that everything else is found from.
pub struct Context {
    /// Runs commands, in the clone.
    pub sh: Shell,
    /// The clone: where `Cargo.lock` is.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
    /// Installed tools; it may be empty or missing at any time.
    pub cache: PathBuf,
}

impl Context {
    /// Reads the environment.
    ///
    /// # Errors
    /// Where neither GAVEL_CACHE, XDG_CACHE_HOME nor HOME says where tools may be installed.
    pub fn new() -> Result<Self> {
        let sh = Shell::new()?;
        let folder = |name: &str| sh.var_os(name).filter(|value| !value.is_empty());
        // Cargo's word at run time first: clones may share a target folder, and so this very program.
        let manifest = folder("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
        let mut root = PathBuf::from(manifest);
        root.pop();
        let target = root.join(folder("CARGO_TARGET_DIR").unwrap_or("target".into()));
        let cache = folder("GAVEL_CACHE")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(folder("XDG_CACHE_HOME")?).join("gavel")))
            .or_else(|| Some(PathBuf::from(folder("HOME")?).join(".cache/gavel")))
            .context("Set GAVEL_CACHE to a folder for tools: there is no HOME.")?;
        let cache = root.join(cache);
        sh.change_dir(&root);
        Ok(Self {
            sh,
            root,
            target,
            cache,
        })
    }

    /// What is put on a web server.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where tools are installed; their programs are in its `bin`.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// The simulator as cargo builds it.
    pub fn simulator(&self) -> PathBuf {
        self.target.join("debug/simulator")
    }

    /// The callback gateway as cargo builds it.
    pub fn gateway(&self) -> PathBuf {
        self.target.join("debug/gateway")
    }
}
