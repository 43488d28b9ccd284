//! A switch in a row: short on the screen, whole to who listens. It shows the room's state alone; a ring says that it is asked to be
//! other.

use std::sync::Arc;

use leptos::prelude::*;
use owt::InRoom;

use super::super::state::use_panel;
use crate::ui::{true_or_false, true_or_none};

/// A switch that sends a command.
#[component]
pub fn RowSwitch(
    /// What it says, in a word.
    #[prop(into)]
    label: String,
    /// What it is, and of whom.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it is on; `None` = not known.
    #[prop(into)]
    is_on: Signal<Option<bool>>,
    /// Why it can't be switched now.
    #[prop(into)]
    refusal: Signal<Option<String>>,
    /// Returns the command that makes it so; `None` = there is nothing to be switched.
    ask: Callback<bool, Option<InRoom>>,
    /// Whom or what the command is about.
    #[prop(into)]
    about: Signal<String>,
) -> impl IntoView {
    let live = use_panel().live;
    let pending = live.is_pending(move || ask.run(!is_on.get().unwrap_or_default()));
    let pending: Signal<bool> = pending.into();
    let press = move |_| {
        let wanted = !is_on.get_untracked().unwrap_or_default();
        if refusal.get_untracked().is_none()
            && !pending.get_untracked()
            && let Some(ask) = untrack(|| ask.run(wanted))
        {
            live.send(ask, Arc::from(about.get_untracked()));
        }
    };
    let tooltip = move || refusal.get().unwrap_or_else(|| name.get());
    let is_refused = Signal::derive(move || refusal.with(Option::is_some));
    let is_checked = Signal::derive(move || is_on.get().unwrap_or_default());
    view! {
        <button
            type="button"
            class="owt-switch"
            role="switch"
            aria-label=name
            aria-checked=true_or_false(is_checked)
            aria-disabled=true_or_none(is_refused)
            aria-busy=true_or_none(pending)
            title=tooltip
            on:click=press
        >
            {label}
        </button>
    }
    .into_any()
}
