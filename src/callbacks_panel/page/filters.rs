//! What is looked for in the history.

use callbacks::{KINDS, Vendor};
use leptos::prelude::*;

use super::super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, FieldKind, Look, Select, SelectOption, TextField},
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
        <div class="callbacks-filters" role="group" aria-label=td_string!(locale, callbacks.events.filters)>
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
            <Button
                label=td_string!(locale, callbacks.events.clear)
                look=Look::Quiet
                on_press=move || filters.clear()
            />
        </div>
    }
}
