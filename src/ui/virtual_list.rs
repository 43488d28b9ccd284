//! Lists of thousands: only the rows that can be seen are in the page, in a space as high as all of them.

use std::hash::Hash;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    effect::follow,
    el::{Held, div, held, the},
    menu::pixels,
};

/// Rows beyond each edge, so that a quick scroll shows no gap.
const OVERSCAN: usize = 6;
/// Until the list has been measured.
const FIRST_HEIGHT: f64 = 720.0;

/// Tells a row from the others for as long as it is in the list.
pub trait RowKey: Clone + PartialEq + Eq + Hash + Send + Sync + 'static {}
impl<K: Clone + PartialEq + Eq + Hash + Send + Sync + 'static> RowKey for K {}

/// A long list of rows of one height.
///
/// `row` is called once for each row that comes into sight, with its key and its index; a row that moves keeps its elements.
/// A row that has the focus stays in the page wherever the list is scrolled to; when it goes from the list, the list takes the
/// focus. The rows' own elements carry the roles (`row`, `aria-rowindex` from the index); this is a `rowgroup` around them.
#[component]
pub fn VirtualList<K: RowKey>(
    /// How many rows there are.
    #[prop(into)]
    total: Signal<usize>,
    /// The key of the row at an index. Called in a reactive place: what it reads is followed.
    #[prop(into)]
    key_at: Callback<usize, Option<K>>,
    /// Makes a row, of its key and its present index.
    #[prop(into)]
    row: Callback<(K, Signal<usize>), AnyView>,
    /// The height of a row, in pixels.
    #[prop(into)]
    row_height: Signal<f64>,
    /// Scrolls to this index and forgets it.
    #[prop(optional)]
    reveal: Option<RwSignal<Option<usize>>>,
) -> impl IntoView {
    let list = held();
    let seen = RwSignal::new((0.0, FIRST_HEIGHT));
    let focused = RwSignal::new(None::<K>);
    measure(list, seen);

    let window = Memo::new(move |_| {
        let (top, height) = seen.get();
        rows_in_sight(top, height, row_height.get(), total.get())
    });
    let rows = Memo::new(move |_| {
        let (start, end) = window.get();
        let mut rows: Vec<(K, usize)> = (start..end)
            .filter_map(|index| key_at.run(index).map(|key| (key, index)))
            .collect();
        if let Some(key) = focused.get()
            && !rows.iter().any(|(other, _)| *other == key)
            && let Some(index) =
                (0..total.get()).find(|index| key_at.run(*index).as_ref() == Some(&key))
        {
            // In its place: an element that is moved in the page loses the focus.
            rows.insert(if index < start { 0 } else { rows.len() }, (key, index));
        }
        rows
    });
    keep_focus(list, focused, rows);
    if let Some(reveal) = reveal {
        follow(move || {
            if let (Some(index), Some(list)) = (reveal.get(), the(list)) {
                scroll_to(&list, index, row_height.get_untracked());
                reveal.try_set(None);
            }
        });
    }

    let scrolled = move |_| {
        if let Some(list) = the(list) {
            if !has_focus(&list) && focused.try_with_untracked(Option::is_some) == Some(true) {
                focused.try_set(None);
            }
            look(&list, seen);
        }
    };
    let placed = move |(key, index): (K, usize)| {
        let own = key.clone();
        let index = Memo::new(move |before: Option<&usize>| {
            let now = rows.with(|rows| {
                rows.iter()
                    .find(|(key, _)| *key == own)
                    .map(|(_, index)| *index)
            });
            now.or(before.copied()).unwrap_or(index)
        });
        let entered = key.clone();
        div("vlist-row")
            .attr("role", "presentation")
            .style("top", move || pixels(offset(index.get(), row_height.get())))
            .on("focusin", move |_| {
                focused.try_set(Some(entered.clone()));
            })
            .view(row.run((key, index.into())))
            .any()
    };
    let rows = view! { <For each=move || rows.get() key=|(key, _)| key.clone() children=placed /> };
    let space = div("vlist-space")
        .attr("role", "presentation")
        .style("height", move || {
            pixels(offset(total.get(), row_height.get()))
        })
        .view(rows.into_any());
    div("vlist")
        .attr("role", "rowgroup")
        .attr("tabindex", "-1")
        .on("scroll", scrolled)
        .on("focusout", left(list, focused))
        .child(space)
        .hold(list)
        .any()
}

