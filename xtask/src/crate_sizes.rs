//! A program's code by the crates that it comes from.

use anyhow::{Context as _, Result};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Returns bytes of code by the crate of the first path in a function's name, the most first. What wasm-bindgen takes out is left out.
///
/// # Errors
/// Where the bytes are no wasm file, or one without the names of its functions.
pub fn by_crate(wasm: &[u8]) -> Result<Vec<(String, u64)>> {
    let mut names = HashMap::new();
    let mut bodies = Vec::new();
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().end - body.range().start),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(functions) = section? {
                            for function in functions {
                                let function = function?;
                                names.insert(function.index, function.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut sums = BTreeMap::<String, u64>::new();
    for (index, bytes) in (imported..).zip(bodies) {
        let name = names
            .get(&index)
            .context("The program has lost its functions' names.")?;
        if !is_description(name) {
            *sums.entry(crate_of(name)).or_default() += bytes;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, bytes)| Reverse(*bytes));
    Ok(sums)
}

/// Returns the crate of the first path in a mangled name; what has none goes under one heading.
fn crate_of(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    let path = words.find_map(|word| word.split_once("::").map(|(first, _)| first));
    path.filter(|first| !first.is_empty())
        .unwrap_or("(no path)")
        .to_owned()
}

/// Whether only wasm-bindgen reads this function, and takes it out: it says what types a binding has.
fn is_description(mangled: &str) -> bool {
    ["__wbindgen_describe", "WasmDescribe", "wbindgen_cast"]
        .iter()
        .any(|part| mangled.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported function, one of our own of two bytes, and names for both.
    const FILE: &[u8] =
        b"\0asm\x01\0\0\0\x01\x04\x01\x60\x00\x00\x02\x07\x01\x01e\x01f\x00\x00\x03\x02\x01\x00\
        \x0a\x04\x01\x02\x00\x0b\x00\x2f\x04name\x01\x28\x02\x00\x01i\x01\x22_ZN5gavel4main17h0123456789abcdefE";

    #[test]
    fn code_is_summed_up_by_crate() {
        assert_eq!(by_crate(FILE).unwrap(), [("gavel".to_owned(), 2)]);
        assert!(by_crate(b"\0asm\x01\0\0\0\x0a").is_err());
    }

    #[test]
    fn a_crate_is_read_from_a_mangled_name() {
        let check =
            |mangled: &str, expect: &str| assert_eq!(crate_of(mangled), expect, "{mangled}");
        check("_ZN5gavel4main17h0123456789abcdefE", "gavel");
        check(
            "_ZN60_$LT$alloc..string..String$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE",
            "alloc",
        );
        check(
            "_ZN53_$LT$T$u20$as$u20$tachys..view..any_view..IntoAny$GT$8into_any17h0123456789abcdefE",
            "tachys",
        );
        check("__wbindgen_malloc", "(no path)");
        check("", "(no path)");
    }
}
