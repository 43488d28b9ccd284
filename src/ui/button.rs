//! Buttons. What isn't allowed stays in its place and says why.

use leptos::{ev, html, prelude::*};

use super::{
    dom::true_or_none,
    icon::{Icon, IconView},
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
/// While there is a `refusal` it can still be reached and read, but a press does nothing; while `pending` neither. A double click
/// or a key held down is one press, unless `each_press` counts.
#[component]
pub fn Button(
    /// What stands on it.
    #[prop(into)]
    label: Signal<String>,
    /// What a press does.
    #[prop(into)]
    on_press: Callback<()>,
    /// What a screen reader says, where the label alone would be one of many alike ("Admit" → "Admit NAME").
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// The picture before the label; a signal, so that "Mute" can become "Unmute" in place.
    #[prop(optional, into)]
    icon: Option<Signal<Icon>>,
    /// Shows the picture only; the label becomes name and tooltip.
    #[prop(optional)]
    icon_only: bool,
    /// How much it asks to be pressed.
    #[prop(optional)]
    look: Look,
    /// Why it can't be pressed now: its tooltip. An empty reason needs no words.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
    /// What a press does that the label doesn't say: its tooltip while it can be pressed.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Whether what it does is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// One more class.
    #[prop(optional)]
    class: &'static str,
    /// Sends the form that it stands in as well.
    #[prop(optional)]
    submit: bool,
    /// Gets the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// The element, for who has to move the focus.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
    /// Both halves of a double click count: a digit pressed twice is two digits.
    #[prop(optional)]
    each_press: bool,
) -> impl IntoView {
    let press = move |event: ev::MouseEvent| {
        // By the second half of a double click the button may say the opposite already.
        let is_second = event.detail() > 1 && !each_press;
        if is_second || refusal.get_untracked().is_some() || pending.get_untracked() {
            event.prevent_default();
        } else {
            on_press.run(());
        }
    };
    let label_alone = move || icon_only.then(|| label.get());
    let spoken_name = MaybeProp::derive(move || name.get().or_else(label_alone));
    let tooltip = MaybeProp::derive(move || match refusal.get() {
        Some(reason) => Some(reason).filter(|reason| !reason.is_empty()),
        None => hint.get().or_else(label_alone),
    });
    let is_refused = Signal::derive(move || refusal.with(Option::is_some));
    let icon = icon.map(|icon| view! { <IconView icon=icon /> }.into_any());
    let label = (!icon_only)
        .then(|| view! { <span class="button-label" prop:textContent=label></span> }.into_any());
    let gap = if icon_only { " icon-only " } else { " " };
    view! {
        <button
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            class=[look.class(), gap, class].concat()
            autofocus=autofocus
            aria-label=spoken_name
            aria-disabled=true_or_none(is_refused)
            aria-busy=true_or_none(pending)
            title=tooltip
            data-reason=refusal
            on:click=press
            on:keydown=press_once
        >
            {icon}
            {label}
        </button>
    }
    .into_any()
}

/// Lets a key that is held down press once.
fn press_once(event: ev::KeyboardEvent) {
    if event.repeat() && event.key() == "Enter" {
        event.prevent_default();
    }
}
