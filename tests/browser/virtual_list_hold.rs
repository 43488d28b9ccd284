//! Rows stay where they are while one of them is used, whatever comes and goes above the list.

use gavel::ui::VirtualList;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, bubbling, frame};
use crate::virtual_list::{Keys, focus, keys, scroll, shown};

const STYLE: &str = "
    .frame { display: flex; flex-direction: column; height: 440px; }
    .over { flex: none; }
    .vlist { flex: 1 1 0; min-height: 0; overflow-y: auto; position: relative; }
    .vlist-space { position: relative; min-height: 100%; margin-block: var(--above, 0) var(--below, 0); }
    .vlist-row { position: absolute; height: 44px; }
";

/// A list in a column of 440 pixels, below something so high.
async fn list_below(keys: Keys, over_px: RwSignal<u32>) -> Page {
    let page = Page::show(move || {
        let row = move |key: Signal<u32>, _: Signal<usize>| {
            view! { <button id=move || format!("row-{}", key.get()) data-key=key>{key}</button> }
                .into_any()
        };
        view! {
            <style>{STYLE}</style>
            <div class="frame">
                <div class="over" style:height=move || format!("{}px", over_px.get())></div>
                <VirtualList keys=keys.into() row_height=44.0 reveal=RwSignal::new(None) row=row />
            </div>
        }
    })
    .await;
    laid_out().await;
    page
}

async fn laid_out() {
    for _ in 0..3 {
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn a_list_that_was_at_its_beginning_is_there_again_when_nobody_uses_it() {
    let keys = keys(9);
    let over_px = RwSignal::new(0);
    let page = list_below(keys, over_px).await;
    let row = page.find("#row-4");
    focus(&row);
    laid_out().await;
    let top = row.get_bounding_client_rect().top();
    // So high that the list can be scrolled, but less than that.
    over_px.set(66);
    laid_out().await;
    assert_eq!(row.get_bounding_client_rect().top(), top);
    assert_eq!(page.find(".vlist").scroll_top(), 66);
    row.blur().unwrap();
    // A browser without a window tells nobody.
    if !document().has_focus().unwrap() {
        row.dispatch_event(&bubbling("focusout")).unwrap();
    }
    laid_out().await;
    assert_eq!(page.find(".vlist").scroll_top(), 0);
}

#[wasm_bindgen_test]
async fn rows_are_drawn_where_they_are_in_sight_below_room_that_was_made() {
    let over_px = RwSignal::new(352);
    let page = list_below(keys(1_000), over_px).await;
    let row = page.find("#row-0");
    focus(&row);
    laid_out().await;
    let top = row.get_bounding_client_rect().top();
    over_px.set(0);
    laid_out().await;
    assert_eq!(row.get_bounding_client_rect().top(), top);
    // Eight rows of room are above the first one.
    scroll(&page, (8 + 20) * 44).await;
    let rows = shown(&page);
    for key in 14..36 {
        assert!(rows.contains(&key), "{key} of {rows:?}");
    }
}
