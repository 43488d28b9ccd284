//! Asking before one or several are removed: how many, and whom by name, address and number, for names can be chosen to be mistaken.

use std::sync::Arc;

use conference::{BulkAction, Kind, Participant, ParticipantId, bulk_commands};
use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    room::{person::PersonIdentity, words},
    state::{Meeting, use_meeting},
    ui::ConfirmDialog,
};

/// More of those to be removed are counted, not listed.
const MAX_LISTED: usize = 12;

/// The question. What is done is done to the uuids that were asked about.
#[component]
pub fn RemoveDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let removing = meeting.panels.people.removing;
    let confirm = move || {
        let asked = removing.get_untracked();
        removing.set(Vec::new());
        meeting.bulk.run(removals(meeting, &asked));
    };
    let title = Signal::derive(move || {
        removing.with(|asked| match asked.as_slice() {
            [only] => td_string!(locale, room.remove_title, name = only.name.to_string()),
            many => td_string!(locale, select.remove_title, count = many.len()),
        })
    });
    let is_open = Memo::new(move |_| removing.with(|asked| !asked.is_empty()));
    view! {
        <ConfirmDialog
            open=is_open
            title=title
            confirm=td_string!(locale, notice.remove)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=confirm
            on_cancel=move |()| removing.set(Vec::new())
        >
            <Question />
        </ConfirmDialog>
    }
}

#[component]
fn Question() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let removing = meeting.panels.people.removing;
    let asked = removing.get_untracked();
    let unlisted = asked
        .len()
        .checked_sub(MAX_LISTED)
        .filter(|unlisted| *unlisted > 0);
    let unlisted = unlisted.map(|count| {
        view! { <p>{td_string!(locale, select.and_more, count = count)}</p> }.into_any()
    });
    let listed = asked
        .into_iter()
        .take(MAX_LISTED)
        .map(|person| view! { <PersonIdentity person /> })
        .collect_view();
    // Why nobody asked about can be removed any more.
    let refusal = move || {
        meeting.roster.order().track();
        removing.with(|asked| {
            let first = asked.first()?;
            if !removals(meeting, asked).is_empty() {
                return None;
            }
            let now = meeting.roster.person_untracked(&first.id);
            meeting.refusal_for(Kind::Disconnect, now.as_deref())
        })
    };
    let lead = Signal::derive(move || {
        meeting.powers.track();
        refusal().map_or(td_string!(locale, room.remove_lead), |refusal| {
            words::refusal(locale, refusal)
        })
    });
    view! {
        <div>
            <ul class="dialog-facts">{listed}</ul>
            {unlisted}
            <p class="dialog-lead">{lead}</p>
        </div>
    }
}

/// The commands that remove those of `asked` who may still be removed.
fn removals(meeting: Meeting, asked: &[Arc<Participant>]) -> Vec<conference::Command> {
    let ids: Vec<&ParticipantId> = asked.iter().map(|person| &person.id).collect();
    meeting.powers.with_untracked(|powers| {
        meeting
            .roster
            .with_people(|person_of| bulk_commands(BulkAction::Remove, ids, powers, person_of))
    })
}
