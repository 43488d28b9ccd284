//! An event with all that came of it.

use std::sync::Arc;

use callbacks::Entry;
use leptos::prelude::*;

use super::super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    room::time,
    ui::{Button, Dialog},
};

/// The dialog "Event N".
#[component]
pub fn EntryDialog(
    /// Which; `None` = none.
    opened: RwSignal<Option<Arc<Entry>>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let open = Signal::derive(move || opened.with(Option::is_some));
    let title = Signal::derive(move || {
        let id = opened.with(|entry| entry.as_ref().map_or(0, |entry| entry.id));
        td_string!(locale, callbacks.events.title_one, id = id)
    });
    let body = move || {
        let entry = opened.get_untracked()?;
        let facts = [
            time::date_and_clock(live.local_ms(entry.at_ms)),
            words::vendor(locale, &entry.vendor),
            words::kind(locale, &entry.kind),
        ];
        let origin = words::origin(locale, entry.origin());
        Some(view! {
            <div class="dialog-body">
                <p class="dialog-facts">{facts.join(" · ")}</p>
                {origin.map(|words| view! { <p class="dialog-facts">{words}</p> })}
                // As it came, but for what can't be seen.
                <pre class="callbacks-raw" tabindex="0" dir="ltr" translate="no">
                    {conference::clean_text(&entry.raw, 65_536).into_owned()}
                </pre>
                <div class="dialog-foot">
                    <Button
                        label=td_string!(locale, callbacks.page.close)
                        autofocus=true
                        on_press=move || opened.set(None)
                    />
                </div>
            </div>
        })
    };
    view! {
        <Dialog open title on_close=move || opened.set(None)>
            {body}
        </Dialog>
    }
}
