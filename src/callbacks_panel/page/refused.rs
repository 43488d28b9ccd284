//! Requests that were refused, and why.

use leptos::prelude::*;

use super::{
    super::{state::use_panel, words},
    data_table::DataTable,
};
use crate::{
    i18n::{td_string, use_locale},
    room::time,
    sign_in::Alert,
    ui::{Button, Look},
};

/// The table "Refused".
#[component]
pub fn RefusedRequests() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let refusals = panel.refusals;
    let (list, trouble) = (refusals.list(), refusals.trouble());
    let row = move |index: usize| {
        let refused = list.with(|list| list.get(index).cloned())?;
        Some(vec![
            time::date_and_clock(panel.live.local_ms(refused.at_ms)),
            words::vendor(locale, &refused.vendor),
            words::reason(locale, &refused.reason),
            conference::clean_name(&refused.source).into_owned(),
        ])
    };
    let heads = vec![
        td_string!(locale, callbacks.heads.time),
        td_string!(locale, callbacks.heads.vendor),
        td_string!(locale, callbacks.heads.reason),
        td_string!(locale, callbacks.heads.source),
    ];
    let problem = Signal::derive(move || trouble.get().map(|why| words::trouble(locale, why)));
    let tools = view! {
        <span class="end">
            <Button
                label=td_string!(locale, callbacks.page.refresh)
                look=Look::Quiet
                pending=refusals.busy()
                on_press=move || refusals.read()
            />
        </span>
        <Alert problem />
    };
    view! {
        <DataTable
            label=td_string!(locale, callbacks.page.refused)
            class="callbacks-refused"
            heads
            total=Memo::new(move |_| list.with(|list| list.len()))
            row
            none=td_string!(locale, callbacks.page.no_refused)
            tools=tools.into_any()
        />
    }
}
