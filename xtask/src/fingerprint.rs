//! Short fingerprints of files, to know whether something made from them is still theirs.

use crate::places::Places;
use crate::run::{Outcome, told};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// What the panel isn't made of.
const OTHER: [&str; 12] = [
    ".ci",
    ".cargo",
    ".git",
    ".github",
    "bench",
    "crates/simulator",
    "dist",
    "docs",
    "target",
    "tests",
    "xtask",
    "node_modules",
];

/// A fingerprint of one file.
pub fn of_file(path: &Path) -> Outcome<String> {
    let bytes = told("read", path, std::fs::read(path))?;
    let mut hash = DefaultHasher::new();
    hash.write(&bytes);
    Ok(format!("{:016x}", hash.finish()))
}

/// A fingerprint of everything the panel is built from.
pub fn of_panel(places: &Places) -> Outcome<String> {
    let mut files = Vec::new();
    collect(&places.root, &places.root, &mut files)?;
    files.sort();
    let mut hash = DefaultHasher::new();
    // Clones may share a target folder, where the fingerprint is kept.
    hash.write(places.root.as_os_str().as_encoded_bytes());
    for file in files {
        hash.write(file.as_os_str().as_encoded_bytes());
        hash.write(&told("read", &file, std::fs::read(&file))?);
    }
    Ok(format!("{:016x}", hash.finish()))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in told("read", folder, std::fs::read_dir(folder))?.flatten() {
        let path = entry.path();
        let Ok(inside) = path.strip_prefix(root) else {
            continue;
        };
        if OTHER.iter().any(|other| inside == Path::new(other))
            || inside.extension().is_some_and(|e| e == "md")
        {
            continue;
        }
        let kind = told("read", &path, entry.file_type())?;
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
