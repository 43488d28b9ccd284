//! Lists of thousands: only the rows that can be seen are in the page, in a space as high as all of them.

mod hold;
mod order;
mod page;
mod slots;
mod window;

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom::{focused, pixels};
use slots::Slots;
pub(super) use window::{View, look, offset, rows_in_sight, watch_view};

/// A long list of rows of one height.
///
/// Rows are drawn by a pool of components that is as large as the window ever was: `row` is called once for each *slot* of the pool,
/// with the slot's present key and index as signals. A slot keeps its key for as long as that is in sight; one that is freed gets the
/// next key that comes into sight, and one that isn't needed is out of the page until it is. So scrolling and changes of the list
/// make neither components nor owners. The page's elements are in the list's order.
///
/// A row that has the focus stays in the page wherever the list is scrolled to, and so does one from which a modal dialog was opened;
/// when it goes from the list, the list takes the focus. The rows' own elements carry the roles (`row`, `aria-rowindex` from the
/// index); this is a `rowgroup` around them.
#[component]
pub fn VirtualList<K, F>(
    /// The keys of all rows, in their order.
    keys: Signal<Arc<[K]>>,
    /// The height of a row, in pixels.
    #[prop(into)]
    row_height: Signal<f64>,
    /// Scrolls to the row at this index and forgets it.
    reveal: RwSignal<Option<usize>>,
    /// Draws a slot. Its key may be gone from the list, or from what it stands for, while it isn't in the page.
    row: F,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(Signal<K>, Signal<usize>) -> AnyView + Clone + Send + Sync + 'static,
{
    let list = NodeRef::<html::Div>::new();
    let space = NodeRef::<html::Div>::new();
    let elements = RwSignal::new(Vec::<NodeRef<html::Div>>::new());
    let view = RwSignal::new(View::default());
    // The key of the row that has the focus, or will get it back.
    let pinned = RwSignal::new(None::<K>);

    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let in_sight = Memo::new(move |_| rows_in_sight(view.get(), row_height.get(), total.get()));
    // No memo: a signal that fires marks all that stands behind a memo to be looked at, whether the memo changes or not. Behind this one
    // that is all that the rows are made of.
    let slots = RwSignal::new(Slots::<K>::default());
    Effect::new(move |_| {
        let rows = in_sight.get();
        keys.with(|keys| {
            pinned.with(|pinned| {
                slots.maybe_update(|slots| slots.assign(keys, rows, pinned.as_ref()));
            });
        });
    });
    let pool = Memo::new(move |_| slots.with(Slots::len));

    window::watch_view(list, view);
    page::arrange(list, space, elements, slots.read_only(), pinned);
    Effect::new(move |_| {
        if let (Some(index), Some(list)) = (reveal.get(), list.get()) {
            window::scroll_to(&list, index, row_height.get_untracked());
            reveal.set(None);
        }
    });

    let unpin_unless_kept_by = move |list: &HtmlElement, focused: Option<&Element>| {
        let is_pinned = pinned.with_untracked(Option::is_some);
        if is_pinned && !page::keeps_row(list, focused) {
            pinned.set(None);
        }
    };
    let scrolled = move |_| {
        if let Some(list) = list.try_get_untracked().flatten() {
            unpin_unless_kept_by(&list, focused().as_deref());
            window::look(&list, view);
        }
    };
    // The focus went elsewhere. Where it went nowhere, the window may be another one: then the next scroll finds out.
    let left = move |event: ev::FocusEvent| {
        let to: Option<Element> = event.related_target().and_then(|to| to.dyn_into().ok());
        if let (Some(to), Some(list)) = (to, list.try_get_untracked().flatten()) {
            unpin_unless_kept_by(&list, Some(&to));
        }
    };
    let slot_view = move |slot: usize| {
        let element = NodeRef::new();
        elements.update(|elements| elements.push(element));
        let first = slots.with(|slots| slots.key(slot).cloned())?;
        let key = Memo::new(move |_| slots.with(|slots| slots.key(slot).unwrap_or(&first).clone()));
        let index = Memo::new(move |_| slots.with(|slots| slots.index(slot)).unwrap_or_default());
        let top = Signal::derive(move || pixels(offset(index.get(), row_height.get())));
        // A dialog that goes together with the list gives the focus back to a row that is about to leave the page.
        let focused_in = move |_| {
            if let Some(key) = key.try_get_untracked() {
                pinned.set(Some(key));
            }
        };
        Some(view! {
            <div
                node_ref=element
                class="vlist-row"
                role="presentation"
                style:top=top
                on:focusin=focused_in
            >
                {row(key.into(), index.into())}
            </div>
        })
    };
    let height = Signal::derive(move || pixels(offset(total.get(), row_height.get())));
    view! {
        <div
            node_ref=list
            class="vlist"
            role="rowgroup"
            tabindex="-1"
            on:scroll=scrolled
            on:focusout=left
        >
            <div
                node_ref=space
                class="vlist-space"
                role="presentation"
                style:height=height
            >
                <For
                    each=move || 0..pool.get()
                    key=|slot| *slot
                    children=move |slot| untrack(|| slot_view(slot))
                />
            </div>
        </div>
    }
    .into_any()
}
