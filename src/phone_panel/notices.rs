//! Notices in words.

use super::{state::Notice, words};
use crate::{i18n::Locale, kind};

impl kind::notices::Notice for Notice {
    fn is_failure(&self) -> bool {
        true
    }

    fn text(&self, locale: Locale) -> String {
        let Self(wanted, why) = self;
        words::failed(locale, wanted, why)
    }
}
