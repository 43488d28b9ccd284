//! Languages. The texts are made of `locales/*.json` by `build.rs`: `t!(connect.join)` is a text for a view,
//! `t_string!(connect.too_long, most = 60)` one for now. A text that doesn't exist doesn't compile.
//!
//! A release has each language's texts in a file of its own and loads those of the language spoken.

use std::{
    cell::Cell,
    fmt::{Display, Write},
};

use crate::{reactive::Topic, transport};
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

/// Lower case, as the browser knows it for every script.
pub fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// NFKD, as the browser knows it for every script.
pub fn decompose(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").into()
}

thread_local! {
    static SPOKEN: Topic<Language> = Topic::default();
    static TABLES: [Cell<Option<&'static Table>>; 2] = const { [const { Cell::new(None) }; 2] };
}

/// The language to speak, followed by whatever asks in an effect or a view.
pub fn language() -> Language {
    SPOKEN.with(Topic::get)
}

/// Speaks `language` from now on, everywhere on the page. Its texts have to be here.
pub fn speak(language: Language) {
    SPOKEN.with(|spoken| spoken.put(language));
}

/// Brings a language's texts here. False where they can't be loaded: then it can't be spoken.
pub async fn load(language: Language) -> bool {
    if table(language).is_none() {
        let Some(texts) = transport::texts::load(language.tag()).await else {
            return false;
        };
        keep(language, texts.leak());
    }
    true
}

/// Once a language and page, so it may stay.
fn keep(language: Language, texts: &'static str) -> &'static Table {
    let table: &Table = Box::leak(Box::new(Table::new(texts)));
    TABLES.with(|tables| {
        if let Some(place) = tables.get(language as usize) {
            place.set(Some(table));
        }
    });
    table
}

fn table(language: Language) -> Option<&'static Table> {
    let kept = TABLES.with(|tables| tables.get(language as usize).and_then(Cell::get));
    kept.or_else(|| embedded(language).map(|texts| keep(language, texts)))
}

#[cfg(feature = "embedded-texts")]
fn embedded(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::En => crate::texts::EN,
        Language::ZhCn => crate::texts::ZHCN,
    })
}

#[cfg(not(feature = "embedded-texts"))]
fn embedded(_: Language) -> Option<&'static str> {
    None
}

/// A text without names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(u16);

impl Word {
    pub(crate) const fn number(number: u16) -> Self {
        Self(number)
    }

    /// In the language to speak, which is followed.
    pub fn say(self) -> &'static str {
        self.say_in(language())
    }

    /// In a language. Empty where its texts aren't here.
    pub fn say_in(self, language: Language) -> &'static str {
        table(language).map_or("", |table| table.text(self.0))
    }
}

/// A language's texts, one after the other with a control character between them, and where each ends. `crates/texts` writes them so.
struct Table {
    texts: &'static str,
    ends: Vec<usize>,
}

const BETWEEN: char = '\u{1f}';

impl Table {
    fn new(texts: &'static str) -> Self {
        let between = texts.match_indices(BETWEEN).map(|(at, _)| at);
        let ends = between.chain([texts.len()]).collect();
        Self { texts, ends }
    }

    fn text(&self, number: u16) -> &'static str {
        let number = usize::from(number);
        let before = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| end + BETWEEN.len_utf8());
        let end = self.ends.get(number);
        end.and_then(|end| self.texts.get(start..*end))
            .unwrap_or_default()
    }
}

/// A text with its names filled in. Control characters from this one on stand for them; `crates/texts` puts them there.
const FIRST_MARK: usize = 0x10;

pub(crate) fn fill(word: Word, values: &[&dyn Display]) -> String {
    let mut text = String::new();
    for letter in word.say().chars() {
        match (letter as usize)
            .checked_sub(FIRST_MARK)
            .and_then(|at| values.get(at))
        {
            // Writing into a string can't fail.
            Some(value) => drop(write!(text, "{value}")),
            None => text.push(letter),
        }
    }
    text
}

/// A text for a view: a [`Word`], or with `name = value` a closure that follows the language and the signals in its values.
#[macro_export]
macro_rules! t {
    ($first:ident $(. $rest:ident)+ $(,)?) => {
        $crate::texts::$first $(:: $rest)+
    };
    ($first:ident $(. $rest:ident)+ $(, $name:ident = $value:expr)+ $(,)?) => {
        // In a block, so that a method can be called on it.
        { move || $crate::texts::$first $(:: $rest)+ { $($name: &$value),+ }.say() }
    };
}

/// A text for now: `&'static str`, or a `String` where it has `{{ names }}`. Followed where asked in an effect or a view.
#[macro_export]
macro_rules! t_string {
    ($first:ident $(. $rest:ident)+ $(,)?) => {
        $crate::texts::$first $(:: $rest)+ .say()
    };
    ($first:ident $(. $rest:ident)+ $(, $name:ident = $value:expr)+ $(,)?) => {
        $crate::texts::$first $(:: $rest)+ { $($name: &$value),+ }.say()
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
        let check = |language: Language, expect: &str| {
            speak(language);
            assert_eq!(t_string!(connect.too_long, most = 60), expect);
        };
        check(Language::En, "At most 60 characters");
        check(Language::ZhCn, "最多 60 个字符");
    }
}
