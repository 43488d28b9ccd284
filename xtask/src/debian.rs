//! Programs of Debian's packages: this machine's, or unpacked into the cache folder. None of them is installed, so none of them starts by
//! itself.

use crate::context::Context;
use anyhow::Result;
use std::path::{Path, PathBuf};
use which::which;
use xshell::{Shell, cmd};

/// Returns the program of this name: named by a variable, on PATH, or of the package of the same name; `None` where it can't be had.
pub fn find_or_unpack(context: &Context, name: &str, variable: &str) -> Option<PathBuf> {
    let named = context.sh.var_os(variable).map(PathBuf::from);
    let folder = context.tools().join(name);
    let find = || {
        let places = ["usr/bin", "usr/sbin"].map(|place| folder.join(place).join(name));
        let own = places.into_iter().find(|file| file.is_file());
        which(name).ok().or(own)
    };
    let here = named.filter(|file| file.is_file()).or_else(find);
    if here.is_some() || !can_unpack() {
        return here;
    }
    println!("Unpacking Debian's {name}.");
    match unpack(&context.sh, &folder, &[name]) {
        Ok(()) => find(),
        Err(_) => None,
    }
}

/// Whether this is a system with such packages.
pub fn can_unpack() -> bool {
    which("apt-get").is_ok() && which("dpkg-deb").is_ok()
}

/// Downloads packages and unpacks them into a folder.
pub fn unpack(sh: &Shell, folder: &Path, packages: &[&str]) -> Result<()> {
    sh.create_dir(folder)?;
    let _folder = sh.push_dir(folder);
    if cmd!(sh, "apt-get download -q {packages...}").run().is_err() {
        // The list of packages is old, or was never fetched.
        cmd!(sh, "apt-get update -q").run()?;
        cmd!(sh, "apt-get download -q {packages...}").run()?;
    }
    for package in sh.read_dir(folder)? {
        if package.extension().is_some_and(|end| end == "deb") {
            cmd!(sh, "dpkg-deb --extract {package} {folder}").run()?;
            sh.remove_path(package)?;
        }
    }
    Ok(())
}
