//! What is so or not: boxes to tick and switches.

use leptos::{ev, prelude::*};

use super::dom::{true_or_false, true_or_none};

/// A box to tick.
#[component]
pub fn Checkbox(
    /// Its name, beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was ticked (true) or cleared.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Why it can't be changed now: its tooltip.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
) -> impl IntoView {
    let is_refused = Signal::derive(move || refusal.with(Option::is_some));
    let click = move |event: ev::MouseEvent| {
        if refusal.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    view! {
        <label class="check" title=refusal>
            <input
                type="checkbox"
                aria-disabled=true_or_none(is_refused)
                prop:checked=checked
                on:click=click
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Something that is switched on or off at once.
#[component]
pub fn Switch(
    /// Its name, beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Asked to be on (true) or off.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Why it can't be switched now: its tooltip.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
) -> impl IntoView {
    let is_refused = Signal::derive(move || refusal.with(Option::is_some));
    let press = move |_| {
        if refusal.get_untracked().is_none() {
            on_change.run(!checked.get_untracked());
        }
    };
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=true_or_false(checked)
            aria-disabled=true_or_none(is_refused)
            title=refusal
            on:click=press
        >
            <span class="switch-track" aria-hidden="true"></span>
            <span>{label}</span>
        </button>
    }
    .into_any()
}
