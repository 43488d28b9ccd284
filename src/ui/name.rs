//! People's names, which other people choose.

use leptos::prelude::*;

/// A name or text from the network, kept from turning the text around it.
///
/// It takes a string that is fit to be shown already; here it is only isolated.
#[component]
pub fn SafeName(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <bdi class="name" dir="auto">
            {move || text.get()}
        </bdi>
    }
    .into_any()
}
