//! nginx and Caddy: this machine's, or Debian's, unpacked into the cache folder.

use crate::context::Context;
use crate::debian;
use anyhow::Result;
use std::path::{Path, PathBuf};

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
    if found.is_some() || !debian::can_unpack() {
        return Ok(found);
    }
    println!("Unpacking Debian's nginx and Caddy, for their configuration's tests.");
    debian::unpack(&context.sh, &folder, &PACKAGES)?;
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
