//! Languages. The texts are those of `locales/*.json`: [leptos_i18n] makes a key of each, so that one that is missing, in either
//! language, doesn't compile.
//!
//! A text is read once, with the locale of the page around it: `td_string!(use_locale(), connect.join)`. The page is rendered anew
//! when the language changes (`app.rs`), so nothing on it has to follow the language. A `t!` closure in each row would, and a
//! signal never forgets who followed it.

use leptos::prelude::*;

/// What `build.rs` makes of the locale files.
#[allow(missing_docs, dead_code, unused_imports, clippy::expect_used)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

pub use generated::i18n::{Locale, td, td_string};
pub use leptos_i18n::Locale as LocaleExt;

/// Both languages, the default first.
pub const LOCALES: [Locale; 2] = [Locale::en, Locale::zh_CN];

/// Returns the language of the page around the component that asks.
pub fn use_locale() -> Locale {
    use_context().unwrap_or_default()
}

/// Returns the language's name in itself.
pub fn own_name(locale: Locale) -> &'static str {
    match locale {
        Locale::en => "English",
        Locale::zh_CN => "中文",
    }
}

/// Returns the other language, for a button that switches.
pub fn other(locale: Locale) -> Locale {
    match locale {
        Locale::en => Locale::zh_CN,
        Locale::zh_CN => Locale::en,
    }
}

/// Returns the language that a tag like "zh-Hans-SG" or "EN" is best served with, if any.
pub fn locale_of_tag(tag: &str) -> Option<Locale> {
    let language = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_owned();
    LOCALES
        .into_iter()
        .find(|locale| language(locale.as_str()).eq_ignore_ascii_case(&language(tag)))
}

/// Returns `text` in lower case, as the browser knows it for every script.
pub fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Returns `text` in NFKD, as the browser knows it for every script.
pub fn decompose(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_language_of_a_tag() {
        let check =
            |tag: &str, expect: Option<Locale>| assert_eq!(locale_of_tag(tag), expect, "{tag}");
        check("en", Some(Locale::en));
        check("EN-gb", Some(Locale::en));
        check("zh-CN", Some(Locale::zh_CN));
        check("zh_Hans_SG", Some(Locale::zh_CN));
        check("de", None);
        check("", None);
    }

    #[test]
    fn fills_names_in_where_each_language_has_them() {
        let check = |locale: Locale, expect: &str| {
            assert_eq!(td_string!(locale, connect.too_long, most = 60), expect);
        };
        check(Locale::en, "At most 60 characters");
        check(Locale::zh_CN, "最多 60 个字符");
    }
}
