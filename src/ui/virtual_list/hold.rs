//! Rows that stay under the pointer, and under the focus, whatever comes or goes above the list.

use leptos::{ev, html, prelude::*};
use leptos_use::{UseEventListenerOptions, use_event_listener, use_event_listener_with_options};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::ui::dom::pixels;

/// Returns what holds a list's rows. It lets them go that nobody uses any more, and hears how a column around the list is scrolled:
/// that is no movement of the list.
pub(super) fn hold_rows(list: NodeRef<html::Div>) -> StoredValue<Hold> {
    let hold = StoredValue::new(Hold::default());
    let release = move || {
        if let Some(list) = list.try_get_untracked().flatten() {
            hold.try_update_value(|hold| hold.release(&list));
        }
    };
    let _ = use_event_listener(list, ev::pointerleave, move |_| release());
    let _ = use_event_listener(list, ev::focusout, move |_| release());
    let scrolled = move |event: ev::Event| {
        let column = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let (Some(column), Some(list)) = (column, list.try_get_untracked().flatten())
            && column != **list
            && column.contains(Some(&list))
        {
            hold.try_update_value(|hold| hold.note_begin(begin(&list)));
        }
    };
    // Scrolling isn't told to what stands inside of it.
    let capture = UseEventListenerOptions::default().capture(true);
    let _ = use_event_listener_with_options(document(), ev::scroll, scrolled, capture);
    hold
}

/// Returns where the list begins in the page, in pixels.
fn begin(list: &HtmlElement) -> f64 {
    let scrolled = window().scroll_y().unwrap_or_default();
    list.get_bounding_client_rect().top() + scrolled
}

/// Keeps the rows of a list where they are while somebody points at one or has the focus in one, whatever comes or goes above the
/// list.
#[derive(Default)]
pub(super) struct Hold {
    /// Where the list begins in the page, in pixels; `None` = it hasn't been in its place yet. While a page is made, much comes above it.
    begin: Option<f64>,
    /// Room that was made above the first row and below the last one, in pixels: as far as scrolling alone couldn't keep them in place.
    above: f64,
    below: f64,
    /// Where a list was scrolled to for it, in pixels, that had stood at its very beginning: there it goes back.
    from_start: Option<i32>,
}

impl Hold {
    /// To be called when the list has got another size.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn keep_rows(&mut self, list: &HtmlElement) {
        let moved = self.note_begin(begin(list));
        let height = f64::from(list.client_height());
        let is_kept = |used: Use| used.stays_in_sight(moved, height);
        if moved == 0.0 || !Use::of(list).is_some_and(is_kept) {
            return;
        }
        let scrolled = list.scroll_top();
        let is_at_start = scrolled == 0 || self.from_start == Some(scrolled);
        let top = f64::from(scrolled) + moved;
        let most = f64::from(list.scroll_height() - list.client_height());
        self.make_room(
            list,
            self.above + (-top).max(0.0),
            self.below + (top - most).max(0.0),
        );
        list.set_scroll_top(top.round() as i32);
        self.from_start = is_at_start.then(|| list.scroll_top());
    }

    /// The list begins there now. Returns how far it has moved, in pixels.
    fn note_begin(&mut self, now: f64) -> f64 {
        let before = self.begin.replace(now);
        before.map_or(0.0, |before| now - before)
    }

    /// To be called when the pointer or the focus has gone: the room isn't needed any more, and a list that showed its beginning shows
    /// it again, unless somebody scrolled it meanwhile.
    fn release(&mut self, list: &HtmlElement) {
        if is_used(list) {
            return;
        }
        // Without the room it may be scrolled less.
        let is_as_left = self.from_start.take() == Some(list.scroll_top());
        self.make_room(list, 0.0, 0.0);
        if is_as_left {
            list.set_scroll_top(0);
        }
    }

    fn make_room(&mut self, list: &HtmlElement, above: f64, below: f64) {
        for (name, before, now) in [
            ("--above", &mut self.above, above),
            ("--below", &mut self.below, below),
        ] {
            if std::mem::replace(before, now) != now {
                let _ = list.style().set_property(name, &pixels(now));
            }
        }
    }
}

/// Whether somebody points at something in the list, or has the focus there.
fn is_used(list: &HtmlElement) -> bool {
    list.matches(":hover, :focus-within").unwrap_or_default()
}

/// What rows are kept in their places for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    /// Somebody points at one.
    Pointer,
    /// Something in one has the focus: from where to where that one stands in the list's window, in pixels.
    Focus(f64, f64),
}

impl Use {
    fn of(list: &HtmlElement) -> Option<Self> {
        if list.matches(":hover").unwrap_or_default() {
            return Some(Self::Pointer);
        }
        let row = list.query_selector(".vlist-row:focus-within").ok()??;
        let (row, list) = (
            row.get_bounding_client_rect(),
            list.get_bounding_client_rect(),
        );
        Some(Self::Focus(
            row.top() - list.top(),
            row.bottom() - list.top(),
        ))
    }

    /// Returns whether what stays where it is in the page is still in the window of a list of that height that has moved so far:
    /// elsewhere it would only be out of sight.
    fn stays_in_sight(self, moved: f64, height: f64) -> bool {
        match self {
            Self::Pointer => moved.abs() < height,
            Self::Focus(top, bottom) => top - moved >= 0.0 && bottom - moved <= height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_was_not_in_its_place_has_not_moved() {
        let mut hold = Hold::default();
        let mut check = |begin: f64, expect: f64| assert_eq!(hold.note_begin(begin), expect);
        check(800.0, 0.0);
        check(800.0, 0.0);
        check(950.0, 150.0);
        check(800.0, -150.0);
    }

    #[test]
    fn nothing_is_kept_out_of_sight() {
        let check = |used: Use, moved: f64, expect: bool| {
            assert_eq!(
                used.stays_in_sight(moved, 440.0),
                expect,
                "{used:?} {moved}"
            );
        };
        check(Use::Pointer, 150.0, true);
        check(Use::Pointer, -150.0, true);
        check(Use::Pointer, 637.0, false);
        check(Use::Pointer, -637.0, false);
        check(Use::Focus(200.0, 244.0), 150.0, true);
        check(Use::Focus(200.0, 244.0), -150.0, true);
        // The first row, and the last one.
        check(Use::Focus(0.0, 44.0), 150.0, false);
        check(Use::Focus(396.0, 440.0), -150.0, false);
    }
}
