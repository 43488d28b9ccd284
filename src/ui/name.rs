//! People's names, which other people choose.

use leptos::prelude::*;

use super::el::el;

/// A name or text from the network, kept from turning the text around it.
///
/// It takes a string that is fit to be shown already; here it is only isolated.
#[component]
pub fn SafeName(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    el("bdi")
        .class("name")
        .attr("dir", "auto")
        .say(move || text.get())
        .any()
}
