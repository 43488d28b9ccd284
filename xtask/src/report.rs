//! What the panel weighs, and what its bytes are spent on.

use crate::places::Places;
use crate::run::{Outcome, told};
use crate::toolchain::WASM;
use crate::wasm;
use std::path::Path;

/// The most that a first visit may transfer, in bytes: html, js, css, wasm and the texts of one language, brotli 11.
pub const BUDGET: usize = 200_000;
/// Ends of what a visit loads. Of the texts it loads one language's.
const LOADED: [&str; 5] = ["html", "js", "css", "wasm", "txt"];
/// Crates in the table before the rest is summed up.
const CRATES: usize = 24;

/// One file of `dist/`.
pub struct Delivered {
    name: String,
    raw: usize,
    packed: usize,
}

/// What a first visit loads, with the texts of the language that has the longest ones.
pub fn delivered(dist: &Path) -> Outcome<Vec<Delivered>> {
    let mut files = Vec::new();
    collect(dist, dist, &mut files)?;
    files.sort_by_key(|file| std::cmp::Reverse(file.packed));
    let mut languages = 0;
    files.retain(|file| {
        languages += usize::from(file.name.ends_with(".txt"));
        !file.name.ends_with(".txt") || languages == 1
    });
    Ok(files)
}

/// Fails when a first visit transfers more than the budget; says the number either way.
pub fn check_budget(places: &Places) -> Outcome {
    let total = total(&delivered(&places.dist())?);
    let line =
        format!("A first visit transfers {total} bytes (brotli 11); at most {BUDGET} are allowed.");
    println!("{line}");
    if total <= BUDGET { Ok(()) } else { Err(line) }
}

/// `cargo xtask build --report`.
pub fn print(places: &Places) -> Outcome {
    let files = delivered(&places.dist())?;
    println!("\n{}", table(&files));
    for file in files.iter().filter(|file| file.name.ends_with(".wasm")) {
        let path = places.dist().join(&file.name);
        let bytes = told("read", &path, std::fs::read(&path))?;
        println!("Sections of {}:", file.name);
        for section in wasm::sections(&bytes).unwrap_or_default() {
            println!("{}", row(&section.name, section.bytes.len(), None));
        }
    }
    print_crates(places)
}

/// By crate, from the compiler's output: the delivered file has no names any more.
fn print_crates(places: &Places) -> Outcome {
    let path = places.target.join(WASM).join("release/gavel.wasm");
    let bytes = told("read", &path, std::fs::read(&path))?;
    let Some(crates) = wasm::code_by_crate(&bytes) else {
        println!(
            "\nThe compiler's output has no function names, so there is nothing to say by crate."
        );
        return Ok(());
    };
    println!(
        "\nCode by the first crate in a function's name, before wasm-opt (generic code counts for the crate"
    );
    println!("that wrote it, inlined code for the one that it went into):");
    for (name, size) in crates.iter().take(CRATES) {
        println!("{}", row(name, *size, None));
    }
    let rest: usize = crates.iter().skip(CRATES).map(|(_, size)| size).sum();
    println!("{}", row("(all other crates)", rest, None));
    Ok(())
}

fn total(files: &[Delivered]) -> usize {
    files.iter().map(|file| file.packed).sum()
}

fn table(files: &[Delivered]) -> String {
    let mut lines = vec![format!("  {:<44}{:>10}{:>10}", "file", "bytes", "brotli")];
    lines.extend(
        files
            .iter()
            .map(|file| row(&file.name, file.raw, Some(file.packed))),
    );
    lines.push(row(
        "a first visit",
        files.iter().map(|file| file.raw).sum(),
        Some(total(files)),
    ));
    lines.join("\n") + "\n"
}

fn row(name: &str, raw: usize, packed: Option<usize>) -> String {
    let packed = packed
        .map(|bytes| format!("{bytes:>10}"))
        .unwrap_or_default();
    format!("  {name:<44}{raw:>10}{packed}")
}

fn collect(dist: &Path, folder: &Path, files: &mut Vec<Delivered>) -> Outcome {
    for entry in told("read", folder, std::fs::read_dir(folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(dist, &path, files)?;
            continue;
        }
        let counts = path
            .extension()
            .is_some_and(|end| LOADED.iter().any(|loaded| end == *loaded));
        if !counts {
            continue;
        }
        let packed = path.with_added_extension("br");
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        files.push(Delivered {
            name,
            raw: size(&path)?,
            packed: size(&packed)?,
        });
    }
    Ok(())
}

fn size(path: &Path) -> Outcome<usize> {
    let bytes = told("read", path, std::fs::metadata(path))?.len();
    usize::try_from(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ends_in_the_sum() {
        let file = |name: &str, raw, packed| Delivered {
            name: name.into(),
            raw,
            packed,
        };
        let files = [
            file("gavel_bg.wasm", 200_000, 80_000),
            file("index.html", 900, 400),
        ];
        let text = table(&files);
        let last: Vec<_> = text.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(last, ["a", "first", "visit", "200900", "80400"]);
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn columns_stand_under_each_other() {
        let width = |name, raw, packed| row(name, raw, Some(packed)).chars().count();
        assert_eq!(
            width("a", 1, 1),
            width("snippets/worker.js", 123_456, 99_999)
        );
    }
}
