//! The command palette: finds people and actions by what is typed, and says why one is not allowed.

mod people;

use conference::{Deed, finds};
use leptos::prelude::*;

use super::deeds::{Deeds, use_deeds};
use crate::{
    i18n::{Locale, decompose, td_string, use_locale},
    state::use_meeting,
    ui::{Button, Dialog, ListOption, OptionList},
};
use people::person_deeds;

/// The palette.
#[component]
pub fn PaletteDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let open = meeting.panels.palette_open;
    view! {
        <Dialog open=open title=td_string!(locale, palette.title) on_close=move || open.set(false)>
            <Palette />
        </Dialog>
    }
}

#[component]
fn Palette() -> impl IntoView {
    let (meeting, locale, deeds) = (use_meeting(), use_locale(), use_deeds());
    let panels = meeting.panels;
    let options = Memo::new(move |_| {
        let query = panels.palette_query.get();
        let mut found = of_meeting(locale, deeds, &query);
        found.extend(person_deeds(meeting, locale, &query));
        found
    });
    // Who has no Escape key has a button.
    view! {
        <OptionList
            label=td_string!(locale, palette.find)
            query=panels.palette_query
            options=options
            nothing=td_string!(locale, palette.nothing)
            on_close=move || panels.palette_open.set(false)
        />
        <div class="dialog-foot">
            <Button
                label=td_string!(locale, ui.close)
                on_press=move || panels.palette_open.set(false)
            />
        </div>
    }
}

/// Returns the actions that `query` finds. Followed.
fn of_meeting(locale: Locale, deeds: Deeds, query: &str) -> Vec<ListOption> {
    let mut found = Vec::new();
    for deed in Deed::IN_PALETTE {
        let label = deeds.label(deed);
        if deeds.has(deed) && finds(query, &label, decompose) {
            let refusal = deeds.refusal(deed);
            let key = deed
                .key()
                .map(|key| td_string!(locale, palette.key, key = key));
            found.push(ListOption {
                key: String::new(),
                label,
                is_refused: refusal.is_some(),
                note: refusal.or(key).unwrap_or_default(),
                on_choose: Callback::new(move |()| deeds.run(deed)),
            });
        }
    }
    found
}
