//! Sentences with names in them. Names come from the network, so they are isolated wherever a sentence puts them.

use std::sync::Arc;

use crate::ui::el::{El, el};

/// Stands in a sentence where the first name goes. Names can't hold it: control characters are removed from them.
pub const FIRST: char = '\u{1}';
/// Where the second one goes.
pub const SECOND: char = '\u{2}';

/// A sentence, and what goes into its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Woven {
    /// With [`FIRST`] and [`SECOND`] in it.
    pub text: String,
    /// What goes there.
    pub names: [Arc<str>; 2],
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Name(&'a Arc<str>),
}

impl Woven {
    fn pieces(&self) -> Vec<Piece<'_>> {
        let [first, second] = &self.names;
        let mut pieces = Vec::new();
        for part in self.text.split_inclusive([FIRST, SECOND]) {
            let (before, name) = match part.strip_suffix(FIRST) {
                Some(before) => (before, Some(first)),
                None => part
                    .strip_suffix(SECOND)
                    .map_or((part, None), |before| (before, Some(second))),
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(before));
            }
            pieces.extend(name.map(Piece::Name));
        }
        pieces
    }

    /// For a page: names isolated.
    pub fn put_into(&self, place: El) -> El {
        self.pieces()
            .iter()
            .fold(place, |place, piece| match piece {
                Piece::Text(text) => place.text(text),
                Piece::Name(name) => place.child(el("bdi").attr("dir", "auto").text(name)),
            })
    }

    /// For a file.
    pub fn plain(&self) -> String {
        let text = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Name(name) => String::from(&***name),
        };
        self.pieces().iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_names_in_their_places() {
        let check = |text: &str, expect: &str| {
            let woven = Woven {
                text: text.into(),
                names: ["Li Lei".into(), "韩梅梅".into()],
            };
            assert_eq!(woven.plain(), expect);
        };
        check("\u{1} joined", "Li Lei joined");
        check("\u{2} is now called \u{1}", "韩梅梅 is now called Li Lei");
        check("正在呼叫 \u{1}", "正在呼叫 Li Lei");
        check("The meeting was locked", "The meeting was locked");
    }
}
