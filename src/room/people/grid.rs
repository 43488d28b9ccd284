//! The grid of everybody.

use std::sync::Arc;

use conference::{ListTouch, ParticipantId, PeopleRows, Powers};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, FocusEvent};

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
    /// Whose row is Tab's way into the grid: that of whom was worked with last, while it is in the list; `None` = the first row.
    pub way_in: Memo<Option<ParticipantId>>,
}

/// Whether somebody works with the list. It goes with the list: one that is taken out of the page hears of no pointer that leaves it.
///
/// Who goes from the list to what stands around it, as to "Sort now", still works with it: a button would else be gone when the pointer
/// gets there.
#[derive(Clone, Copy, Default)]
pub struct ListAttention {
    pointed: RwSignal<bool>,
    focused: RwSignal<bool>,
}

impl ListAttention {
    /// Whether the pointer is over the list, or the focus in it; followed.
    pub fn touch(self) -> ListTouch {
        match (self.pointed.get(), self.focused.get()) {
            (true, _) => ListTouch::Pointer,
            (false, true) => ListTouch::Focus,
            (false, false) => ListTouch::None,
        }
    }

    /// The pointer left the list or the panel; `to` is what it is over now.
    pub fn pointer_left(self, to: Option<EventTarget>) {
        // A list that is being taken out of the page hears of it as well.
        let _ = self.pointed.try_set(is_around_list(to));
    }

    /// The focus left something in the list or the panel.
    pub fn focus_left(self, event: &FocusEvent) {
        if self.focused.try_get_untracked() == Some(true) {
            let is_focused = is_around_list(event.related_target());
            let _ = self.focused.try_set(is_focused);
        }
    }
}

/// Whether something stands in the panel of the list.
fn is_around_list(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    let panel = element.and_then(|element| element.closest(".col-people .panel-grow").ok()?);
    panel.is_some()
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
    let total = Memo::new(move |_| rows.with(PeopleRows::len));
    let keys: Memo<Arc<[ParticipantId]>> = Memo::new(move |_| rows.with(|rows| rows.ids.clone()));
    let reveal = RwSignal::new(None);
    let with_gaps = move || rows.with_untracked(|rows| rows.ids.len());
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
    let current = meeting.panels.people.current;
    provide_context(ListContext {
        rows,
        powers: Memo::new(move |_| meeting.powers.get()),
        way_in: Memo::new(move |_| {
            let is_shown = |id: &ParticipantId| rows.with(|rows| rows.ids.contains(id));
            current.get().filter(is_shown)
        }),
    });
    let stale = Signal::derive(move || rows.with(|rows| rows.stale).to_string());
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
            data-stale-order=stale
            on:pointerenter=move |_| pointed.set(true)
            on:pointerleave=move |event| attention.pointer_left(event.related_target())
            on:focusin=move |_| {
                let _ = focused.try_set(true);
            }
            on:keydown=move |event| keys::press(&event, with_gaps(), reveal)
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
