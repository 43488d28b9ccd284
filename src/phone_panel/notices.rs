//! Notices in words.

use super::{state::Notice, words};
use crate::{
    i18n::{Locale, td_string},
    kind,
};

impl kind::notices::Notice for Notice {
    fn is_failure(&self) -> bool {
        true
    }

    fn text(&self, locale: Locale) -> String {
        match self {
            Self::Failed(wanted, why) => words::failed(locale, wanted, why),
            Self::HangUpBroken => td_string!(locale, phone.room.hang_up_broken).to_owned(),
        }
    }
}
