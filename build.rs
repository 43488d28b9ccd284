//! Makes `crate::i18n` of `locales/*.json`: a text that isn't there, a name that isn't given, and a language that lacks one are errors
//! of the compiler's.

use std::{env, error::Error, path::PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let config = Config::new("en")?
        .add_locale("zh-CN")?
        // Texts with names in them are also needed as strings: labels, tooltips, files.
        .parse_options(ParseOptions::default().interpolate_display(true));
    let texts = TranslationsInfos::parse(config)?;
    texts.emit_diagnostics();
    texts.rerun_if_locales_changed();
    texts.generate_i18n_module(PathBuf::from(env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}
