//! Whom something goes through, in words.

use conference::Whom;

use crate::{
    i18n::{Locale, td_string},
    ui::SelectOption,
};

/// Returns what there is to choose from.
pub fn options(locale: Locale) -> Vec<SelectOption<Whom>> {
    let option = |whom: Whom| SelectOption::new(whom, whom.as_str(), words(locale, whom));
    Whom::ALL.map(option).into()
}

fn words(locale: Locale, whom: Whom) -> &'static str {
    match whom {
        Whom::Everybody => td_string!(locale, roll_call.everybody),
        Whom::Hosts => td_string!(locale, room.hosts),
        Whom::Guests => td_string!(locale, room.guests),
        Whom::Selected => td_string!(locale, roll_call.selected),
        Whom::Found => td_string!(locale, roll_call.found),
    }
}
