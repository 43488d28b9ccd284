//! What the forms have in common.

use leptos::{ev, prelude::*};

use super::MediaContext;
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, Dialog, Look},
};

/// A dialog with a form. What is typed outlives it, so that whoever is refused finds it again.
#[component]
pub fn FormDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its name.
    title: &'static str,
    /// What sends it.
    submit: &'static str,
    /// Sends what is typed. Returns whether it could: what is missing is said beside the field.
    #[prop(into)]
    on_submit: Callback<(), bool>,
    /// Its fields; made each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let fields = StoredValue::new(children);
    let close = Callback::new(move |()| open.set(false));
    let send = Callback::new(move |()| {
        if on_submit.run(()) {
            open.set(false);
        }
    });
    view! {
        <Dialog open title on_close=close>
            <MediaForm submit on_submit=send on_cancel=close>
                {fields.with_value(|fields| fields())}
            </MediaForm>
        </Dialog>
    }
    .into_any()
}

/// A form with its two buttons. It sends nothing while what is shown isn't how things are.
#[component]
pub fn MediaForm(
    /// What sends it.
    submit: &'static str,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Closes it.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// Whether it is being sent.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let media: MediaContext = expect_context();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if media.refusal.get_untracked().is_none() && !busy.get_untracked() {
            on_submit.run(());
        }
    };
    view! {
        <form class="dialog-form" novalidate on:submit=send>
            {children()}
            <div class="dialog-foot">
                <Button label=td_string!(locale, ui.cancel) on_press=on_cancel />
                <Button
                    label=submit
                    look=Look::Primary
                    refusal=MaybeProp::from(media.refusal)
                    pending=busy
                    submit=true
                    on_press=|| {}
                />
            </div>
        </form>
    }
    .into_any()
}

/// Returns `problem` once somebody tried.
pub fn once_tried(
    tried: RwSignal<bool>,
    problem: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || tried.get().then(&problem).flatten().map(str::to_owned))
}
