//! The slots as a list that mouse, finger and keyboard fill alike.

use conference::{LayoutDifferences, ParticipantId, PlannedSlot, SlotAction};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    drag::{Drag, DropArea},
    slot_text::{is_hole, slot_text},
};
use crate::{
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    room::rotation,
    state::{Meeting, Stage, use_meeting},
    ui::{Icon, IconView, Look, Menu, MenuItem, ShowIf, true_or_false, unique_id},
};

/// All slots of what comes next.
#[component]
pub fn SlotList(
    /// What differs from what is on air.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged onto them.
    drag: Drag<Stage>,
) -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let count = Memo::new(move |_| stage.staged().layout.slot_count());
    let list = NodeRef::<html::Ol>::new();
    let hint = unique_id("slots");
    view! {
        <div>
            <ol
                class="seats"
                aria-label=td_string!(locale, room.slots)
                aria-describedby=hint.clone()
                node_ref=list
            >
                <For each=move || 0..count.get() key=|at| *at let(at)>
                    <SlotItem at differences drag list />
                </For>
            </ol>
            <p class="editor-hint" id=hint>
                {td_string!(locale, editor.keys)}
            </p>
        </div>
    }
}

/// One slot.
#[component]
fn SlotItem(
    /// The slot, from 0.
    at: usize,
    /// What differs from what is on air.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged.
    drag: Drag<Stage>,
    /// The list that it stands in.
    list: NodeRef<html::Ol>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let planned = Memo::new(move |_| stage.staged().slot(at).cloned());
    let is_taken = Memo::new(move |_| planned.with(Option::is_some));
    let is_hole = Memo::new(move |_| planned.with(|planned| is_hole(meeting, planned.as_ref())));
    let differs = Memo::new(move |_| differences.with(|differences| differences.slot(at)));
    let text = Memo::new(move |_| slot_text(meeting, locale, &stage.staged(), at));
    let text: Signal<String> = text.into();
    let uuid = Signal::derive(move || {
        planned.with(|planned| {
            let id = planned.as_ref().and_then(PlannedSlot::person_id);
            id.map_or("", ParticipantId::as_str).to_owned()
        })
    });
    let rotates = config::is_on(Feature::Rotation);
    let has_menu = Signal::derive(move || rotates || is_taken.get());
    view! {
        <li
            class="seat"
            data-slot=at.to_string()
            data-drop=at.to_string()
            data-over=drag.mark_over(DropArea::List, at)
            data-uuid=uuid
            data-taken=true_or_false(is_taken)
            data-hole=true_or_false(is_hole)
            data-changed=true_or_false(differs)
            title=text
        >
            <button
                type="button"
                class="seat-choose"
                aria-haspopup="dialog"
                on:click=move |_| meeting.panels.stage.pick(at)
                on:keydown=move |event| on_key(stage, &event, at, list)
            >
                <span class="visually-hidden">
                    {td_string!(locale, room.slot, number = at + 1)}
                </span>
                <span class="seat-number" aria-hidden="true">
                    {at + 1}
                </span>
                <bdi class="seat-name" dir="auto">
                    {text}
                </bdi>
                <ShowIf when=differs>
                    <span class="seat-differs">{td_string!(locale, editor.changed)}</span>
                </ShowIf>
            </button>
            <ShowIf when=is_taken>
                // By keyboard it is Delete on the slot itself: Tab goes from slot to slot.
                <button
                    type="button"
                    class="seat-clear"
                    tabindex="-1"
                    aria-label=td_string!(locale, editor.clear_slot, number = at + 1)
                    on:click=move |_| stage.edit(|plan| plan.clear(at))
                >
                    <IconView icon=Icon::Cross />
                </button>
            </ShowIf>
            <ShowIf when=has_menu>
                <Menu
                    label=td_string!(locale, rotation.menu, number = at + 1)
                    items=move || menu_items(meeting, locale, at, rotates)
                    icon=Icon::More
                    icon_only=true
                    look=Look::Quiet
                />
            </ShowIf>
        </li>
    }
}

/// Clearing stands here as well: on a phone there is no room for it beside the name.
fn menu_items(meeting: Meeting, locale: Locale, at: usize, rotates: bool) -> Vec<MenuItem> {
    let stage = meeting.stage;
    let mut items = Vec::new();
    if rotates {
        items.extend(rotation::slot_items(meeting, locale, at));
    }
    if stage.staged_untracked().slot(at).is_some() {
        let clear = move || stage.edit(|plan| plan.clear(at));
        items.push(MenuItem::new(td_string!(locale, editor.clear), clear));
    }
    items
}

fn on_key(stage: Stage, event: &ev::KeyboardEvent, at: usize, list: NodeRef<html::Ol>) {
    let key = event.key();
    let count = stage.staged_untracked().layout.slot_count();
    let action = SlotAction::of_key(&key, event.shift_key(), at, count);
    // At the ends too an arrow key doesn't scroll.
    if action.is_some() || key.starts_with("Arrow") {
        event.prevent_default();
    }
    if let Some(action @ (SlotAction::Clear | SlotAction::Swap(_))) = action {
        stage.edit(|plan| plan.act(at, action));
    }
    if let Some(SlotAction::Focus(to) | SlotAction::Swap(to)) = action {
        focus_slot(list, to);
    }
}

fn focus_slot(list: NodeRef<html::Ol>, at: usize) {
    let button = list
        .get_untracked()
        .and_then(|list| list.children().item(u32::try_from(at).ok()?))
        .and_then(|slot| slot.query_selector("button").ok().flatten())
        .and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        let _ = button.focus();
    }
}
