//! Values of any shape: what is null, empty of meaning or of a strange shape counts as not told, and reading goes on behind it.
//!
//! An [`Object`] reads those values that it is asked for (why: `raw_json`).

use crate::layout::Fraction;
use raw_json::{alone, text};
use std::borrow::Cow;
use std::sync::Arc;

/// Texts are cut here; what is shown of them is shorter anyway.
const MAX_TEXT_BYTES: usize = 1024;
/// An id longer than this isn't one, and to cut it would make another.
const MAX_ID_BYTES: usize = 256;
/// More entries of a list inside of an entry are dropped: no mix has as many regions, no stream as many layers.
const MAX_ENTRIES: usize = 1000;

/// An object whose values aren't read yet.
#[derive(Default)]
pub(crate) struct Object<'a>(raw_json::Object<'a>);

impl<'a> Object<'a> {
    /// Reads an object; `None` = it is none.
    pub fn read(json: &'a str) -> Option<Self> {
        raw_json::Object::read(json).map(Self)
    }

    /// Returns a value's JSON. Of a key that stands twice the last one counts.
    pub fn json(&self, key: &str) -> Option<&'a str> {
        self.0.json(key)
    }

    /// Returns a text of at most 1024 bytes; more is cut. A number is a text, too.
    pub fn text(&self, key: &str) -> Option<Arc<str>> {
        let text = text(self.json(key)?)?;
        let end = text.floor_char_boundary(MAX_TEXT_BYTES);
        text.get(..end).map(Arc::from)
    }

    /// Returns a text that must not be cut, of any length.
    pub fn verbatim(&self, key: &str) -> Option<String> {
        text(self.json(key)?).map(Cow::into_owned)
    }

    /// Returns a name that is safe to show.
    pub fn name(&self, key: &str) -> Arc<str> {
        self.line(key, 128)
    }

    /// Returns a line of at most so many characters that is safe to show.
    pub fn line(&self, key: &str, longest: usize) -> Arc<str> {
        let text = self.json(key).and_then(text).unwrap_or_default();
        Arc::from(conference::clean_text(&text, longest))
    }

    /// Returns an id.
    pub fn id(&self, key: &str) -> Option<Arc<str>> {
        id(self.json(key)?)
    }

    /// Returns an id, or that of an object which has one.
    pub fn id_of(&self, key: &str) -> Option<Arc<str>> {
        id_of(self.json(key)?)
    }

    /// Returns a list of ids; entries that are none are left out.
    pub fn ids(&self, key: &str) -> Vec<Arc<str>> {
        self.list(key).filter_map(id).collect()
    }

    /// Returns true or false, as a text too.
    pub fn flag(&self, key: &str) -> Option<bool> {
        flag(self.json(key)?)
    }

    /// Returns a whole number that isn't negative, as a text too.
    pub fn whole(&self, key: &str) -> Option<u32> {
        whole(self.json(key)?)
    }

    /// Returns a share of one: the document has numbers, the server texts such as "1/3", and its templates two numbers.
    pub fn fraction(&self, key: &str) -> Option<Fraction> {
        let json = self.json(key)?;
        match Object::read(json) {
            Some(it) => Fraction::new(it.whole("numerator")?, it.whole("denominator")?),
            None => Fraction::parse(&text(json)?),
        }
    }

    /// Returns an object.
    pub fn object(&self, key: &str) -> Option<Self> {
        Self::read(self.json(key)?)
    }

    /// Returns a list of objects; what is none is left out.
    pub fn objects(&self, key: &str) -> Vec<Self> {
        self.list(key).filter_map(Self::read).collect()
    }

    /// Returns an object's JSON as it is, to be read when somebody asks.
    pub fn kept(&self, key: &str) -> Option<Arc<str>> {
        let json = self.json(key)?;
        json.starts_with('{').then(|| Arc::from(json))
    }

    fn list(&self, key: &str) -> impl Iterator<Item = &'a str> {
        let list = self.json(key).filter(|json| json.starts_with('['));
        let list = list.and_then(entries).unwrap_or_default();
        list.into_iter().take(MAX_ENTRIES)
    }
}

fn id(json: &str) -> Option<Arc<str>> {
    let text = text(json)?;
    (1..=MAX_ID_BYTES)
        .contains(&text.len())
        .then(|| Arc::from(text))
}

