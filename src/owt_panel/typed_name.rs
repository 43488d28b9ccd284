//! Asking for a name to be typed before something is gone for good.

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, Look, TextField},
};

/// What is inside of the dialog.
#[component]
pub fn TypedName(
    /// The name that has to be typed.
    name: String,
    /// What goes with it.
    #[prop(into)]
    facts: Signal<String>,
    /// What it means.
    #[prop(into)]
    lead: String,
    /// Asks for the name.
    #[prop(into)]
    ask: String,
    /// What the button says.
    #[prop(into)]
    confirm: String,
    /// Whether it is under way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Does it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Does nothing.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(String::new());
    let is_typed = Memo::new(move |_| typed.with(|typed| typed.trim() == name.trim()));
    let why = ask.clone();
    let refusal = MaybeProp::derive(move || (!is_typed.get()).then(|| why.clone()));
    view! {
        <div class="dialog-body">
            <p class="dialog-facts" role="status">
                {facts}
            </p>
            <p>{lead}</p>
            <TextField label=ask value=typed />
            <div class="dialog-foot">
                <Button label=td_string!(locale, ui.cancel) autofocus=true on_press=on_cancel />
                <Button
                    label=confirm
                    look=Look::Danger
                    pending=busy
                    refusal
                    on_press=on_confirm
                />
            </div>
        </div>
    }
}
