//! Turns `locales/*.json` into Rust: a number for each text, or a struct with its `{{ names }}` as fields. So a text that isn't there,
//! a name that isn't given, and a language that lacks one are errors of the compiler's.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// File's name and variant of `i18n::Language`. The first one is the one that tests are written against.
const LANGUAGES: [(&str, &str); 2] = [("en", "En"), ("zh-CN", "ZhCn")];

/// Stands for the first of a text's names, the next ones follow; `texts::fill` knows it too.
const FIRST_MARK: u32 = 0x10;

/// The program's stack, in bytes. The linker's own is a megabyte, and the page pays for all of it; nothing here calls itself deeply.
const STACK: u32 = 256 * 1024;

/// A text by its path ("connect.join"), cut at its names.
type Texts = BTreeMap<String, Text>;

#[derive(Debug, PartialEq)]
struct Text {
    /// One more than there are names.
    parts: Vec<String>,
    names: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
    }
    let mut languages = Vec::new();
    for (file, variant) in LANGUAGES {
        let path = format!("locales/{file}.json");
        println!("cargo::rerun-if-changed={path}");
        let content = fs::read_to_string(&path)?;
        let parsed: Value =
            serde_json::from_str(&content).map_err(|error| format!("{path}: {error}"))?;
        let mut texts = Texts::new();
        collect("", &parsed, &mut texts).map_err(|error| format!("{path}: {error}"))?;
        languages.push((path, variant, texts));
    }
    let Some(((_, _, first), others)) = languages.split_first() else {
        return Ok(());
    };
    for (path, _, texts) in others {
        same(first, texts).map_err(|error| format!("{path}: {error}"))?;
    }

    let mut code = String::new();
    write_tables(&mut code, first, &languages)?;
    write_module(&mut code, "", first)?;
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join(Path::new("texts.rs")),
        code,
    )?;
    Ok(())
}

fn collect(at: &str, value: &Value, texts: &mut Texts) -> Result<(), String> {
    match value {
        Value::Object(entries) => entries.iter().try_for_each(|(key, inner)| {
            let at = if at.is_empty() {
                key.clone()
            } else {
                format!("{at}.{key}")
            };
            collect(&at, inner, texts)
        }),
        Value::String(text) => {
            texts.insert(
                at.to_owned(),
                cut(text).ok_or_else(|| format!("{at}: a name that isn't closed"))?,
            );
            Ok(())
        }
        _ => Err(format!("{at}: neither a text nor a group of texts")),
    }
}

fn cut(text: &str) -> Option<Text> {
    let mut pieces = text.split("{{");
    let mut parts = vec![pieces.next()?.to_owned()];
    let mut names = Vec::new();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}")?;
        names.push(name.trim().to_owned());
        parts.push(rest.to_owned());
    }
    Some(Text { parts, names })
}

/// A text that one language lacks would not be there; one whose names differ would lose one.
fn same(expected: &Texts, found: &Texts) -> Result<(), String> {
    for (key, text) in expected {
        let other = found.get(key).ok_or_else(|| format!("{key} is missing"))?;
        if sorted(&text.names) != sorted(&other.names) {
            return Err(format!(
                "{key}: names {:?}, elsewhere {:?}",
                other.names, text.names
            ));
        }
    }
    found
        .keys()
        .find(|key| !expected.contains_key(*key))
        .map_or(Ok(()), |key| Err(format!("{key} is nowhere else")))
}

fn sorted(names: &[String]) -> Vec<&str> {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names
}

type Language = (String, &'static str, Texts);

/// A language's texts one after the other, and where each ends; a name in a text is a control character that says which.
fn write_tables(
    code: &mut String,
    keys: &Texts,
    languages: &[Language],
) -> Result<(), Box<dyn Error>> {
    for (_, variant, texts) in languages {
        let (mut all, mut ends) = (String::new(), Vec::new());
        for (key, expected) in keys {
            if let Some(text) = texts.get(key) {
                all.push_str(&with_marks(text, &sorted(&expected.names)));
            }
            ends.push(u16::try_from(all.len())?);
        }
        let name = variant.to_uppercase();
        writeln!(
            code,
            "static {name}: Table = Table {{ texts: {all:?}, ends: &{ends:?} }};"
        )?;
    }
    Ok(())
}

fn with_marks(text: &Text, fields: &[&str]) -> String {
    let mut parts = text.parts.iter();
    let mut whole = parts.next().cloned().unwrap_or_default();
    for (name, part) in text.names.iter().zip(parts) {
        let place = fields
            .iter()
            .position(|field| field == name)
            .unwrap_or_default();
        whole.extend(
            u32::try_from(place)
                .ok()
                .and_then(|place| char::from_u32(FIRST_MARK + place)),
        );
        whole.push_str(part);
    }
    whole
}

/// Everything under `at` ("" or "connect."): texts, then groups as modules.
fn write_module(code: &mut String, at: &str, keys: &Texts) -> std::fmt::Result {
    let mut groups: Vec<&str> = Vec::new();
    for (number, (key, text)) in keys.iter().enumerate() {
        let Some(rest) = key.strip_prefix(at) else {
            continue;
        };
        match rest.split_once('.') {
            Some((group, _)) if !groups.contains(&group) => groups.push(group),
            Some(_) => {}
            None => write_text(code, rest, number, text)?,
        }
    }
    for group in groups {
        writeln!(
            code,
            "pub mod {group} {{ #[allow(unused_imports)] use super::{{Word, fill}};"
        )?;
        write_module(code, &format!("{at}{group}."), keys)?;
        writeln!(code, "}}")?;
    }
    Ok(())
}

fn write_text(code: &mut String, name: &str, number: usize, text: &Text) -> std::fmt::Result {
    let fields = sorted(&text.names);
    if fields.is_empty() {
        return writeln!(code, "pub const {name}: Word = Word::number({number});");
    }
    write!(code, "#[derive(Clone, Copy)] pub struct {name}<'a> {{")?;
    for field in &fields {
        write!(code, "pub {field}: &'a dyn core::fmt::Display,")?;
    }
    let values: Vec<String> = fields.iter().map(|field| format!("self.{field}")).collect();
    let values = values.join(", ");
    writeln!(
        code,
        "}} impl {name}<'_> {{ pub fn say(self) -> String {{ fill(Word::number({number}), &[{values}]) }} }}"
    )
}