/// Returns an id, or that of an object which has one.
pub(crate) fn id_of(json: &str) -> Option<Arc<str>> {
    match Object::read(json) {
        Some(it) => it.id("id"),
        None => id(json),
    }
}

/// Returns true or false, as a text too.
pub(crate) fn flag(json: &str) -> Option<bool> {
    match json {
        "true" | "\"true\"" => Some(true),
        "false" | "\"false\"" => Some(false),
        _ => None,
    }
}

fn whole(json: &str) -> Option<u32> {
    let text = text(json)?;
    let text = text.trim();
    text.parse().ok().or_else(|| {
        // Rates such as 29.97.
        let number: f64 = serde_json::from_str(text).ok()?;
        (0.0..4e9).contains(&number).then(|| number.round() as u32)
    })
}

/// Returns the entries of a list without reading them; an object alone is a list of one, as the document has it of SIP calls.
pub(crate) fn entries(json: &str) -> Option<Vec<&str>> {
    let json = json.trim_start_matches('\u{FEFF}').trim();
    if json.starts_with('{') {
        return Some(vec![alone(json)?]);
    }
    raw_json::entries(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(json: &str) -> Object<'_> {
        Object::read(json).unwrap_or_else(|| panic!("{json}"))
    }

    #[test]
    fn a_strange_value_costs_its_field_alone() {
        for strange in [
            "null",
            "[[],{}]",
            "{\"a\":[1]}",
            "-1e300",
            "\"?\"",
            "true",
            "[null]",
            "\"\\ud800\"",
        ] {
            let json = format!("{{\"a\":{strange},\"inner\":{{\"whole\":7}}}}");
            let it = sample(&json);
            assert_eq!(
                it.object("inner").unwrap().whole("whole"),
                Some(7),
                "{json}"
            );
            let (_, _, _) = (it.text("a"), it.verbatim("a"), it.name("a"));
            let (_, _, _) = (it.id_of("a"), it.ids("a"), it.kept("a"));
            let _ = (it.objects("a"), it.object("a"));
            assert_eq!((it.whole("a"), it.fraction("a")), (None, None), "{json}");
            assert_eq!(it.flag("a"), (strange == "true").then_some(true));
        }
    }

    #[test]
    fn meanings() {
        let part = |json: &str| sample(&format!("{{\"part\":{json}}}")).fraction("part");
        let third = Fraction::new(1, 3);
        assert_eq!(part("\"1/3\""), third);
        assert_eq!(part("0.3333333"), third);
        assert_eq!(part("{\"numerator\":2,\"denominator\":6}"), third);
        assert_eq!(part("1"), Fraction::new(1, 1));
        assert_eq!(part("\"0/1\""), Fraction::new(0, 1));
        assert_eq!(part("\"0.5\""), Fraction::new(1, 2));
        assert_eq!(part("{\"numerator\":1,\"denominator\":0}"), None);
        let it = sample(
            r#"{"text":12,"flag":"true","whole":"29","rate":29.97,"id":{"id":"a"},"ids":["b",3,null,""],"raw":{"c":[1, 2]},"list":[1,{"whole":2},null],"a\u0062":"x\n","text":13}"#,
        );
        assert_eq!(it.text("text").as_deref(), Some("13"));
        assert_eq!(
            (it.flag("flag"), it.whole("whole"), it.whole("rate")),
            (Some(true), Some(29), Some(30))
        );
        assert_eq!(it.id_of("id").as_deref(), Some("a"));
        assert_eq!(it.ids("ids"), [Arc::from("b"), Arc::from("3")]);
        assert_eq!(it.kept("raw").as_deref(), Some(r#"{"c":[1, 2]}"#));
        assert_eq!(it.objects("list").len(), 1);
        assert_eq!(it.verbatim("ab").as_deref(), Some("x\n"));
        assert_eq!(it.text("nothing"), None);
        let long = format!("{{\"a\":\"{}\"}}", "王".repeat(500));
        assert_eq!(sample(&long).text("a").unwrap().len(), 1023);
        assert_eq!(sample(&long).id("a"), None);
    }

    #[test]
    fn lists() {
        assert_eq!(entries(" [ {\"a\":1}, 2 ] "), Some(vec!["{\"a\":1}", "2"]));
        assert_eq!(entries("{\"a\":1}"), Some(vec!["{\"a\":1}"]));
        assert_eq!(entries("\"Room deleted\""), None);
        assert_eq!(entries("[1"), None);
        assert!(Object::read("{}x").is_none());
    }
}
