//! The slots as a list that mouse, finger and keyboard fill alike.

use conference::SlotAction;
use leptos::{ev, html, prelude::*};
use owt::{Candidate, InView, StreamId};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{StageContext, drag::may_stand, name_of, slot_text, stream_name};
use crate::{
    i18n::{Locale, td_string, use_locale},
    owt_panel::state::use_panel,
    room::drag::{Drag, DropArea},
    ui::{Icon, Look, Menu, MenuItem, ShowIf, true_or_false, unique_id},
};

/// All slots of what comes next.
#[component]
pub fn SlotList(
    /// What is being dragged onto them.
    drag: Drag<StageContext>,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let count = Memo::new(move |_| context.next.with(Vec::len));
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
                    <SlotItem at drag list />
                </For>
            </ol>
            <p class="editor-hint" id=hint>
                {td_string!(locale, owt.stage.keys)}
            </p>
        </div>
    }
}

#[component]
fn SlotItem(
    /// The slot, from 0.
    at: usize,
    /// What is being dragged.
    drag: Drag<StageContext>,
    /// The list that it stands in.
    list: NodeRef<html::Ol>,
) -> impl IntoView {
    let locale = use_locale();
    let context: StageContext = expect_context();
    let live = use_panel().live;
    let stream = Memo::new(move |_| {
        context
            .next
            .with(|next| next.get(at).and_then(|slot| slot.stream.clone()))
    });
    let is_taken = Memo::new(move |_| stream.with(Option::is_some));
    let is_hole = Memo::new(move |_| {
        stream.with(|stream| {
            let is_gone = |id| name_of(context, id).is_none();
            stream.as_ref().is_some_and(is_gone)
        })
    });
    let differs = Memo::new(move |_| context.changes.with(|it| it.slots.contains(&at)));
    let text = Memo::new(move |_| {
        context
            .next
            .with(|next| slot_text(context, locale, next.get(at)))
    });
    let text: Signal<String> = text.into();
    let id = move || stream.with(|stream| stream.as_ref().map_or("", StreamId::as_str).to_owned());
    let label = Signal::derive(move || {
        td_string!(locale, owt.stage.fill, number = at + 1, name = text.get())
    });
    let items = move || {
        let candidates = context.view.with_untracked(|view| {
            let view = view.as_ref()?;
            live.with_state(|room| owt::candidates(room, view))
        });
        let item = |it: Candidate| {
            item(
                context,
                locale,
                at,
                &it,
                stream_name(live, locale, &it.stream),
            )
        };
        let mut items: Vec<_> = candidates
            .unwrap_or_default()
            .into_iter()
            .map(item)
            .collect();
        if is_taken.get_untracked() {
            let clear = move || {
                context
                    .stage
                    .edit(|editor, on_air| editor.clear(on_air, at))
            };
            items.push(MenuItem::new(td_string!(locale, editor.clear), clear));
        }
        if items.is_empty() {
            let none = MenuItem::new(td_string!(locale, owt.stage.nobody), || ());
            items.push(none.refusal(td_string!(locale, owt.stage.nobody_why).to_owned()));
        }
        items
    };
    view! {
        <li
            class="seat"
            data-slot=at.to_string()
            data-drop=at.to_string()
            data-over=drag.mark_over(DropArea::List, at)
            data-uuid=id
            data-taken=true_or_false(is_taken)
            data-hole=true_or_false(is_hole)
            data-changed=true_or_false(differs)
            title=text
            on:keydown=move |event| on_key(context, &event, at, list)
        >
            <span class="seat-choose">
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
            </span>
            <Menu label items icon=Icon::More icon_only=true look=Look::Quiet />
        </li>
    }
    .into_any()
}

/// Returns what puts a stream into a slot.
fn item(
    context: StageContext,
    locale: Locale,
    at: usize,
    it: &Candidate,
    name: String,
) -> MenuItem {
    let stream = it.stream.id.clone();
    let stands = context.next.with_untracked(|next| {
        next.iter()
            .position(|slot| slot.stream.as_ref() == Some(&stream))
    });
    let label = match (stands, it.in_view) {
        (Some(slot), _) => td_string!(locale, owt.stage.in_slot, name = name, number = slot + 1),
        (None, InView::Waits) => td_string!(locale, owt.stage.waits, name = name),
        (None, _) => name,
    };
    let put = move || {
        context
            .stage
            .edit(|editor, on_air| editor.put(on_air, at, &stream));
    };
    let why = (!may_stand(it.in_view)).then(|| td_string!(locale, owt.stage.not_mixed).to_owned());
    MenuItem::new(label, put).refusal(why)
}

fn on_key(context: StageContext, event: &ev::KeyboardEvent, at: usize, list: NodeRef<html::Ol>) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    // In an open menu keys are the menu's.
    if target.is_none_or(|it| it.closest("[role=menu]").ok().flatten().is_some()) {
        return;
    }
    let count = context.next.with_untracked(Vec::len);
    let Some(action) = SlotAction::of_key(&event.key(), event.shift_key(), at, count) else {
        return;
    };
    event.prevent_default();
    match action {
        SlotAction::Clear => context
            .stage
            .edit(|editor, on_air| editor.clear(on_air, at)),
        SlotAction::Swap(to) => {
            context
                .stage
                .edit(|editor, on_air| editor.swap(on_air, at, to));
            focus_slot(list, to);
        }
        SlotAction::Focus(to) => focus_slot(list, to),
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
