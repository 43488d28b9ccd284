//! The open list of a menu.

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{MenuItem, Start, focus, place};
use crate::ui::dom::{true_or_false, true_or_none, unique_id};

/// Letters typed within this time of each other make a word, in milliseconds.
const WORD_MS: f64 = 700.0;

/// The list, with the focus on its first or last item as soon as it is in the page.
pub(super) fn opened(
    label: Signal<String>,
    items: Vec<MenuItem>,
    start: Start,
    open: RwSignal<Option<Start>>,
    button: NodeRef<html::Button>,
) -> AnyView {
    let list = NodeRef::<html::Div>::new();
    let close = move |refocus: bool| {
        open.set(None);
        if refocus && let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };

    let put_beside = move || {
        let (list, button) = (list.try_get_untracked(), button.try_get_untracked());
        if let (Some(list), Some(button)) = (list.flatten(), button.flatten()) {
            place::beside(&list, &button);
        }
    };
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            put_beside();
            focus::move_to(&list, if start == Start::Last { -1 } else { 0 });
        }
    });
    close_from_outside(list, button, close);

    let typed = StoredValue::new((String::new(), 0.0_f64));
    let keys = move |event: ev::KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        let now = focus::position(&list);
        match event.key().as_str() {
            "Escape" => close(true),
            "Tab" => {
                // The browser moves on from the button.
                close(true);
                return;
            }
            "ArrowDown" => focus::move_to(&list, now.map_or(0, |now| now + 1)),
            "ArrowUp" => focus::move_to(&list, now.map_or(-1, |now| now - 1)),
            "Home" => focus::move_to(&list, 0),
            "End" => focus::move_to(&list, -1),
            key if focus::is_letter(key)
                && !event.ctrl_key()
                && !event.meta_key()
                && !event.alt_key() =>
            {
                let word = typed.try_update_value(|(word, when)| {
                    if event.time_stamp() - *when > WORD_MS {
                        word.clear();
                    }
                    *when = event.time_stamp();
                    word.push_str(&focus::lower_case(key));
                    word.clone()
                });
                focus::move_to_word(&list, &word.unwrap_or_default());
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Before the focus moves on by itself: not for the click inside that is about to choose.
    let left = move |event: ev::FocusEvent| {
        let to: Option<web_sys::Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        let list = list.try_get_untracked().flatten();
        let stays = to.is_none() || list.is_some_and(|list| list.contains(to.as_ref()));
        if !stays {
            set_timeout(move || close(false), Duration::ZERO);
        }
    };
    let close_after = Callback::new(move |()| close(true));
    // What was unfolded is in the page by the next frame.
    let place_again = Callback::new(move |()| request_animation_frame(put_beside));
    let items = items
        .into_iter()
        .map(|item| match item.unfolds.is_empty() {
            true => item_view(item, close_after),
            false => unfolding_view(item, close_after, place_again),
        })
        .collect_view();
    view! {
        <div
            node_ref=list
            class="menu"
            role="menu"
            aria-label=label
            on:keydown=keys
            on:focusout=left
        >
            {items}
        </div>
    }
    .into_any()
}

/// Closes it when anything outside is pressed or scrolled, or the window changes its size.
fn close_from_outside(
    list: NodeRef<html::Div>,
    button: NodeRef<html::Button>,
    close: impl Fn(bool) + Copy + 'static,
) {
    let close_if_outside = move |event: web_sys::Event| {
        let target: Option<web_sys::Node> =
            event.target().and_then(|target| target.dyn_into().ok());
        let in_list = list
            .get_untracked()
            .is_some_and(|list| list.contains(target.as_ref()));
        let in_button = button
            .get_untracked()
            .is_some_and(|button| button.contains(target.as_ref()));
        if !in_list && !in_button {
            close(false);
        }
    };
    let listeners = [
        window_event_listener_untyped("pointerdown", close_if_outside),
        window_event_listener_untyped("wheel", close_if_outside),
        window_event_listener_untyped("resize", move |_| close(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
}

/// An item that unfolds others.
fn unfolding_view(item: MenuItem, close: Callback<()>, place: Callback<()>) -> AnyView {
    let MenuItem { label, unfolds, .. } = item;
    let is_open = RwSignal::new(false);
    let toggle = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        place.run(());
    };
    let items = move || {
        let shown = is_open.get().then(|| unfolds.clone());
        let items = shown.into_iter().flatten();
        items.map(|item| item_view(item, close)).collect_view()
    };
    view! {
        <button
            type="button"
            class="menu-item"
            role="menuitem"
            tabindex="-1"
            aria-expanded=true_or_false(is_open)
            on:click=toggle
        >
            <span>{label}</span>
        </button>
        {move || items()}
    }
    .into_any()
}

fn item_view(item: MenuItem, close: Callback<()>) -> AnyView {
    let MenuItem {
        label,
        refusal,
        danger,
        on_choose,
        unfolds: _,
    } = item;
    let choose = move |_| {
        if refusal.get_untracked().is_none() {
            close.run(());
            on_choose.run(());
        }
    };
    let id = unique_id("reason");
    let is_refused = Signal::derive(move || refusal.with(Option::is_some));
    let described_by = {
        let id = id.clone();
        MaybeProp::derive(move || refusal.get().map(|_| id.clone()))
    };
    let reason = move || {
        let id = id.clone();
        refusal.get().map(|reason| {
            view! {
                <span class="menu-item-reason" id=id aria-hidden="true">
                    {reason}
                </span>
            }
            .into_any()
        })
    };
    view! {
        <button
            type="button"
            class=if danger { "menu-item menu-item-danger" } else { "menu-item" }
            role="menuitem"
            tabindex="-1"
            aria-disabled=true_or_none(is_refused)
            aria-describedby=described_by
            on:click=choose
        >
            <span>{label}</span>
            {move || reason()}
        </button>
    }
    .into_any()
}
