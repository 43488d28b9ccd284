//! Buttons. What isn't allowed stays in its place and says why.

use leptos::{prelude::*, text_prop::TextProp};
use wasm_bindgen::JsCast;

use super::{
    el::{Held, el, view_of},
    icon::{Icon, icon as draw},
};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One among others.
    #[default]
    Plain,
    /// What most people want here; one a screen.
    Primary,
    /// What can't be undone.
    Danger,
    /// Hardly there: beside a name, in a corner.
    Quiet,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Danger => "button button-danger",
            Self::Quiet => "button button-quiet",
        }
    }
}

/// A button that says what pressing it does.
///
/// With a `disabled_reason` it can still be reached and read, but a press does nothing; while `pending` neither. A double click
/// or a key held down is one press.
#[component]
pub fn Button(
    /// What stands on it.
    #[prop(into)]
    label: TextProp,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
    /// What a screen reader says, where the label alone would be one of many alike ("Admit" → "Admit NAME").
    #[prop(optional, into)]
    name: Option<TextProp>,
    /// How much it asks to be pressed.
    #[prop(optional)]
    look: Look,
    /// A picture before the label; a signal, so that "Mute" can become "Unmute" in place.
    #[prop(optional, into)]
    icon: Option<Signal<Icon>>,
    /// Shows the picture only; the label becomes name and tooltip.
    #[prop(optional)]
    icon_only: bool,
    /// Why it can't be pressed now; the reason is its description and tooltip. An empty reason needs no words.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// What it does is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// One more class.
    #[prop(optional)]
    class: &'static str,
    /// Sends the form that it stands in; `on_press` runs as well.
    #[prop(optional)]
    submit: bool,
    /// Has the focus when the dialog that it stands in opens.
    #[prop(optional)]
    autofocus: bool,
    /// Where to keep the element, for who has to move the focus.
    #[prop(optional)]
    element: Option<Held>,
) -> impl IntoView {
    let press = move |event: web_sys::Event| {
        let refused = disabled_reason.try_get_untracked().flatten().is_some();
        if refused || is_second(&event) || pending.try_get_untracked().unwrap_or(true) {
            event.prevent_default();
        } else {
            on_press.run(());
        }
    };
    let (label_of_name, label_of_tooltip) = (label.clone(), label.clone());
    let spoken = move || match &name {
        Some(name) => Some(name.get()),
        None => icon_only.then(|| label_of_name.get()),
    };
    let tooltip = move || match disabled_reason.get() {
        Some(reason) => (!reason.is_empty()).then(|| reason.into()),
        None => icon_only.then(|| label_of_tooltip.get()),
    };
    let mut button = el("button")
        .attr("type", if submit { "submit" } else { "button" })
        .class(
            &[
                look.class(),
                if icon_only { " icon-only " } else { " " },
                class,
            ]
            .concat(),
        )
        .bind("aria-label", spoken)
        .bind("aria-disabled", move || {
            disabled_reason.with(Option::is_some).then_some("true")
        })
        .bind("aria-busy", move || pending.get().then_some("true"))
        .bind("title", tooltip)
        .bind("data-reason", move || disabled_reason.get())
        .on("click", press)
        .on("keydown", no_repeat);
    if autofocus {
        button = button.attr("autofocus", "");
    }
    if let Some(icon) = icon {
        button = button.view(view_of(move || draw(icon.get())));
    }
    if !icon_only {
        button = button.child(el("span").class("button-label").say(move || label.get()));
    }
    if let Some(element) = element {
        button = button.hold(element);
    }
    button.any()
}

/// A double click means one press: by its second half the button may say the opposite already.
fn is_second(event: &web_sys::Event) -> bool {
    event
        .dyn_ref::<web_sys::UiEvent>()
        .is_some_and(|event| event.detail() > 1)
}

/// A key that is held down presses once.
fn no_repeat(event: web_sys::Event) {
    if event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .is_some_and(|event| event.repeat() && event.key() == "Enter")
    {
        event.prevent_default();
    }
}
