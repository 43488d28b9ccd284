//! Asking before everybody drops out.

use conference::{Command, Kind};
use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ConfirmDialog,
};

/// The question whether to end the meeting for everyone.
#[component]
pub fn EndDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let open = meeting.panels.ending;
    let confirm = move || {
        open.set(false);
        if meeting.may(Kind::DisconnectAll) {
            meeting.commands.send(Command::DisconnectAll);
        }
    };
    let who_drops =
        Signal::derive(
            move || match meeting.roster.counts().with(|counts| counts.present) {
                0 | 1 => td_string!(locale, room.end_one).to_owned(),
                count => td_string!(locale, room.end_many, count = count),
            },
        );
    view! {
        <ConfirmDialog
            open=open
            title=td_string!(locale, room.end_title)
            confirm=td_string!(locale, room.end_confirm)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| open.set(false)
        >
            <p>
                <strong>{who_drops}</strong>
            </p>
            <p class="dialog-lead">{td_string!(locale, room.end_or_leave)}</p>
        </ConfirmDialog>
    }
}
