//! The panel's texts as people write them, `locales/*.json`, and as the panel reads them. For the building of it only: the panel's build
//! script makes names of them, and `xtask` the files that a browser loads, in the same order.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// A language that the panel speaks.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// As in `lang=""`; its file's name too.
    pub tag: &'static str,
    /// Its variant of the panel's `i18n::Language`.
    pub variant: &'static str,
}

/// All of them. The first one is the one that tests are written against.
pub const LANGUAGES: [Language; 2] = [
    Language {
        tag: "en",
        variant: "En",
    },
    Language {
        tag: "zh-CN",
        variant: "ZhCn",
    },
];

/// Stands between two texts.
const BETWEEN: char = '\u{1f}';
/// Stands for the first of a text's names, the next ones follow; the panel's `i18n::fill` knows it too.
const FIRST_MARK: u32 = 0x10;

/// A language's texts by their path ("connect.join"), cut at their names. Their order is that of the numbers that the panel knows them by.
pub type Texts = BTreeMap<String, Text>;

/// A text, cut at its names.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// One more than there are names.
    parts: Vec<String>,
    names: Vec<String>,
}

impl Text {
    /// The names in it, each once, in alphabetical order: a name's place here is its mark.
    pub fn fields(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The whole of it, where there are no names in it.
    pub fn plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [whole] => Some(whole),
            _ => None,
        }
    }

    fn with_marks(&self) -> String {
        let fields = self.fields();
        let mut parts = self.parts.iter();
        let mut whole = parts.next().cloned().unwrap_or_default();
        for (name, part) in self.names.iter().zip(parts) {
            let place = fields.iter().position(|field| field == name);
            let mark = place.and_then(|place| u32::try_from(place).ok());
            whole.extend(mark.and_then(|place| char::from_u32(FIRST_MARK + place)));
            whole.push_str(part);
        }
        whole
    }
}

/// The texts of all languages in a folder, in the order of [`LANGUAGES`].
///
/// # Errors
/// A sentence: which file can't be read, or which text is missing or differs in its names. A text that one language lacks would not be
/// there; one whose names differ would lose one.
pub fn read(folder: &Path) -> Result<Vec<Texts>, String> {
    let mut languages: Vec<Texts> = Vec::new();
    for language in LANGUAGES {
        let path = folder.join(language.tag).with_extension("json");
        let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let content = std::fs::read_to_string(&path).map_err(|error| said(&error))?;
        let texts = parse(&content).map_err(|error| said(&error))?;
        if let Some(first) = languages.first() {
            same(first, &texts).map_err(|error| said(&error))?;
        }
        languages.push(texts);
    }
    Ok(languages)
}

/// The texts in the panel's order, as one: separated by a control character, with others for their names.
pub fn packed(texts: &Texts) -> String {
    let all: Vec<String> = texts.values().map(Text::with_marks).collect();
    all.join(&BETWEEN.to_string())
}

fn parse(content: &str) -> Result<Texts, String> {
    let value: Value = serde_json::from_str(content).map_err(|error| error.to_string())?;
    let mut texts = Texts::new();
    collect("", &value, &mut texts)?;
    Ok(texts)
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
        Value::String(text) if text.contains(char::is_control) => {
            Err(format!("{at}: a control character"))
        }
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

fn same(expected: &Texts, found: &Texts) -> Result<(), String> {
    for (key, text) in expected {
        let other = found.get(key).ok_or_else(|| format!("{key} is missing"))?;
        if text.fields() != other.fields() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_the_order_of_their_paths_with_marks_for_names() {
        let check = |content: &str, expect: Result<&str, &str>| {
            let found = parse(content).map(|texts| packed(&texts));
            assert_eq!(
                found,
                expect.map(str::to_owned).map_err(str::to_owned),
                "{content}"
            );
        };
        check(r#"{"b":{"d":"4","c":"3"},"a":"1"}"#, Ok("1\u{1f}3\u{1f}4"));
        check(
            r#"{"a":"{{ who }} of {{ all }}: {{who}}"}"#,
            Ok("\u{11} of \u{10}: \u{11}"),
        );
        check(r#"{"a":"{{ who"}"#, Err("a: a name that isn't closed"));
        check(r#"{"a":"\u0011"}"#, Err("a: a control character"));
        check(r#"{"a":[]}"#, Err("a: neither a text nor a group of texts"));
    }

    #[test]
    fn languages_that_differ_are_told() {
        let check = |one: &str, other: &str, expect: Result<(), &str>| {
            let (one, other) = (parse(one).unwrap(), parse(other).unwrap());
            assert_eq!(same(&one, &other), expect.map_err(str::to_owned));
        };
        check(
            r#"{"a":"{{ x }} {{ y }}"}"#,
            r#"{"a":"{{ y }}{{ x }}"}"#,
            Ok(()),
        );
        check(r#"{"a":"1"}"#, r#"{"b":"1"}"#, Err("a is missing"));
        check(
            r#"{"a":"1"}"#,
            r#"{"a":"1","b":"2"}"#,
            Err("b is nowhere else"),
        );
        check(
            r#"{"a":"{{ x }}"}"#,
            r#"{"a":"1"}"#,
            Err("a: names [], elsewhere [\"x\"]"),
        );
    }
}
