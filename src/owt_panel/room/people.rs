//! Who is in the room.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Participant, StreamKind};

use super::{
    super::state::{Phase, use_panel},
    person_row::PersonRow,
    refusal,
    remove_dialog::RemoveDialog,
};
use crate::{
    i18n::{lower, td_string, use_locale},
    room::screen::use_screen,
    ui::{Icon, IconView, ShowIf, VirtualList, scoped_memo},
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
    let removing = RwSignal::new(None);
    provide_context(PeopleContext {
        heard,
        refusal: refusal(),
        removing,
    });
    let screen = use_screen();
    let row_height = move || screen.row_height.get() * 2.0 + screen.rem.get() / 4.0;
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let phase = live.phase();
    let is_empty = Signal::derive(move || total.get() == 0);
    let none = move || match (
        phase.with(|phase| *phase == Phase::Connecting),
        query.with(String::is_empty),
    ) {
        (_, false) => td_string!(locale, room.nobody_found),
        (true, _) => td_string!(locale, room.nobody_loading),
        (false, _) => td_string!(locale, owt.live.nobody),
    };
    view! {
        <section class="panel" role="region" aria-label=td_string!(locale, room.people)>
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, room.people)}</h2>
            </div>
            <div class="panel-tools">
                <div class="search">
                    <IconView icon=Icon::Search />
                    <input
                        class="input"
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        aria-label=td_string!(locale, room.find)
                        placeholder=td_string!(locale, owt.live.find_hint)
                        bind:value=query
                    />
                </div>
            </div>
            <div
                class="people"
                role="grid"
                aria-label=td_string!(locale, room.participants)
                aria-rowcount=total
            >
                <VirtualList
                    keys=keys.into()
                    row_height=Signal::derive(row_height)
                    reveal=RwSignal::new(None)
                    row=|id, index| view! { <PersonRow id index /> }.into_any()
                />
            </div>
            <ShowIf when=is_empty>
                <div class="empty people-empty">
                    <p>{none}</p>
                </div>
            </ShowIf>
            <RemoveDialog removing />
        </section>
    }
}
