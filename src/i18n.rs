//! Languages. The texts are made of `locales/*.json` by `build.rs`, a struct each: `t!(i18n, connect.join)` is a text for a view,
//! `t_string!(i18n, connect.too_long, most = 60)` one for now. A text that doesn't exist doesn't compile.

use leptos::prelude::*;

pub use crate::{t, t_string};

/// A language that the panel speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese as written on the mainland.
    ZhCn,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// As in `lang=""`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhCn => "中文",
        }
    }

    /// The one that a tag like "zh-Hans-SG" or "EN" is best served with, if any.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| {
            language
                .tag()
                .split('-')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(primary))
        })
    }
}

/// The language in use, from the context.
#[derive(Clone, Copy, Debug)]
pub struct I18n(Signal<Language>);

impl I18n {
    /// The language, followed by whatever asks in an effect or a view.
    pub fn language(self) -> Language {
        self.0.try_get().unwrap_or_default()
    }
}

/// Gives everything below the language to speak.
pub fn provide_i18n(language: Signal<Language>) -> I18n {
    let i18n = I18n(language);
    provide_context(i18n);
    i18n
}

/// The language that was provided above; English where none was.
pub fn use_i18n() -> I18n {
    use_context::<I18n>().unwrap_or_else(|| I18n(Signal::stored(Language::default())))
}

/// A text for a view: a closure that follows the language, and signals in its values.
#[macro_export]
macro_rules! t {
    ($i18n:expr, $($text:tt)+) => {
        // In a block, so that a method can be called on it.
        { move || $crate::t_string!($i18n, $($text)+) }
    };
}

/// A text for now: `&'static str`, or a `String` where it has `{{ names }}`. Followed where asked in an effect or a view.
#[macro_export]
macro_rules! t_string {
    ($i18n:expr, $first:ident $(. $rest:ident)+ $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::texts::$first $(:: $rest)+ { $($name: &$value),* }.say($i18n.language())
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_language_of_a_tag() {
        let check = |tag: &str, expect: Option<Language>| {
            assert_eq!(Language::of_tag(tag), expect, "{tag}")
        };
        check("en", Some(Language::En));
        check("EN-gb", Some(Language::En));
        check("zh-CN", Some(Language::ZhCn));
        check("zh_Hans_SG", Some(Language::ZhCn));
        check("de", None);
        check("", None);
    }

    #[test]
    fn fills_names_in_where_each_language_has_them() {
        let most = crate::texts::connect::too_long { most: &60 };
        assert_eq!(most.say(Language::En), "At most 60 characters");
        assert_eq!(most.say(Language::ZhCn), "最多 60 个字符");
    }
}
