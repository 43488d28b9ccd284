//! The grid of everybody.

use std::sync::Arc;

use conference::{ParticipantId, PeopleRows, Powers};
use leptos::prelude::*;

use super::{keys, row::ParticipantRow};
use crate::{
    i18n::{td_string, use_locale},
    room::screen::use_screen,
    state::{ConnectionPhase, use_meeting},
    ui::{VirtualList, true_or_none},
};

/// What all rows follow. It lives with the list: a memo of its own in each row would never be forgotten by what hardly ever changes.
#[derive(Clone, Copy)]
pub struct ListContext {
    /// Who is shown.
    pub rows: Memo<PeopleRows>,
    /// What may be done.
    pub powers: Memo<Powers>,
}

/// Whether somebody works with the list. It goes with the list: one that is taken out of the page hears of no pointer that leaves it.
#[derive(Clone, Copy, Default)]
pub struct ListAttention {
    pointed: RwSignal<bool>,
    focused: RwSignal<bool>,
}

impl ListAttention {
    /// Whether the pointer is over the list, or the focus in it; followed.
    pub fn is_there(self) -> bool {
        self.pointed.get() || self.focused.get()
    }
}

/// The rows, of which only those in sight are in the page.
#[component]
pub fn PeopleGrid(
    /// Who is shown.
    rows: Memo<PeopleRows>,
    /// Told when somebody begins or ends to work with the list.
    attention: ListAttention,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let ListAttention { pointed, focused } = attention;
    let total = Memo::new(move |_| rows.with(|rows| rows.ids.len()));
    let keys: Memo<Arc<[ParticipantId]>> = Memo::new(move |_| rows.with(|rows| rows.ids.clone()));
    let reveal = RwSignal::new(None);
    let wanted = meeting.panels.people.reveal;
    Effect::new(move |_| {
        let Some(id) = wanted.get() else {
            return;
        };
        // What was searched for is forgotten first: they may come into the list a moment later.
        if let Some(at) = rows.with(|rows| rows.ids.iter().position(|one| *one == id)) {
            wanted.set(None);
            reveal.set(Some(at));
        }
    });
    provide_context(ListContext {
        rows,
        powers: Memo::new(move |_| meeting.powers.get()),
    });
    let row_count = Signal::derive(move || total.get().to_string());
    let is_loading = Signal::derive(move || meeting.phase.get() == ConnectionPhase::Connecting);
    view! {
        <div
            class="people"
            role="grid"
            aria-multiselectable="true"
            aria-label=td_string!(locale, room.participants)
            aria-rowcount=row_count
            aria-busy=true_or_none(is_loading)
            on:pointerenter=move |_| pointed.set(true)
            on:pointerleave=move |_| pointed.set(false)
            on:focusin=move |_| focused.set(true)
            on:focusout=move |_| focused.set(false)
            on:keydown=move |event| keys::press(&event, total.get_untracked(), reveal)
        >
            <VirtualList
                keys=keys.into()
                row_height=use_screen().row_height
                reveal=reveal
                row=|id, index| view! { <ParticipantRow id index /> }.into_any()
            />
        </div>
    }
    .into_any()
}
