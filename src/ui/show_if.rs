//! What is in the page only while something is so.

use leptos::prelude::*;

/// Shows its children while a signal is true.
///
/// It is `<Show>` with a signal instead of a closure: Leptos compiles a `<Show>` anew for each closure and each type of children.
/// These are all of one type.
#[component]
pub fn ShowIf(
    /// Whether the children are shown.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown; made each time.
    children: ChildrenFn,
    /// What is shown instead.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    view! {
        <Show when=move || when.get() fallback=fallback>
            {children()}
        </Show>
    }
    .into_any()
}
