//! What of a list can be seen, and scrolling to what can't.

use leptos::{html, prelude::*};
use leptos_use::use_resize_observer;
use web_sys::{Element, HtmlElement};

use super::hold::hold_rows;

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

/// Measures the list now and whenever its size changes.
pub(in crate::ui) fn watch_view(list: NodeRef<html::Div>, view: RwSignal<View>) {
    let hold = hold_rows(list);
    Effect::new(move |_| list.with(|list| list.as_ref().map(|list| look(list, view))));
    use_resize_observer(list, move |_, _| {
        if let Some(list) = list.try_get_untracked().flatten() {
            hold.try_update_value(|hold| hold.keep_rows(&list));
            look(&list, view);
        }
    });
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
}
