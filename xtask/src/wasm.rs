//! Reading a wasm file just enough to say where its bytes are.

use std::collections::BTreeMap;

const SECTIONS: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;

/// One section: its name and its bytes.
pub struct Section<'a> {
    id: u8,
    /// As the standard calls it; a custom section has its own name.
    pub name: String,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// The sections of a wasm file; `None` when it isn't one.
pub fn sections(file: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = Reader(file.strip_prefix(b"\0asm\x01\0\0\0")?);
    let mut found = Vec::new();
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let mut bytes = Reader(rest.take(length)?);
        let name = if id == CUSTOM {
            bytes.text()?
        } else {
            SECTIONS.get(usize::from(id)).map(|n| (*n).to_owned())?
        };
        found.push(Section {
            id,
            name,
            bytes: bytes.0,
        });
    }
    Some(found)
}

/// Bytes of code by the crate of the first path in a function's name, the most first; without what wasm-bindgen takes
/// out. `None` when the names are gone.
pub fn code_by_crate(file: &[u8]) -> Option<Vec<(String, usize)>> {
    let sections = sections(file)?;
    let of = |id: u8| {
        sections
            .iter()
            .find(|section| section.id == id)
            .map(|section| section.bytes)
    };
    let imported = of(IMPORT).map_or(Some(0), imported_functions)?;
    let names = function_names(
        sections
            .iter()
            .find(|section| section.name == "name")?
            .bytes,
    )?;
    let mut sums = BTreeMap::<String, usize>::new();
    let mut code = Reader(of(CODE)?);
    for index in 0..code.number()? {
        let length = code.number()?;
        code.take(length)?;
        let name = names.get(&(imported + index)).map_or("", String::as_str);
        if !is_description(name) {
            *sums.entry(crate_of(name)).or_default() += length;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Some(sums)
}

/// The crate of the first path in a mangled name; what has none goes under one heading.
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

fn imported_functions(section: &[u8]) -> Option<usize> {
    let mut rest = Reader(section);
    let mut functions = 0;
    for _ in 0..rest.number()? {
        rest.text()?;
        rest.text()?;
        match rest.byte()? {
            0 => {
                functions += 1;
                rest.number()?;
            }
            1 => {
                rest.byte()?;
                rest.limits()?;
            }
            2 => rest.limits()?,
            3 => {
                rest.take(2)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn function_names(section: &[u8]) -> Option<BTreeMap<usize, String>> {
    let mut rest = Reader(section);
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        let mut part = Reader(rest.take(length)?);
        if kind == 1 {
            return (0..part.number()?)
                .map(|_| Some((part.number()?, part.text()?)))
                .collect();
        }
    }
    None
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One imported function, one of our own of two bytes, and names for both.
    const FILE: &[u8] = b"\0asm\x01\0\0\0\x02\x07\x01\x01e\x01f\x00\x00\x0a\x04\x01\x02\x00\x0b\
        \x00\x20\x04name\x01\x19\x02\x00\x01i\x01\x13_ZN5gavel4main17h0E";

    #[test]
    fn sections_have_their_names_and_sizes() {
        let found: Vec<_> = sections(FILE)
            .unwrap()
            .into_iter()
            .map(|s| (s.name, s.bytes.len()))
            .collect();
        assert_eq!(
            found,
            [
                ("import".into(), 7),
                ("code".into(), 4),
                ("name".into(), 27)
            ]
        );
    }

    #[test]
    fn code_is_summed_up_by_crate() {
        assert_eq!(code_by_crate(FILE), Some(vec![("(no path)".into(), 2)]));
        assert_eq!(code_by_crate(b"\0asm\x01\0\0\0"), None);
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
