//! Asking before somebody is removed: by name, role and id, for names can be chosen to be mistaken.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{InRoom, Participant};

use super::{super::state::use_panel, person_row::name_of};
use crate::{
    i18n::{td_string, use_locale},
    ui::ConfirmDialog,
};

/// The dialog "Remove NAME?". Whom it is about is who was asked about.
#[component]
pub fn RemoveDialog(
    /// Who is asked about; `None` = nobody.
    removing: RwSignal<Option<Arc<Participant>>>,
) -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let name = move || removing.with(|asked| asked.as_deref().map(name_of).unwrap_or_default());
    let title = Signal::derive(move || td_string!(locale, room.remove_title, name = name()));
    let confirm = move || {
        if let Some(person) = removing.try_update(Option::take).flatten() {
            let ask = InRoom::DropParticipant(person.id.clone());
            live.send(ask, Arc::from(name_of(&person)));
        }
    };
    let facts = move || {
        removing.get_untracked().map(|person| {
            let short: String = person.id.as_str().chars().take(8).collect();
            view! {
                <ul class="dialog-facts">
                    <li>
                        <bdi dir="auto" translate="no">
                            {name_of(&person)}
                        </bdi>
                        " · "
                        <bdi>{person.role.to_string()}</bdi>
                        " · "
                        <bdi>{short}</bdi>
                    </li>
                </ul>
            }
        })
    };
    view! {
        <ConfirmDialog
            open=Signal::derive(move || removing.with(Option::is_some))
            title
            confirm=td_string!(locale, notice.remove)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| removing.set(None)
        >
            {facts()}
            <p class="dialog-lead">{td_string!(locale, owt.live.remove_lead)}</p>
        </ConfirmDialog>
    }
}
