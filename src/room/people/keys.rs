//! The grid by keyboard: up and down go from row to row, left and right along a row, Home and End to its ends.

use std::ops::RangeInclusive;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Frames to wait for a row that has to be scrolled into the page first.
const MAX_FRAMES: u8 = 6;
/// How far Page Up and Page Down go.
const PAGE: usize = 10;

/// Moves the focus as `event` says, in a grid of `total` rows.
pub fn press(event: &KeyboardEvent, total: usize, reveal: RwSignal<Option<usize>>) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(row) = target
        .as_ref()
        .and_then(|target| target.closest("[role=row]").ok().flatten())
    else {
        return;
    };
    let Some(grid) = row.closest("[role=grid]").ok().flatten() else {
        return;
    };
    let cells = focusable(&row);
    let place = cells
        .iter()
        .position(|place| target.as_ref() == Some(place.as_ref()))
        .unwrap_or_default();
    let at = index(&row);
    let last = total.saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => at.saturating_add(1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at.saturating_add(PAGE).min(last),
        "PageUp" => at.saturating_sub(PAGE),
        "Home" if event.ctrl_key() => 0,
        "End" if event.ctrl_key() => last,
        "ArrowRight" => return move_along(event, &cells, place + 1),
        "ArrowLeft" => return move_along(event, &cells, place.saturating_sub(1)),
        "Home" => return move_along(event, &cells, 0),
        "End" => return move_along(event, &cells, cells.len().saturating_sub(1)),
        _ => return,
    };
    event.prevent_default();
    if to != at {
        reveal.set(Some(to));
        let beyond = if to > at { to..=last } else { 0..=to };
        focus_when_there(grid, beyond, to > at, place, MAX_FRAMES);
    }
}

/// What can have the focus in a row: itself, then its box and its buttons.
fn focusable(row: &Element) -> Vec<HtmlElement> {
    let own = row.clone().dyn_into::<HtmlElement>().ok();
    let buttons = row.query_selector_all("input, button").ok();
    let buttons = buttons
        .iter()
        .flat_map(|list| (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()));
    own.into_iter().chain(buttons).collect()
}

fn index(row: &Element) -> usize {
    let told = row
        .get_attribute("aria-rowindex")
        .and_then(|index| index.parse::<usize>().ok());
    told.unwrap_or(1).saturating_sub(1)
}

fn move_along(event: &KeyboardEvent, places: &[HtmlElement], to: usize) {
    event.prevent_default();
    if let Some(place) = places.get(to) {
        let _ = place.focus();
    }
}

/// Focuses the first row of `to`, or the last one if they are gone through upwards, once it is there. Where somebody has left under
/// the pointer is no row: the next one is.
fn focus_when_there(
    grid: Element,
    to: RangeInclusive<usize>,
    is_down: bool,
    place: usize,
    frames_left: u8,
) {
    let (first, last) = (*to.start(), *to.end());
    let wanted = if is_down { first } else { last };
    request_animation_frame(move || {
        let number = (wanted + 1).to_string();
        let selector = ["[role=row][aria-rowindex=\"", &number, "\"]"].concat();
        match grid.query_selector(&selector).ok().flatten() {
            Some(row) => {
                let cells = focusable(&row);
                if let Some(place) = cells.get(place).or_else(|| cells.first()) {
                    let _ = place.focus();
                }
            }
            None if frames_left > 0 => {
                focus_when_there(grid, to, is_down, place, frames_left - 1);
            }
            None if is_down && first < last => {
                focus_when_there(grid, first + 1..=last, true, place, 0);
            }
            None if !is_down && first < last => {
                focus_when_there(grid, first..=last - 1, false, place, 0);
            }
            None => {}
        }
    });
}
