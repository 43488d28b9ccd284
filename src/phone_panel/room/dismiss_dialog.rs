//! Asks before a conference is ended for everybody.

use leptos::prelude::*;

use super::super::state::use_panel;
use crate::{
    i18n::{td_string, use_locale},
    ui::ConfirmDialog,
};

/// The dialog "Dismiss conference N?".
#[component]
pub fn DismissDialog() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (facts, open) = (panel.live.facts(), panel.invite.dismissing);
    // It may end by itself while it is asked, and another may begin.
    let is_open = Signal::derive(move || {
        let asked = open.get();
        asked.is_some() && facts.with(|facts| facts.is_open() && facts.id == asked)
    });
    let title = Signal::derive(move || {
        let id = open.get().unwrap_or_default();
        td_string!(locale, phone.room.dismiss_title, number = &*id)
    });
    let lead = move || match facts.with(|facts| facts.count) {
        None => td_string!(locale, phone.room.dismiss_unknown).to_owned(),
        Some(0) => td_string!(locale, phone.room.dismiss_nobody).to_owned(),
        Some(1) => td_string!(locale, phone.room.dismiss_one).to_owned(),
        Some(count) => td_string!(locale, phone.room.dismiss_many, count = count),
    };
    let ringing = move || {
        let rings = facts.with(|facts| facts.ringing > 0);
        rings.then(|| td_string!(locale, phone.room.dismiss_ringing))
    };
    let confirm = move || {
        open.set(None);
        panel.live.dismiss();
    };
    view! {
        <ConfirmDialog
            open=is_open
            title
            confirm=td_string!(locale, phone.room.dismiss_confirm)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| open.set(None)
        >
            <p class="dialog-lead">{lead}</p>
            <p>{ringing}</p>
        </ConfirmDialog>
    }
}
