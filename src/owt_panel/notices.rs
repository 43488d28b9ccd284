//! Notices in words.

use super::{state::Notice, words};
use crate::{
    i18n::{Locale, td_string},
    kind,
};

impl kind::notices::Notice for Notice {
    fn is_failure(&self) -> bool {
        matches!(self, Self::NotDeleted(..) | Self::NotDone { .. })
    }

    fn text(&self, locale: Locale) -> String {
        match self {
            Notice::Made(name) => td_string!(locale, owt.rooms.made, name = name),
            Notice::Saved(name) => td_string!(locale, owt.form.saved, name = name),
            Notice::Deleted(name) => td_string!(locale, owt.rooms.deleted, name = name),
            Notice::NotDeleted(name, why) => {
                let why = words::trouble(locale, why);
                td_string!(locale, owt.rooms.not_deleted, name = name, why = why)
            }
            Notice::NotDone { ask, name, why } => {
                let what = words::command(locale, ask, name);
                let why = words::failure_of(locale, ask, why);
                td_string!(locale, owt.live.not_done, what = what, why = why)
            }
        }
    }
}
