//! Who is in the room.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Participant, StreamKind};

use super::{
    super::{
        details::DetailsDialog,
        state::{Phase, Thing, use_panel},
    },
    live_grid::LiveGrid,
    person_row::PersonRow,
    refusal,
    remove_dialog::RemoveDialog,
};
use crate::{
    i18n::{lower, td_string, use_locale},
    ui::{SearchField, scoped_memo},
};

/// What all rows follow. It lives with the list. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PeopleContext {
    /// Who is heard in a mixed stream.
    pub heard: Memo<Vec<Arc<str>>>,
    /// Why nothing can be asked now.
    pub refusal: Signal<Option<String>>,
    /// Who is to be removed, as they were when it was asked.
    pub removing: RwSignal<Option<Arc<Participant>>>,
    /// Whose details are looked at.
    pub looked_at: RwSignal<Option<Thing>>,
}

/// The panel "People".
#[component]
pub fn People() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let query = RwSignal::new(String::new());
    let (order, revision) = (live.participants.order(), live.participants.revision());
    let keys: Memo<Arc<[Arc<str>]>> = scoped_memo(move || {
        let query = query.with(|query| lower(query.trim()));
        if query.is_empty() {
            return order.get();
        }
        revision.track();
        let found = live.with_state(|room| {
            let is_found = |it: &&Arc<Participant>| {
                lower(&it.user).contains(&query) || lower(&it.role).contains(&query)
            };
            let found = room.participants().filter(is_found);
            found.map(|it| it.id.shared()).collect()
        });
        found.unwrap_or_else(|| Arc::from([]))
    });
    let streams = live.streams.revision();
    let heard = scoped_memo(move || {
        streams.track();
        let heard = live.with_state(|room| {
            let heard = room.streams().filter_map(|it| match &it.kind {
                StreamKind::Mixed { active_input, .. } => {
                    let input = room.stream(active_input.as_ref()?.as_str())?;
                    Some(input.owner()?.shared())
                }
                _ => None,
            });
            heard.collect::<Vec<_>>()
        });
        heard.unwrap_or_default()
    });
    let (removing, looked_at) = (RwSignal::new(None), RwSignal::new(None));
    provide_context(PeopleContext {
        heard,
        refusal: refusal(),
        removing,
        looked_at,
    });
    let phase = live.phase();
    let none = Signal::derive(move || {
        match (
            phase.with(|phase| *phase == Phase::Connecting),
            query.with(String::is_empty),
        ) {
            (_, false) => td_string!(locale, room.nobody_found),
            (true, _) => td_string!(locale, room.nobody_loading),
            (false, _) => td_string!(locale, owt.live.nobody),
        }
    });
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, room.people)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.people)}</h2>
            </div>
            <div class="panel-tools">
                <SearchField
                    label=td_string!(locale, room.find)
                    hint=td_string!(locale, owt.live.find_hint)
                    query
                />
            </div>
            <LiveGrid
                label=td_string!(locale, room.participants)
                keys=keys.into()
                none=none
                row=|id, index| view! { <PersonRow id index /> }.into_any()
            />
            <RemoveDialog removing />
            <DetailsDialog looked_at />
        </section>
    }
}
