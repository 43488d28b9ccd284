//! Recordings, calls, and what media servers warn of.

use leptos::prelude::*;

use super::{
    super::{state::use_panel, words},
    data_table::DataTable,
};
use crate::{
    i18n::{td_string, use_locale},
    room::time,
};

fn clean(text: Option<&String>) -> String {
    let text = text.map(String::as_str).unwrap_or_default();
    conference::clean_text(text, 500).into_owned()
}

/// The table "Recordings": how far each is, its files, or why there are none.
#[component]
pub fn Recordings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list = live.recordings();
    let row = move |index: usize| {
        let recording = list.with(|list| list.get(index).cloned())?;
        Some(vec![
            time::date_and_clock(live.local_ms(recording.told_ms)),
            words::vendor(locale, recording.vendor.word()),
            clean(recording.room.as_ref()),
            words::step(locale, recording.step).to_owned(),
            clean(recording.detail.as_ref()),
            clean(recording.exporter.as_ref()),
            clean(recording.recording.as_ref()),
        ])
    };
    let heads = vec![
        td_string!(locale, callbacks.heads.told),
        td_string!(locale, callbacks.heads.vendor),
        td_string!(locale, callbacks.heads.room),
        td_string!(locale, callbacks.heads.step),
        td_string!(locale, callbacks.heads.files),
        td_string!(locale, callbacks.heads.exporter),
        td_string!(locale, callbacks.heads.recording),
    ];
    view! {
        <DataTable
            label=td_string!(locale, callbacks.page.recordings)
            class="callbacks-recordings"
            heads
            total=Memo::new(move |_| list.with(|list| list.len()))
            row
            none=td_string!(locale, callbacks.page.no_recordings)
        />
    }
}

/// The table "Calls": who calls whom. Whether they answer isn't told.
#[component]
pub fn Calls() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list = live.calls();
    let row = move |index: usize| {
        let call = list.with(|list| list.get(index).cloned())?;
        let to = call.to.join(", ");
        Some(vec![
            time::date_and_clock(live.local_ms(call.told_ms)),
            words::vendor(locale, call.vendor.word()),
            clean(call.from.as_ref()),
            clean(Some(&to)),
            words::medium(locale, call.media.as_deref().unwrap_or_default()),
        ])
    };
    let heads = vec![
        td_string!(locale, callbacks.heads.told),
        td_string!(locale, callbacks.heads.vendor),
        td_string!(locale, callbacks.heads.from),
        td_string!(locale, callbacks.heads.to),
        td_string!(locale, callbacks.heads.media),
    ];
    view! {
        <DataTable
            label=td_string!(locale, callbacks.page.calls)
            class="callbacks-calls"
            heads
            total=Memo::new(move |_| list.with(|list| list.len()))
            row
            none=td_string!(locale, callbacks.page.no_calls)
        />
    }
}

/// The table "Warnings": media servers in trouble.
#[component]
pub fn Warnings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let list = live.warnings();
    let row = move |index: usize| {
        let warning = list.with(|list| list.get(index).cloned())?;
        Some(vec![
            time::date_and_clock(live.local_ms(warning.told_ms)),
            words::vendor(locale, warning.vendor.word()),
            clean(warning.server.as_ref()),
            clean(warning.trouble.as_ref()),
            clean(warning.detail.as_ref()),
        ])
    };
    let heads = vec![
        td_string!(locale, callbacks.heads.told),
        td_string!(locale, callbacks.heads.vendor),
        td_string!(locale, callbacks.heads.server),
        td_string!(locale, callbacks.heads.trouble),
        td_string!(locale, callbacks.heads.detail),
    ];
    view! {
        <DataTable
            label=td_string!(locale, callbacks.page.warnings)
            class="callbacks-warnings"
            heads
            total=Memo::new(move |_| list.with(|list| list.len()))
            row
            none=td_string!(locale, callbacks.page.no_warnings)
        />
    }
}
