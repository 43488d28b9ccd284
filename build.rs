//! Turns `locales/*.json` into Rust: a number for each text, or a struct with its `{{ names }}` as fields. So a text that isn't there,
//! a name that isn't given, and a language that lacks one are errors of the compiler's.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

use texts::{LANGUAGES, Text, Texts};

/// The program's stack, in bytes. The linker's own is a megabyte, and the page pays for all of it; nothing here calls itself deeply.
const STACK: u32 = 256 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let languages = texts::read(Path::new("locales"))?;
    let mut code = String::new();
    for (language, texts) in LANGUAGES.iter().zip(&languages) {
        let name = language.variant.to_uppercase();
        let packed = texts::packed(texts);
        writeln!(
            code,
            "#[cfg(feature = \"embedded-texts\")] pub(crate) const {name}: &str = {packed:?};"
        )?;
    }
    if let Some(first) = languages.first() {
        write_module(&mut code, "", first)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
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
    let fields = text.fields();
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
