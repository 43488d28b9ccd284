//! Keeping the page's elements in the list's order, and the focus where it is.

use leptos::{html, prelude::*};
use web_sys::{Element, HtmlElement, Node};

use super::{order::staying, slots::Slots};
use crate::ui::dom::{focus_in_place, focused};

/// Returns whether a row has to stay because of what has the focus: something in one of the rows, or something in a modal dialog over
/// the list, which gives the focus back.
pub(super) fn keeps_row(list: &HtmlElement, focused: Option<&Element>) -> bool {
    focused.is_some_and(|focused| {
        let is_in_row = focused != list.as_ref() && list.contains(Some(focused));
        is_in_row || is_over(list, focused)
    })
}

/// Returns whether an element stands in a dialog that the list doesn't stand in.
fn is_over(list: &HtmlElement, element: &Element) -> bool {
    let dialog = element.closest("dialog").ok().flatten();
    dialog.is_some_and(|dialog| !dialog.contains(Some(list)))
}

/// The slots in the page, in its order, and how many slots there were.
type Placed = (Vec<usize>, usize);

/// Puts the slots' elements into the page in the list's order, and takes out those that aren't needed.
///
/// `<For>` only adds new slots, at the end: left to it, a scroll by one row would move every element. An element that is moved loses
/// the focus, the pointer's hover and its animations, so as few as possible are moved, and never the one with the focus.
pub(super) fn arrange<K: Clone + PartialEq + Send + Sync + 'static>(
    list: NodeRef<html::Div>,
    space: NodeRef<html::Div>,
    elements: RwSignal<Vec<NodeRef<html::Div>>>,
    slots: ReadSignal<Slots<K>>,
    pinned: RwSignal<Option<K>>,
) {
    Effect::new(move |before: Option<Placed>| {
        let (mut placed, known) = before.unwrap_or_default();
        let elements = elements.get();
        let element = |slot: usize| elements.get(slot)?.get();
        // New ones stand at the end.
        placed.extend(known..elements.len());
        // Nothing is borrowed below: moving the focus runs handlers at once.
        let (wanted, focused_slot) = slots.with(|slots| {
            let focused_slot = pinned.with_untracked(|key| slots.find(key.as_ref()?));
            (slots.shown(), focused_slot)
        });
        let (Some(list), Some(space)) = (list.get(), space.get()) else {
            return (placed, elements.len());
        };

        let is_row_gone = focused_slot.is_none() && pinned.with_untracked(Option::is_some);
        let (stay, gone): (Vec<usize>, Vec<usize>) =
            placed.into_iter().partition(|slot| wanted.contains(slot));
        for element in gone.into_iter().filter_map(element) {
            if focused().is_some_and(|focused| element.contains(Some(&focused))) {
                focus_in_place(&list);
            }
            element.remove();
        }
        if is_row_gone && !keeps_row(&list, focused().as_deref()) {
            pinned.set(None);
        }

        let wanted: Vec<usize> = wanted
            .into_iter()
            .filter(|slot| element(*slot).is_some())
            .collect();
        let places: Vec<Option<usize>> = wanted
            .iter()
            .map(|slot| stay.iter().position(|other| other == slot))
            .collect();
        let fixed = wanted.iter().position(|slot| Some(*slot) == focused_slot);
        // The last node is <For>'s own mark.
        let mut next: Option<Node> = space.last_child();
        for (slot, stays) in wanted.iter().zip(staying(&places, fixed)).rev() {
            if let Some(element) = element(*slot) {
                if !stays {
                    let _ = space.insert_before(&element, next.as_ref());
                }
                next = Some(element.into());
            }
        }
        (wanted, elements.len())
    });
}
