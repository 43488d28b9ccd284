//! A number that is chosen by dragging.

use leptos::prelude::*;

use super::dom::unique_id;

/// A whole number between two others.
#[component]
pub fn Slider(
    /// Its name, shown above it; the number stands beside that.
    #[prop(into)]
    label: Signal<String>,
    /// The number.
    value: RwSignal<u32>,
    /// The least.
    min: u32,
    /// The most.
    max: u32,
) -> impl IntoView {
    let id = unique_id("slider");
    let number = Signal::derive(move || value.get().to_string());
    view! {
        <div class="field">
            <div class="slider-line">
                <label class="field-label" for=id.clone()>
                    {label}
                </label>
                <output for=id.clone()>{number}</output>
            </div>
            <input
                class="slider"
                type="range"
                id=id
                min=min.to_string()
                max=max.to_string()
                prop:value=number
                on:input:target=move |event| {
                    if let Ok(chosen) = event.target().value().parse() {
                        value.set(chosen);
                    }
                }
            />
        </div>
    }
    .into_any()
}
