//! Asking before something is ended: it can't be taken up again.

use std::sync::Arc;

use leptos::prelude::*;
use owt::InRoom;

use super::super::super::state::use_panel;
use crate::{
    i18n::{td_string, use_locale},
    ui::ConfirmDialog,
};

/// What is asked about.
#[derive(Clone, PartialEq)]
pub struct Stopping {
    /// The command.
    pub ask: InRoom,
    /// What it is about.
    pub name: String,
    /// The question.
    pub title: String,
    /// What follows.
    pub lead: &'static str,
    /// What the button says.
    pub confirm: &'static str,
}

/// The dialog.
#[component]
pub fn StopDialog(
    /// What is asked about; `None` = nothing.
    stopping: RwSignal<Option<Stopping>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let read = move |read: fn(&Stopping) -> String| {
        Signal::derive(move || stopping.with(|it| it.as_ref().map(read).unwrap_or_default()))
    };
    let confirm = move || {
        if let Some(it) = stopping.try_update(Option::take).flatten() {
            live.send(it.ask, Arc::from(it.name));
        }
    };
    view! {
        <ConfirmDialog
            open=Signal::derive(move || stopping.with(Option::is_some))
            title=read(|it| it.title.clone())
            confirm=read(|it| it.confirm.to_owned())
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| stopping.set(None)
        >
            <p class="dialog-lead">
                {stopping.with_untracked(|it| it.as_ref().map(|it| it.lead))}
            </p>
        </ConfirmDialog>
    }
}
