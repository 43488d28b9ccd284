use std::sync::Arc;

use gavel::ui::VirtualList;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::page::{Page, attribute, bubbling, focused, frame, settled};

/// The part of the style sheet, which is not in this page, that a list can't do without.
const STYLE: &str = "
    .vlist { height: 440px; overflow-y: auto; position: relative; }
    .vlist-space { position: relative; }
    .vlist-row { position: absolute; height: 44px; }
";

pub type Keys = RwSignal<Arc<[u32]>>;

/// A list of 440 pixels, ten rows high, over the keys.
pub async fn list(keys: Keys) -> Page {
    counted_list(keys, RwSignal::new(0), || ().into_any()).await
}

/// The same, with a count of the rows that were made, and something beside it.
pub async fn counted_list(
    keys: Keys,
    made: RwSignal<usize>,
    beside: impl FnOnce() -> AnyView + 'static,
) -> Page {
    let page = Page::show(move || {
        let row = move |key: Signal<u32>, index: Signal<usize>| {
            made.update(|made| *made += 1);
            view! {
                <div role="row" aria-rowindex=move || index.get() + 1 data-key=key>
                    <button id=move || format!("row-{}", key.get())>{key}</button>
                </div>
            }
            .into_any()
        };
        view! {
            <style>{STYLE}</style>
            <div class="frame">
                <VirtualList
                    keys=keys.into()
                    row_height=44.0
                    reveal=RwSignal::new(None)
                    row=row
                />
            </div>
            {beside()}
        }
    })
    .await;
    frame().await;
    frame().await;
    page
}

/// The keys of the rows in the page, in the page's order.
pub fn shown(page: &Page) -> Vec<u32> {
    page.all("[data-key]")
        .iter()
        .map(|row| attribute(row, "data-key").unwrap().parse().unwrap())
        .collect()
}

pub async fn scroll(page: &Page, top: i32) {
    page.find(".vlist").set_scroll_top(top);
    frame().await;
    frame().await;
}

/// A browser without a window moves the focus but tells nobody.
pub fn focus(element: &HtmlElement) {
    element.focus().unwrap();
    if !document().has_focus().unwrap() {
        element.dispatch_event(&bubbling("focusin")).unwrap();
    }
}

pub fn keys(count: u32) -> Keys {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    RwSignal::new((0..count).collect())
}

#[wasm_bindgen_test]
async fn five_thousand_rows_are_few_elements() {
    let page = list(keys(5_000)).await;
    assert_eq!(page.find(".vlist").scroll_height(), 5_000 * 44);
    assert_eq!(shown(&page), (0..17).collect::<Vec<_>>());
    assert!(page.all("*").len() < 200, "{}", page.all("*").len());

    scroll(&page, 2_500 * 44).await;
    let rows = shown(&page);
    assert_eq!(rows, (2_494..2_517).collect::<Vec<_>>());
    let row = page.find("[data-key='2500']");
    assert_eq!(attribute(&row, "aria-rowindex").as_deref(), Some("2501"));
    let wrapper: HtmlElement = row.parent_element().unwrap().unchecked_into();
    assert_eq!(
        wrapper.style().get_property_value("top").unwrap(),
        "110000px"
    );
}

#[wasm_bindgen_test]
async fn a_row_that_moves_keeps_its_element() {
    let keys = keys(100);
    let page = list(keys).await;
    let before = page.find("[data-key='3']");
    keys.update(|keys| *keys = [1_000].into_iter().chain(0..100).collect());
    settled().await;
    let after = page.find("[data-key='3']");
    assert_eq!(before, after);
    assert_eq!(attribute(&after, "aria-rowindex").as_deref(), Some("5"));
}

#[wasm_bindgen_test]
async fn the_row_with_the_focus_stays_however_far_it_is_scrolled_away() {
    let page = list(keys(5_000)).await;
    focus(&page.find("#row-5"));
    settled().await;
    scroll(&page, 4_000 * 44).await;
    assert_eq!(focused().id(), "row-5");
    assert!(shown(&page).contains(&4_000));
    focused().blur().unwrap();
    scroll(&page, 4_001 * 44).await;
    assert!(!shown(&page).contains(&5), "and goes when it is let go");
}

#[wasm_bindgen_test]
async fn when_the_row_with_the_focus_goes_the_list_takes_it() {
    let keys = keys(50);
    let page = list(keys).await;
    focus(&page.find("#row-5"));
    settled().await;
    keys.set((0..50).filter(|key| *key != 5).collect());
    settled().await;
    frame().await;
    assert_eq!(focused(), page.find(".vlist"));
    assert_eq!(
        shown(&page),
        (0..18).filter(|key| *key != 5).collect::<Vec<_>>()
    );
}

#[wasm_bindgen_test]
async fn a_list_that_becomes_short_shows_what_is_left() {
    let keys = keys(5_000);
    let page = list(keys).await;
    scroll(&page, 4_900 * 44).await;
    keys.set([1, 2, 3].into());
    frame().await;
    frame().await;
    assert_eq!(shown(&page), [1, 2, 3]);
    keys.set([].into());
    settled().await;
    assert!(shown(&page).is_empty());
    keys.set((0..5_000).collect());
    settled().await;
    assert_eq!(shown(&page), (0..17).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_row_that_is_asked_for_is_scrolled_into_sight() {
    let keys = keys(5_000);
    let reveal = RwSignal::new(None);
    let page = Page::show(move || {
        let row = |key: Signal<u32>, _| view! { <p data-key=key></p> }.into_any();
        view! {
            <style>{STYLE}</style>
            <VirtualList keys=keys.into() row_height=44.0 reveal=reveal row=row />
        }
    })
    .await;
    let list = page.find(".vlist");
    for (index, expect) in [
        (5, 0),
        (10, 44),
        (100, 91 * 44),
        (95, 91 * 44),
        (90, 90 * 44),
    ] {
        reveal.set(Some(index));
        frame().await;
        assert_eq!(list.scroll_top(), expect, "{index}");
        assert_eq!(reveal.get_untracked(), None, "{index}");
    }
    frame().await;
    assert!(shown(&page).contains(&90));
}

#[wasm_bindgen_test]
async fn a_list_without_its_style_sheet_still_makes_few_rows() {
    let keys = keys(5_000);
    let page = Page::show(move || {
        let row = |key: Signal<u32>, _| view! { <p data-key=key></p> }.into_any();
        view! { <VirtualList keys=keys.into() row_height=44.0 reveal=RwSignal::new(None) row=row /> }
    })
    .await;
    frame().await;
    frame().await;
    assert_eq!(page.find(".vlist").client_height(), 5_000 * 44);
    assert!(shown(&page).len() < 100, "{}", shown(&page).len());
}
