//! What is looked for in the history.

use callbacks::{KINDS, Vendor};
use leptos::prelude::*;

use super::super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, FieldKind, Look, SearchField, Select, SelectOption, TextField},
};

/// The group "Filters".
#[component]
pub fn EventFilters() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let filters = panel.history.filters;
    let any = td_string!(locale, callbacks.events.any);
    let vendors =
        std::iter::once(SelectOption::new(None, "any", any)).chain(Vendor::ALL.map(|vendor| {
            let name = words::vendor(locale, vendor.word());
            SelectOption::new(Some(vendor), vendor.word(), name)
        }));
    let kinds = std::iter::once(SelectOption::new("", "any", any))
        .chain(KINDS.map(|kind| SelectOption::new(kind, kind, words::kind(locale, kind))));
    view! {
        <div role="group" aria-label=td_string!(locale, callbacks.events.filters)>
            <div class="panel-tools callbacks-find">
                <SearchField
                    label=td_string!(locale, callbacks.events.find)
                    hint=td_string!(locale, callbacks.events.find_hint)
                    query=filters.text
                />
                <Button
                    label=td_string!(locale, callbacks.events.clear)
                    look=Look::Quiet
                    on_press=move || filters.clear()
                />
            </div>
            <div class="callbacks-filters">
                <Select
                    label=td_string!(locale, callbacks.heads.vendor)
                    value=filters.vendor
                    options=vendors.collect()
                />
                <Select
                    label=td_string!(locale, callbacks.heads.kind)
                    value=filters.kind
                    options=kinds.collect()
                />
                <TextField label=td_string!(locale, callbacks.events.room) value=filters.room />
                <TextField label=td_string!(locale, callbacks.events.user) value=filters.user />
                <TextField
                    label=td_string!(locale, callbacks.events.from)
                    value=filters.from
                    kind=FieldKind::Moment
                />
                <TextField
                    label=td_string!(locale, callbacks.events.until)
                    value=filters.until
                    kind=FieldKind::Moment
                />
            </div>
        </div>
    }
}
