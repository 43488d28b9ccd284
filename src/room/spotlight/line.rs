//! One of the queue: dragged by its handle, or moved by its buttons.

use conference::ParticipantId;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Queue,
    drag::{Drag, line_pitch},
};
use crate::{
    i18n::td_string,
    room::person::PersonName,
    ui::{Button, Icon, Look, keep_focus_through},
};

/// One of the queue.
#[component]
pub fn QueueLine(
    /// The queue.
    queue: Queue,
    /// Who.
    id: ParticipantId,
) -> impl IntoView {
    let locale = queue.locale;
    let row = queue.meeting.roster.row(&id)?;
    let person = RwSignal::from(row.person);
    let name = Memo::new(move |_| person.with(|person| person.name.to_string()));
    let index = Memo::new(move |_| {
        queue
            .shown
            .with(|all| all.iter().position(|one| *one == id).unwrap_or_default())
    });
    let last = Memo::new(move |_| queue.shown.with(Vec::len).saturating_sub(1));
    let line = NodeRef::<html::Li>::new();
    // An empty reason: at the end it is plain to see why.
    let refusal_at = move |end: usize| {
        let at_end = (index.get() == end).then(String::new);
        at_end.or_else(|| queue.refusal().map(str::to_owned))
    };
    let translate = Signal::derive(move || {
        let shift = queue.drag.get().shift(index.get());
        format!("0 {shift}px")
    });
    let is_dragged = Signal::derive(move || {
        let drag = queue.drag.get();
        (drag.is_on && drag.from == index.get()).then_some("true")
    });
    let rank = Signal::derive(move || (index.get() + 1).to_string());
    Some(view! {
        <li class="queue-line" data-dragged=is_dragged style:translate=translate node_ref=line>
            <DragHandle queue index line />
            <span class="queue-rank">{rank}</span>
            <PersonName name=name />
            <Button
                label=Signal::derive(move || td_string!(locale, spotlight.up, name = name.get()))
                class="turned"
                icon=Icon::Chevron
                icon_only=true
                look=Look::Quiet
                each_press=true
                refusal=MaybeProp::derive(move || refusal_at(0))
                on_press=move || step(queue, index.get_untracked(), -1)
            />
            <Button
                label=Signal::derive(move || td_string!(locale, spotlight.down, name = name.get()))
                icon=Icon::Chevron
                icon_only=true
                look=Look::Quiet
                each_press=true
                refusal=MaybeProp::derive(move || refusal_at(last.get()))
                on_press=move || step(queue, index.get_untracked(), 1)
            />
        </li>
    })
}

fn step(queue: Queue, from: usize, by: isize) {
    keep_focus_through(|| queue.put(from, from.saturating_add_signed(by)));
}

/// Taken by mouse or finger. Who has neither has the buttons.
#[component]
fn DragHandle(
    /// The queue.
    queue: Queue,
    /// The line's place.
    index: Memo<usize>,
    /// The line.
    line: NodeRef<html::Li>,
) -> impl IntoView {
    let drag = queue.drag;
    let begin = move |event: ev::PointerEvent| {
        if event.button() != 0 || untrack(|| queue.refusal().is_some()) {
            return;
        }
        event.prevent_default();
        let handle = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(handle) = handle {
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
        let height = line.get_untracked().map_or(1, |line| line_pitch(&line));
        drag.set(Drag::begin(index.get_untracked(), event.client_y(), height));
    };
    let follow = move |event: ev::PointerEvent| {
        let now = drag.get_untracked();
        if now.is_on {
            let count = queue.shown.with_untracked(Vec::len);
            drag.set(now.moved(event.client_y(), count));
        }
    };
    let drop = move |_| {
        let Drag {
            is_on, from, to, ..
        } = drag.get_untracked();
        drag.set(Drag::default());
        if is_on {
            queue.put(from, to);
        }
    };
    view! {
        <div
            class="queue-handle"
            aria-hidden="true"
            on:pointerdown=begin
            on:pointermove=follow
            on:pointerup=drop
            on:pointercancel=move |_| drag.set(Drag::default())
        ></div>
    }
}