/// The focus went to something outside the list. Where it went nowhere, its row may have gone, or the window is another one:
/// then the next scroll finds out.
fn left<K: RowKey>(list: Held, focused: RwSignal<Option<K>>) -> impl Fn(web_sys::Event) {
    move |event: web_sys::Event| {
        let event: web_sys::FocusEvent = event.unchecked_into();
        let to: Option<web_sys::Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        let inside = the(list).is_some_and(|list| list.contains(to.as_ref()));
        if to.is_some() && !inside {
            focused.try_set(None);
        }
    }
}

/// Whether the focus is on one of the rows.
fn has_focus(list: &web_sys::HtmlElement) -> bool {
    super::dialog::focused()
        .is_some_and(|element| element != *list && list.contains(Some(&element)))
}

/// An element that is moved in the page loses the focus: it gets it back. When its row went from the list, the list takes it,
/// or it would fall out of the page's order.
fn keep_focus<K: RowKey>(list: Held, focused: RwSignal<Option<K>>, rows: Memo<Vec<(K, usize)>>) {
    let last = StoredValue::new_local(None::<web_sys::HtmlElement>);
    follow(move || {
        if focused.with(Option::is_some) {
            last.try_set_value(super::dialog::focused());
        }
    });
    follow(move || {
        rows.track();
        let Some(key) = focused.get_untracked() else {
            return;
        };
        // Before the next paint, when the rows are in their places.
        request_animation_frame(move || {
            let lost = super::dialog::focused().is_none_or(|element| element.tag_name() == "BODY");
            let Some(there) =
                rows.try_with_untracked(|rows| rows.iter().any(|(other, _)| *other == key))
            else {
                return;
            };
            let element = last
                .try_get_value()
                .flatten()
                .filter(|element| there && element.is_connected());
            if !there {
                focused.try_set(None);
            }
            if lost && let Some(element) = element.or_else(|| the(list)) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = element.focus_with_options(&options);
            }
        });
    });
}

/// First row and one past the last that can be seen, with some more on both sides.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rows_in_sight(top: f64, height: f64, row: f64, total: usize) -> (usize, usize) {
    let row = row.max(1.0);
    let first = (top.max(0.0) / row) as usize;
    let last = ((top.max(0.0) + height.max(0.0)) / row) as usize + 1;
    let start = first.saturating_sub(OVERSCAN).min(total);
    (start, last.saturating_add(OVERSCAN).min(total))
}

#[allow(clippy::cast_precision_loss)]
fn offset(index: usize, row: f64) -> f64 {
    index as f64 * row
}

fn look(list: &web_sys::HtmlElement, seen: RwSignal<(f64, f64)>) {
    let height = f64::from(list.client_height());
    let now = (
        f64::from(list.scroll_top()),
        if height > 0.0 { height } else { FIRST_HEIGHT },
    );
    if seen.try_get_untracked() != Some(now) {
        seen.try_set(now);
    }
}

#[allow(clippy::cast_possible_truncation)]
fn scroll_to(list: &web_sys::HtmlElement, index: usize, row: f64) {
    let (top, bottom) = (offset(index, row), offset(index + 1, row));
    let (from, height) = (
        f64::from(list.scroll_top()),
        f64::from(list.client_height()),
    );
    if top < from {
        list.set_scroll_top(top as i32);
    } else if bottom > from + height {
        list.set_scroll_top((bottom - height) as i32);
    }
}

/// Follows the list's size for as long as it lives.
fn measure(list: Held, seen: RwSignal<(f64, f64)>) {
    struct Watch {
        observer: web_sys::ResizeObserver,
        _callback: Closure<dyn FnMut()>,
    }
    impl Drop for Watch {
        fn drop(&mut self) {
            self.observer.disconnect();
        }
    }
    let watch = StoredValue::new_local(None::<Watch>);
    follow(move || {
        let Some(element) = the(list) else { return };
        look(&element, seen);
        let callback = Closure::<dyn FnMut()>::new(move || {
            if let Some(list) = the(list) {
                look(&list, seen);
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watch.try_set_value(Some(Watch {
                observer,
                _callback: callback,
            }));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_rows_in_sight() {
        let check = |top, height, total, expect| {
            assert_eq!(
                rows_in_sight(top, height, 44.0, total),
                expect,
                "{top} {height}"
            )
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
