//! A field that narrows a list down while it is typed in.

use leptos::prelude::*;

use super::{Icon, IconView};

/// A search field with its magnifying glass.
#[component]
pub fn SearchField(
    /// Its name; not shown.
    label: &'static str,
    /// What can be searched for, shown while it is empty.
    hint: &'static str,
    /// What is typed.
    query: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="search">
            <IconView icon=Icon::Search />
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=hint
                bind:value=query
            />
        </div>
    }
}
