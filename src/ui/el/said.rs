//! What can be shown as a text.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use crate::{
    i18n::Word,
    reactive::{Give, Memo, RwSignal, Signal, untrack},
};

/// A text that may not be there, as attributes are.
pub type Text = Option<Cow<'static, str>>;

/// What can be shown as a text.
pub trait Say {
    /// The text; `None` takes an attribute away.
    fn text(self) -> Text;
}

impl Say for &'static str {
    fn text(self) -> Text {
        Some(Cow::Borrowed(self))
    }
}

impl Say for String {
    fn text(self) -> Text {
        Some(Cow::Owned(self))
    }
}

impl Say for Arc<str> {
    fn text(self) -> Text {
        String::from(&*self).text()
    }
}

impl Say for bool {
    fn text(self) -> Text {
        if self { "true" } else { "false" }.text()
    }
}

impl Say for Cow<'static, str> {
    fn text(self) -> Text {
        Some(self)
    }
}

impl Say for usize {
    fn text(self) -> Text {
        self.to_string().text()
    }
}

impl Say for Word {
    fn text(self) -> Text {
        self.say().text()
    }
}

impl<T: Say> Say for Option<T> {
    fn text(self) -> Text {
        self.and_then(Say::text)
    }
}

/// A text that follows: a word in the language spoken, or what a closure gives.
#[derive(Clone)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// Follows the language.
    Word(Word),
    /// Follows what it reads.
    Of(Rc<dyn Give<Text>>),
}

impl Said {
    /// The text; follows it.
    pub fn get(&self) -> Text {
        match self {
            Self::Nothing => None,
            Self::Word(word) => word.text(),
            Self::Of(read) => read.give(),
        }
    }

    /// The text.
    pub fn get_untracked(&self) -> Text {
        untrack(|| self.get())
    }

    /// Whether there is one; follows it.
    pub fn is_there(&self) -> bool {
        self.get().is_some()
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Self {
        Self::Word(word)
    }
}

impl<F: Fn() -> V + 'static, V: Say> From<F> for Said {
    fn from(read: F) -> Self {
        Self::Of(Rc::new(move || read().text()))
    }
}

impl From<&'static str> for Said {
    fn from(text: &'static str) -> Self {
        Self::from(move || text)
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::from(move || text.clone())
    }
}

impl<T: Say + Default + 'static> From<Signal<T>> for Said {
    fn from(signal: Signal<T>) -> Self {
        Self::from(move || signal.get())
    }
}

impl<T: Say + Clone + Default + 'static> From<RwSignal<T>> for Said {
    fn from(signal: RwSignal<T>) -> Self {
        Self::from(move || signal.get())
    }
}

impl<T: Say + Clone + Default + 'static> From<Memo<T>> for Said {
    fn from(memo: Memo<T>) -> Self {
        Self::from(move || memo.get())
    }
}
