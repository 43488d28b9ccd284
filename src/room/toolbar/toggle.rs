//! One button for a thing that is so or not: it says what a press does.

use conference::{Command, Kind};
use leptos::prelude::*;

use crate::{
    i18n::use_locale,
    room::words,
    state::use_meeting,
    ui::{Button, Icon},
};

/// What a press does in one of the two states.
#[derive(Clone, Copy)]
pub struct Side {
    /// What the button says.
    pub label: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// What it sends, by its kind.
    pub kind: Kind,
    /// What it sends.
    pub command: fn() -> Command,
}

/// The button.
#[component]
pub fn CommandToggle(
    /// Whether the thing is so.
    #[prop(into)]
    is_on: Signal<bool>,
    /// What a press does while it isn't so.
    off: Side,
    /// What a press does while it is.
    on: Side,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let side = move || if is_on.get() { on } else { off };
    let refusal = Signal::derive(move || {
        let refusal = meeting.refusal(side().kind);
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    view! {
        <Button
            label=Signal::derive(move || side().label.to_owned())
            icon=Signal::derive(move || side().icon)
            refusal=refusal
            pending=Signal::derive(move || meeting.commands.is_pending(&[on.kind, off.kind]))
            on_press=move || {
                let side = if is_on.get_untracked() { on } else { off };
                meeting.commands.send((side.command)());
            }
        />
    }
}
