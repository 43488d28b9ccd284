//! Asking before something is ended: it can't be taken up again.

use std::sync::Arc;

use leptos::prelude::*;
use owt::InRoom;

use super::{super::super::state::use_panel, words::ending};
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
}

/// The dialog.
#[component]
pub fn StopDialog(
    /// What is asked about; `None` = nothing.
    stopping: RwSignal<Option<Stopping>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let words = Memo::new(move |_| {
        stopping.with(|it| {
            let it = it.as_ref()?;
            ending(locale, &it.ask, &it.name)
        })
    });
    let title = Signal::derive(move || words.get().map(|it| it.0).unwrap_or_default());
    let confirm = Signal::derive(move || words.get().map(|it| it.2.to_owned()).unwrap_or_default());
    let on_confirm = move || {
        if let Some(it) = stopping.try_update(Option::take).flatten() {
            live.send(it.ask, Arc::from(it.name));
        }
    };
    view! {
        <ConfirmDialog
            open=Signal::derive(move || stopping.with(Option::is_some))
            title
            confirm
            cancel=td_string!(locale, ui.cancel)
            on_confirm
            on_cancel=move |()| stopping.set(None)
        >
            <p class="dialog-lead">{words.get_untracked().map(|it| it.1)}</p>
        </ConfirmDialog>
    }
}
