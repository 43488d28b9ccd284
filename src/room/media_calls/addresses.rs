//! Where a stream goes.

use leptos::prelude::*;

use crate::{
    browser::clipboard,
    i18n::{td_string, use_locale},
    ui::{Button, FieldKind, TextField},
};

/// A stream's addresses, each with a button to copy it.
#[component]
pub fn Addresses(
    /// Plainly, encrypted.
    urls: [Option<String>; 2],
) -> impl IntoView {
    let locale = use_locale();
    let outcome = RwSignal::new("");
    let outcome_text: Signal<&'static str> = outcome.into();
    let labels = [
        td_string!(locale, calls.url),
        td_string!(locale, calls.secure_url),
    ];
    let addresses = labels.into_iter().zip(urls).filter_map(|(label, url)| {
        let url = url?;
        let copied = url.clone();
        let copy = move || {
            clipboard::copy(&copied, move |is_done| {
                outcome.set(if is_done {
                    td_string!(locale, calls.copied)
                } else {
                    td_string!(locale, calls.not_copied)
                });
            });
        };
        let copy = Callback::new(move |()| copy());
        Some(view! {
            <TextField
                label=label
                value=RwSignal::new(url)
                kind=FieldKind::Url
                end=move || view! { <Button label=td_string!(locale, calls.copy) on_press=copy /> }
            />
        })
    });
    view! {
        <div class="call-addresses">
            {addresses.collect_view()} <p class="call-note" role="status">
                {outcome_text}
            </p>
        </div>
    }
}
