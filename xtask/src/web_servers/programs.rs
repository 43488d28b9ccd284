//! nginx and Caddy: this machine's, or Debian's, unpacked into the cache folder. None of them is installed, so none of them starts
//! by itself.

use crate::context::Context;
use anyhow::Result;
use std::path::{Path, PathBuf};
use which::which;
use xshell::{Shell, cmd};

/// nginx's module for `.br` files is a package of its own.
const PACKAGES: [&str; 3] = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];

/// The servers.
pub struct Programs {
    pub nginx: PathBuf,
    /// nginx's module for `.br` files.
    pub brotli_module: PathBuf,
    pub caddy: PathBuf,
}

/// Returns what this machine has, or what Debian's packages have; `None` where there is neither.
pub fn find_or_unpack(context: &Context) -> Result<Option<Programs>> {
    let folder = context.tools().join("web-servers");
    let found = find(Path::new("/")).or_else(|| find(&folder));
    if found.is_some() || which("apt-get").is_err() || which("dpkg-deb").is_err() {
        return Ok(found);
    }
    println!("Unpacking Debian's nginx and Caddy, for their configuration's tests.");
    unpack(&context.sh, &folder)?;
    Ok(find(&folder))
}

fn find(root: &Path) -> Option<Programs> {
    let file = |path: &str| Some(root.join(path)).filter(|file| file.is_file());
    Some(Programs {
        nginx: file("usr/sbin/nginx")?,
        brotli_module: file("usr/lib/nginx/modules/ngx_http_brotli_static_module.so")?,
        caddy: file("usr/bin/caddy")?,
    })
}

fn unpack(sh: &Shell, folder: &Path) -> Result<()> {
    sh.create_dir(folder)?;
    let _folder = sh.push_dir(folder);
    if cmd!(sh, "apt-get download -q {PACKAGES...}").run().is_err() {
        // The list of packages is old, or was never fetched.
        cmd!(sh, "apt-get update -q").run()?;
        cmd!(sh, "apt-get download -q {PACKAGES...}").run()?;
    }
    for package in sh.read_dir(folder)? {
        if package.extension().is_some_and(|end| end == "deb") {
            cmd!(sh, "dpkg-deb --extract {package} {folder}").run()?;
            sh.remove_path(package)?;
        }
    }
    Ok(())
}
