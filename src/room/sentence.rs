//! Sentences with names in them. Names come from the network, so they are isolated wherever a sentence puts them.

use std::sync::Arc;

use leptos::prelude::*;

/// Stands in a sentence where the first name goes. Names can't hold it: control characters are removed from them.
pub const FIRST_NAME: char = '\u{1}';
/// Where the second one goes.
pub const SECOND_NAME: char = '\u{2}';

/// A sentence, and what goes into its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// With [`FIRST_NAME`] and [`SECOND_NAME`] in it.
    pub text: String,
    /// What goes there.
    pub names: [Arc<str>; 2],
}

/// What a sentence is made of.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Name(&'a Arc<str>),
}

impl Sentence {
    fn parts(&self) -> Vec<Part<'_>> {
        let [first, second] = &self.names;
        let mut parts = Vec::new();
        for part in self.text.split_inclusive([FIRST_NAME, SECOND_NAME]) {
            let (before, name) = match part.strip_suffix(FIRST_NAME) {
                Some(before) => (before, Some(first)),
                None => part
                    .strip_suffix(SECOND_NAME)
                    .map_or((part, None), |before| (before, Some(second))),
            };
            if !before.is_empty() {
                parts.push(Part::Text(before));
            }
            parts.extend(name.map(Part::Name));
        }
        parts
    }

    /// Returns the sentence for a page: names isolated.
    pub fn view(&self) -> AnyView {
        let parts = self.parts();
        let view = parts.iter().map(|part| match part {
            Part::Text(text) => (*text).to_owned().into_any(),
            Part::Name(name) => view! { <bdi dir="auto">{name.to_string()}</bdi> }.into_any(),
        });
        view.collect_view().into_any()
    }

    /// Returns the sentence for a file.
    pub fn plain(&self) -> String {
        let text = |part: &Part<'_>| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Name(name) => name.to_string(),
        };
        self.parts().iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_names_in_their_places() {
        let check = |text: &str, expect: &str| {
            let sentence = Sentence {
                text: text.into(),
                names: ["Li Lei".into(), "韩梅梅".into()],
            };
            assert_eq!(sentence.plain(), expect);
        };
        check("\u{1} joined", "Li Lei joined");
        check("\u{2} is now called \u{1}", "韩梅梅 is now called Li Lei");
        check("正在呼叫 \u{1}", "正在呼叫 Li Lei");
        check("The meeting was locked", "The meeting was locked");
    }
}
