//! Asking before a sheet is thrown away.

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ConfirmDialog,
};

/// The question whether a sheet may go that isn't in a file as it is.
#[component]
pub fn DiscardDialog() -> impl IntoView {
    let (calls, locale) = (use_meeting().roll_calls, use_locale());
    let open = calls.is_asking;
    view! {
        <ConfirmDialog
            open=open
            title=td_string!(locale, roll_call.discard)
            confirm=td_string!(locale, roll_call.discard_confirm)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=move |()| calls.discard()
            on_cancel=move |()| open.set(false)
        >
            <p class="dialog-lead">{td_string!(locale, roll_call.discard_lead)}</p>
        </ConfirmDialog>
    }
}
