//! Lists of thousands: only the rows that can be seen are in the page, in a space as high as all of them.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    el::{El, Held, Item, div, held, the},
    later::drawn,
    menu::pixels,
};
use crate::reactive::{Kept, Memo, RwSignal, Signal, follow, request_animation_frame, untrack};

/// Rows beyond each edge, so that a quick scroll shows no gap.
const OVERSCAN: usize = 6;
/// Until the list has been measured.
const FIRST_HEIGHT: f64 = 720.0;

/// What tells a row from all others.
pub type Key = Arc<str>;

/// A long list of rows of one height.
///
/// `row` is called once for each row that comes into sight, with its key and its index; a row that moves keeps its elements.
/// A row that has the focus stays in the page wherever the list is scrolled to; when it goes from the list, the list takes the
/// focus. The rows' own elements carry the roles (`row`, `aria-rowindex` from the index); this is a `rowgroup` around them.
#[derive(Clone)]
pub struct VirtualList {
    /// How many rows there are.
    pub total: Signal<usize>,
    /// The key of the row at an index. Called in a reactive place: what it reads is followed.
    pub key_at: Rc<dyn Fn(usize) -> Option<Key>>,
    /// Makes a row, of its key and its present index.
    pub row: Rc<dyn Fn(Key, Signal<usize>) -> El>,
    /// The height of a row, in pixels.
    pub row_height: Signal<f64>,
    /// Scrolls to this index and forgets it.
    pub reveal: RwSignal<Option<usize>>,
}

type Rows = Memo<Vec<(Key, usize)>>;

impl VirtualList {
    /// Makes it.
    pub fn el(self) -> El {
        let Self {
            total,
            row_height,
            reveal,
            ..
        } = self;
        let list = held();
        let seen = RwSignal::new((0.0, FIRST_HEIGHT));
        let focused = RwSignal::new(None::<Key>);
        measure(list, seen);
        // Those in sight are drawn first.
        let has_spare = drawn(move || total.get() > 0);
        let rows = self.rows(seen, has_spare, focused);
        keep_focus(list, focused, rows);
        follow(move || {
            if let (Some(index), Some(list)) = (reveal.get(), the(list)) {
                scroll_to(&list, index, row_height.get_untracked());
                reveal.set(None);
            }
        });
        let scrolled = move |_| {
            if let Some(list) = the(list) {
                if !has_focus(&list) && focused.with_untracked(Option::is_some) {
                    focused.set(None);
                }
                look(&list, seen);
            }
        };
        let items = move || {
            let item = |(key, index): (Key, usize)| {
                let list = self.clone();
                Item::new(key.clone(), move || {
                    list.placed(key.clone(), index, rows, focused)
                })
            };
            rows.get().into_iter().map(item).collect()
        };
        let space = div("vlist-space")
            .attr("role", "presentation")
            .style("height", move || {
                pixels(offset(total.get(), row_height.get()))
            })
            .each(items);
        div("vlist")
            .attr("role", "rowgroup")
            .attr("tabindex", "-1")
            .on("scroll", scrolled)
            .on("focusout", left(list, focused))
            .child(space)
            .hold(list)
    }

    /// The rows to be in the page: those in sight, and the one with the focus.
    fn rows(
        &self,
        seen: RwSignal<(f64, f64)>,
        has_spare: Signal<bool>,
        focused: RwSignal<Option<Key>>,
    ) -> Rows {
        let Self {
            total, row_height, ..
        } = *self;
        let key_at = self.key_at.clone();
        let window = Memo::new(move |_| {
            let (top, height) = seen.get();
            let spare = if has_spare.get() { OVERSCAN } else { 0 };
            rows_in_sight(top, height, row_height.get(), total.get(), spare)
        });
        Memo::new(move |_| {
            let (start, end) = window.get();
            let mut rows: Vec<(Key, usize)> = (start..end)
                .filter_map(|index| key_at(index).map(|key| (key, index)))
                .collect();
            if let Some(key) = focused.get()
                && !rows.iter().any(|(other, _)| *other == key)
                && let Some(index) =
                    (0..total.get()).find(|index| key_at(*index).as_ref() == Some(&key))
            {
                // In its place: an element that is moved in the page loses the focus.
                rows.insert(if index < start { 0 } else { rows.len() }, (key, index));
            }
            rows
        })
    }

    fn placed(&self, key: Key, first: usize, rows: Rows, focused: RwSignal<Option<Key>>) -> El {
        let row_height = self.row_height;
        let own = key.clone();
        let index = Memo::new(move |before: Option<&usize>| {
            let now = rows.with(|rows| {
                rows.iter()
                    .find(|(key, _)| *key == own)
                    .map(|(_, index)| *index)
            });
            now.or(before.copied()).unwrap_or(first)
        });
        let entered = key.clone();
        div("vlist-row")
            .attr("role", "presentation")
            .style("top", move || pixels(offset(index.get(), row_height.get())))
            .on("focusin", move |_| focused.set(Some(entered.clone())))
            .child((self.row)(key, index.into()))
    }
}

/// The focus went to something outside the list. Where it went nowhere, its row may have gone, or the window is another one:
/// then the next scroll finds out.
fn left(list: Held, focused: RwSignal<Option<Key>>) -> impl Fn(web_sys::Event) {
    move |event: web_sys::Event| {
        let event: web_sys::FocusEvent = event.unchecked_into();
        let to: Option<web_sys::Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        let inside = the(list).is_some_and(|list| list.contains(to.as_ref()));
        if to.is_some() && !inside {
            focused.set(None);
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
fn keep_focus(list: Held, focused: RwSignal<Option<Key>>, rows: Rows) {
    let last = held();
    follow(move || {
        if focused.with(Option::is_some) {
            last.set(super::dialog::focused());
        }
    });
    follow(move || {
        rows.with(|_| ());
        let Some(key) = focused.get_untracked() else {
            return;
        };
        // Before the next paint, when the rows are in their places.
        request_animation_frame(move || {
            let lost = super::dialog::focused().is_none_or(|element| element.tag_name() == "BODY");
            let there = untrack(|| rows.with(|rows| rows.iter().any(|(other, _)| *other == key)));
            let element = the(last).filter(|element| there && element.is_connected());
            if !there {
                focused.set(None);
            }
            if lost && let Some(element) = element.or_else(|| the(list)) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = element.focus_with_options(&options);
            }
        });
    });
}

/// First row and one past the last that can be seen, with `spare` more on both sides.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rows_in_sight(top: f64, height: f64, row: f64, total: usize, spare: usize) -> (usize, usize) {
    let row = row.max(1.0);
    let first = (top.max(0.0) / row) as usize;
    let last = ((top.max(0.0) + height.max(0.0)) / row) as usize + 1;
    let start = first.saturating_sub(spare).min(total);
    (start, last.saturating_add(spare).min(total))
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
    seen.put(now);
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
    let watch = Kept::new(RefCell::new(None::<Watch>));
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
            if let Some(watch) = watch.get() {
                watch.replace(Some(Watch {
                    observer,
                    _callback: callback,
                }));
            }
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
                rows_in_sight(top, height, 44.0, total, OVERSCAN),
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
