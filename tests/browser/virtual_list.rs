use std::rc::Rc;

use gavel::{
    reactive::{RwSignal, Signal, document},
    ui::{
        Key, VirtualList,
        el::{div, el},
    },
};
use leptos::prelude::Owner;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::page::{Page, attribute, bubbling, focused, frame, settled};

/// A list of 440 pixels, ten rows high, over the keys.
async fn list(keys: RwSignal<Vec<u32>>) -> Page {
    let page = Page::show(move || {
        let row = |key: Key, index: Signal<usize>| {
            div("")
                .attr("role", "row")
                .bind("aria-rowindex", move || index.get() + 1)
                .attr_of("data-key", &*key)
                .child(el("button").attr_of("id", format!("row-{key}")).text(&key))
        };
        let key_at =
            move |index: usize| keys.with(|keys| keys.get(index).map(|key| key.to_string().into()));
        let list = VirtualList {
            total: Signal::derive(move || keys.with(Vec::len)),
            key_at: Rc::new(key_at),
            row: Rc::new(row),
            row_height: Signal::stored(44.0),
            reveal: RwSignal::new(None),
        };
        div("frame").child(list.el())
    })
    .await;
    // The style sheet is not in this page.
    for (selector, rules) in [
        (
            ".vlist",
            &[
                ("height", "440px"),
                ("overflow-y", "auto"),
                ("position", "relative"),
            ][..],
        ),
        (".vlist-space", &[("position", "relative")][..]),
    ] {
        for (name, value) in rules {
            page.find(selector)
                .style()
                .set_property(name, value)
                .unwrap();
        }
    }
    frame().await;
    frame().await;
    page
}

fn shown(page: &Page) -> Vec<u32> {
    let mut keys: Vec<u32> = page
        .all("[data-key]")
        .iter()
        .map(|row| attribute(row, "data-key").unwrap().parse().unwrap())
        .collect();
    keys.sort_unstable();
    keys
}

async fn scroll(page: &Page, top: i32) {
    page.find(".vlist").set_scroll_top(top);
    frame().await;
    frame().await;
}

/// A browser without a window moves the focus but tells nobody.
fn focus(element: &HtmlElement) {
    element.focus().unwrap();
    if !document().has_focus().unwrap() {
        element.dispatch_event(&bubbling("focusin")).unwrap();
    }
}

fn keys(count: u32) -> RwSignal<Vec<u32>> {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    RwSignal::new((0..count).collect())
}

#[wasm_bindgen_test]
async fn five_thousand_rows_are_few_elements() {
    let page = list(keys(5_000)).await;
    assert_eq!(page.find(".vlist").scroll_height(), 5_000 * 44);
    assert_eq!(shown(&page).first(), Some(&0));
    assert!(page.all("*").len() < 200, "{}", page.all("*").len());

    scroll(&page, 2_500 * 44).await;
    let rows = shown(&page);
    assert!(
        rows.contains(&2_500) && rows.contains(&2_509) && rows.len() < 40,
        "{rows:?}"
    );
    let row = page.find("[data-key='2500']");
    assert_eq!(attribute(&row, "aria-rowindex").as_deref(), Some("2501"));
    let wrapper: HtmlElement = row.parent_element().unwrap().unchecked_into();
    assert_eq!(
        wrapper.style().get_property_value("top").unwrap(),
        "110000px"
    );
}

/// What follows has followed, and no frame has come in between.
async fn at_once() {
    for _ in 0..20 {
        let done = js_sys::Promise::resolve(&JsValue::UNDEFINED);
        JsFuture::from(done).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn rows_in_sight_come_first_each_time_that_there_were_none() {
    let keys = keys(0);
    let page = list(keys).await;
    for _ in 0..2 {
        keys.set((0..5_000).collect());
        at_once().await;
        let first = shown(&page).len();
        for _ in 0..100 {
            if shown(&page).len() != first {
                break;
            }
            frame().await;
        }
        assert_eq!((first, shown(&page).len()), (11, 17));
        keys.set(Vec::new());
        settled().await;
        assert!(shown(&page).is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_row_that_moves_keeps_its_element() {
    let keys = keys(100);
    let page = list(keys).await;
    let before = page.find("[data-key='3']");
    keys.update(|keys| keys.insert(0, 1_000));
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
    keys.update(|keys| keys.retain(|key| *key != 5));
    settled().await;
    frame().await;
    assert_eq!(focused(), page.find(".vlist"));
}

#[wasm_bindgen_test]
async fn a_list_that_becomes_short_shows_what_is_left() {
    let keys = keys(5_000);
    let page = list(keys).await;
    scroll(&page, 4_900 * 44).await;
    keys.set(vec![1, 2, 3]);
    frame().await;
    frame().await;
    assert_eq!(shown(&page), [1, 2, 3]);
    keys.set(Vec::new());
    settled().await;
    assert!(shown(&page).is_empty());
}
