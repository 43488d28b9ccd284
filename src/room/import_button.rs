//! Reading a file that somebody chooses.

use leptos::{ev, prelude::*};

use crate::browser::files;

/// A button that asks for a file.
#[component]
pub fn ImportButton<F>(
    /// What stands on it.
    label: &'static str,
    /// What files to offer, as a file input's `accept`.
    #[prop(default = ".json,application/json")]
    accept: &'static str,
    /// Gets the file's text; `None` where its encoding isn't known. The button may be gone by then.
    on_text: F,
    /// How it looks.
    #[prop(default = "button")]
    class: &'static str,
) -> impl IntoView
where
    F: Fn(Option<String>) + Copy + 'static,
{
    view! {
        <label class=class>
            <input
                type="file"
                accept=accept
                class="visually-hidden"
                on:change=move |event: ev::Event| files::read_chosen(&event, on_text)
                // It bubbles, and would close a dialog around it.
                on:cancel=|event: ev::Event| event.stop_propagation()
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
