//! Where the focus goes when what had it is there no longer.

use leptos::{html, prelude::*};

use crate::{room::deeds::focus_soon, ui::focused};

/// What a host presses next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// "Start roll call".
    Start,
    /// "Present".
    FirstTick,
    /// "Export roll call".
    Export,
}

impl Next {
    const fn selector(self) -> &'static str {
        match self {
            Self::Start => ".roll-call .roll-start",
            // Nobody may be left to be called by then.
            Self::FirstTick => ".roll-called .button, .roll-over .button",
            Self::Export => ".roll-call .roll-export",
        }
    }
}

/// Gives the focus to what comes next when `part` goes while it has the focus: a key that is pressed then does something.
pub fn pass_focus_on(part: NodeRef<html::Div>, next: Next) {
    on_cleanup(move || {
        let part = part.try_get_untracked().flatten();
        let has_focus =
            part.is_some_and(|part| focused().is_some_and(|one| part.contains(Some(&one))));
        if has_focus {
            focus_soon(next.selector().to_owned());
        }
    });
}
