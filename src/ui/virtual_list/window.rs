//! What of a list can be seen, and scrolling to what can't.

use std::{cell::RefCell, rc::Rc};

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

use crate::ui::dom::pixels;

/// Rows beyond each edge, so that a quick scroll shows no gap.
const OVERSCAN: usize = 6;
/// Until the list has been measured, in pixels.
const FIRST_HEIGHT: f64 = 720.0;

/// What can be seen of the list's space, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct View {
    top: f64,
    height: f64,
}

impl Default for View {
    fn default() -> Self {
        Self {
            top: 0.0,
            height: FIRST_HEIGHT,
        }
    }
}

/// Returns the first row that can be seen and one past the last, with some more on both sides.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(in crate::ui) fn rows_in_sight(view: View, row_height: f64, total: usize) -> (usize, usize) {
    let row_height = row_height.max(1.0);
    let top = view.top.max(0.0);
    let first = (top / row_height) as usize;
    let last = ((top + view.height.max(0.0)) / row_height) as usize + 1;
    let start = first.saturating_sub(OVERSCAN).min(total);
    (start, last.saturating_add(OVERSCAN).min(total))
}

/// Returns where a row begins, in pixels.
#[allow(clippy::cast_precision_loss)]
pub(in crate::ui) fn offset(index: usize, row_height: f64) -> f64 {
    index as f64 * row_height
}

/// Measures what can be seen.
pub(in crate::ui) fn look(list: &HtmlElement, view: RwSignal<View>) {
    // A list without its style sheet is as high as all of its rows; nobody sees more than a window of them.
    let most = window().inner_height().ok().and_then(|most| most.as_f64());
    let height = f64::from(list.client_height()).min(most.unwrap_or(FIRST_HEIGHT));
    let now = View {
        top: scrolled_rows(list),
        height: if height > 0.0 { height } else { FIRST_HEIGHT },
    };
    view.maybe_update(|view| {
        let changed = *view != now;
        *view = now;
        changed
    });
}

/// Returns how far the rows are scrolled, in pixels. What stands above the first one isn't counted: a head, or room that was made.
fn scrolled_rows(list: &HtmlElement) -> f64 {
    let space = list.query_selector(":scope > .vlist-space").ok().flatten();
    let from_list = |space: Element| {
        list.get_bounding_client_rect().top() - space.get_bounding_client_rect().top()
    };
    space.map_or_else(|| f64::from(list.scroll_top()), from_list)
}

/// Scrolls as little as it takes to show a whole row.
#[allow(clippy::cast_possible_truncation)]
pub(in crate::ui) fn scroll_to(list: &HtmlElement, index: usize, row_height: f64) {
    let (top, bottom) = (offset(index, row_height), offset(index + 1, row_height));
    let from = scrolled_rows(list);
    let height = f64::from(list.client_height());
    let by = if top < from {
        top - from
    } else {
        (bottom - height - from).max(0.0)
    };
    list.set_scroll_top((f64::from(list.scroll_top()) + by) as i32);
}

/// A watch over an element's size, for as long as it is kept.
struct Watch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
    _listeners: [EventListener; 3],
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Returns where the list begins in the page, in pixels.
fn begin(list: &HtmlElement) -> f64 {
    let scrolled = window().scroll_y().unwrap_or_default();
    list.get_bounding_client_rect().top() + scrolled
}

/// Keeps the rows of a list where they are while somebody points at one or has the focus in one, whatever comes or goes above the
/// list.
#[derive(Default)]
struct Hold {
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
    fn keep_rows(&mut self, list: &HtmlElement) {
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

/// Measures the list now and whenever its size changes.
pub(in crate::ui) fn watch_view(list: NodeRef<html::Div>, view: RwSignal<View>) {
    Effect::new(move |_| {
        let element = list.get()?;
        look(&element, view);
        let hold = Rc::new(RefCell::new(Hold::default()));
        let (measured, held) = (element.clone(), hold.clone());
        let callback = Closure::<dyn FnMut()>::new(move || {
            held.borrow_mut().keep_rows(&measured);
            look(&measured, view);
        });
        let listeners = listen(&element, &hold);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        // Kept by this effect's owner, which ends with the list.
        StoredValue::new_local(Watch {
            observer,
            _callback: callback,
            _listeners: listeners,
        });
        Some(())
    });
}

/// Lets rows go that nobody uses any more, and hears how a column around the list is scrolled: that is no movement of the list.
fn listen(list: &HtmlElement, hold: &Rc<RefCell<Hold>>) -> [EventListener; 3] {
    let release_after = |event: &'static str| {
        let (list, hold) = (list.clone(), Rc::clone(hold));
        EventListener::new(&list.clone(), event, move |_| {
            hold.borrow_mut().release(&list);
        })
    };
    let (left, blurred) = (release_after("pointerleave"), release_after("focusout"));
    // Scrolling isn't told to what stands inside of it.
    let capture = EventListenerOptions::run_in_capture_phase();
    let (list, hold) = (list.clone(), Rc::clone(hold));
    let scrolled = move |event: &web_sys::Event| {
        let column = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if column.is_some_and(|column| column != *list && column.contains(Some(&list))) {
            hold.borrow_mut().note_begin(begin(&list));
        }
    };
    let scrolled = EventListener::new_with_options(&document(), "scroll", capture, scrolled);
    [left, blurred, scrolled]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_rows_in_sight() {
        let check = |top, height, total, expect| {
            let view = View { top, height };
            assert_eq!(rows_in_sight(view, 44.0, total), expect, "{top} {height}");
        };
        check(0.0, 440.0, 5_000, (0, 17));
        check(0.0, 440.0, 3, (0, 3));
        check(0.0, 440.0, 0, (0, 0));
        check(440.0, 440.0, 5_000, (4, 27));
        check(220_000.0 - 440.0, 440.0, 5_000, (4_984, 5_000));
        // Scrolled beyond a list that has become short.
        check(220_000.0, 440.0, 10, (10, 10));
        check(-50.0, 440.0, 10, (0, 10));
    }

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
