//! Buttons. What isn't allowed stays in its place and says why.

use leptos::{html, prelude::*, text_prop::TextProp};

use super::icon::{Icon, icon as draw};

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
/// With a `disabled_reason` it can still be reached and read, but a press does nothing; while `pending` neither.
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
    /// The element, for who has to move the focus.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    let press = move |event: web_sys::MouseEvent| {
        let refused = disabled_reason.try_get_untracked().flatten().is_some();
        if refused || pending.try_get_untracked().unwrap_or(true) {
            event.prevent_default();
        } else {
            on_press.run(());
        }
    };
    let tooltip = {
        let label = label.clone();
        move || match disabled_reason.get() {
            Some(reason) if reason.is_empty() => None,
            Some(reason) => Some(reason),
            None if icon_only => Some(label.get().to_string()),
            None => None,
        }
    };
    let spoken = {
        let label = label.clone();
        move || match &name {
            Some(name) => Some(name.get().to_string()),
            None if icon_only => Some(label.get().to_string()),
            None => None,
        }
    };
    view! {
        <button
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            class=join(look.class(), class)
            class:icon-only=icon_only
            aria-label=spoken
            aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
            aria-busy=move || pending.get().then_some("true")
            autofocus=autofocus
            title=tooltip
            data-reason=move || disabled_reason.get()
            on:click=press
        >
            {icon.map(|icon| move || draw(icon.get()))}
            {(!icon_only).then(|| view! { <span class="button-label">{move || label.get()}</span> })}
        </button>
    }
    .into_any()
}

fn join(first: &'static str, second: &'static str) -> String {
    if second.is_empty() {
        first.to_owned()
    } else {
        [first, " ", second].concat()
    }
}
