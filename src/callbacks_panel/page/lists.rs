//! Recordings, calls, and what media servers warn of.

use callbacks::Vendor;
use leptos::prelude::*;

use super::{
    super::{
        state::{List, use_panel},
        words,
    },
    data_table::DataTable,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::time,
};

/// The table "Recordings": how far each is, its files, or why there are none.
#[component]
pub fn Recordings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    view! {
        <ToldTable
            label=td_string!(locale, callbacks.page.recordings)
            class="callbacks-recordings"
            none=td_string!(locale, callbacks.page.no_recordings)
            list=live.recordings()
            told=|it| (it.told_ms, it.vendor)
            heads=[
                td_string!(locale, callbacks.heads.room),
                td_string!(locale, callbacks.heads.step),
                td_string!(locale, callbacks.heads.files),
                td_string!(locale, callbacks.heads.exporter),
                td_string!(locale, callbacks.heads.recording),
            ]
            cells=|locale, it| {
                [
                    clean(it.room.as_deref()),
                    words::step(locale, it.step).to_owned(),
                    clean(it.detail.as_deref()),
                    clean(it.exporter.as_deref()),
                    clean(it.recording.as_deref()),
                ]
            }
        />
    }
}

/// The table "Calls": who calls whom. Whether they answer isn't told.
#[component]
pub fn Calls() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    view! {
        <ToldTable
            label=td_string!(locale, callbacks.page.calls)
            class="callbacks-calls"
            none=td_string!(locale, callbacks.page.no_calls)
            list=live.calls()
            told=|it| (it.told_ms, it.vendor)
            heads=[
                td_string!(locale, callbacks.heads.from),
                td_string!(locale, callbacks.heads.to),
                td_string!(locale, callbacks.heads.media),
            ]
            cells=|locale, it| {
                [
                    clean(it.from.as_deref()),
                    clean(Some(&it.to.join(", "))),
                    words::medium(locale, it.media.as_deref().unwrap_or_default()),
                ]
            }
        />
    }
}

/// The table "Warnings": media servers in trouble.
#[component]
pub fn Warnings() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    view! {
        <ToldTable
            label=td_string!(locale, callbacks.page.warnings)
            class="callbacks-warnings"
            none=td_string!(locale, callbacks.page.no_warnings)
            list=live.warnings()
            told=|it| (it.told_ms, it.vendor)
            heads=[
                td_string!(locale, callbacks.heads.server),
                td_string!(locale, callbacks.heads.trouble),
                td_string!(locale, callbacks.heads.detail),
            ]
            cells=|_, it| {
                [&it.server, &it.trouble, &it.detail].map(|text| clean(text.as_deref()))
            }
        />
    }
}

/// A table of what was told: when, by whom, and what.
#[component]
fn ToldTable<T: Send + Sync + 'static, const N: usize>(
    /// Its name.
    label: &'static str,
    /// What tells its columns' widths.
    class: &'static str,
    /// Says that there is nothing in it.
    none: &'static str,
    /// What was told, newest first.
    list: ReadSignal<List<T>>,
    /// Returns when something was told last, Unix ms by the gateway's clock, and by whom.
    told: fn(&T) -> (u64, Vendor),
    /// The heads of the columns behind these two.
    heads: [&'static str; N],
    /// Returns the cells behind these two.
    cells: fn(Locale, &T) -> [String; N],
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let first = [
        td_string!(locale, callbacks.heads.told),
        td_string!(locale, callbacks.heads.vendor),
    ];
    let row = move |index: usize| {
        list.with(|list| {
            let it = list.get(index)?;
            let (told_ms, vendor) = told(it);
            let first = [
                time::date_and_clock(live.local_ms(told_ms)),
                words::vendor(locale, vendor.word()),
            ];
            Some(first.into_iter().chain(cells(locale, it)).collect())
        })
    };
    view! {
        <DataTable
            label
            class
            heads=first.into_iter().chain(heads).collect()
            total=Memo::new(move |_| list.with(|list| list.len()))
            row
            none
        />
    }
}

fn clean(text: Option<&str>) -> String {
    conference::clean_text(text.unwrap_or_default(), 500).into_owned()
}
