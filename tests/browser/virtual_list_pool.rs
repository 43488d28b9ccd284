use std::{
    ops::Range,
    sync::{Arc, Mutex},
};

use gavel::ui::{Button, Dialog};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::page::{Page, focused, frame, settled};
use crate::virtual_list::{counted_list, focus, keys, list, scroll, shown};

/// Ten rows are in sight, the eleventh begins, and six more stand on both sides.
const POOL: usize = 11 + 2 * 6;

/// Numbers that look like chance and are the same each time.
fn chance(seed: &mut u32) -> u32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *seed >> 8
}

#[wasm_bindgen_test]
async fn scrolling_from_end_to_end_makes_nothing_but_the_pool() {
    let made = RwSignal::new(0);
    let page = counted_list(keys(10_000), made, || ().into_any()).await;
    let end = page.find(".vlist").scroll_height() - 440;
    // By a few rows, by a page and by more than the pool.
    let mut top = 0;
    for step in [100, 440, 7_003].into_iter().cycle().take(300) {
        top = (top + step).min(end);
        scroll(&page, top).await;
        let first = u32::try_from(top).unwrap() / 44;
        let rows = shown(&page);
        assert!(rows.is_sorted() && rows.contains(&first), "{top} {rows:?}");
        assert!(made.get_untracked() <= POOL + 1, "{}", made.get_untracked());
        assert!(page.all("*").len() < 4 + 3 * (POOL + 1), "{top}");
    }
    scroll(&page, end).await;
    assert_eq!(shown(&page).last(), Some(&9_999));
    let most = made.get_untracked();
    for top in [0, end, 0] {
        scroll(&page, top).await;
    }
    assert_eq!(made.get_untracked(), most);
    assert_eq!(shown(&page), (0..17).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_thousand_new_orders_make_nothing_but_the_pool() {
    let keys = keys(10_000);
    let made = RwSignal::new(0);
    let page = counted_list(keys, made, || ().into_any()).await;
    scroll(&page, 5_000 * 44).await;
    let before = made.get_untracked();
    let mut seed = 7;
    for turn in 0..1_000 {
        let mut order: Vec<u32> = keys.get_untracked().to_vec();
        match turn % 4 {
            // Somebody comes, somebody goes, two change places in sight, everybody is another one.
            0 => order.insert(4_999, 20_000 + turn),
            1 => drop(order.remove(5_003)),
            2 => order.swap(
                5_000 + chance(&mut seed) as usize % 10,
                5_000 + chance(&mut seed) as usize % 10,
            ),
            _ => order.rotate_left(chance(&mut seed) as usize % 10_000),
        }
        keys.set(order.iter().copied().collect());
        settled().await;
        // The browser's turn, now and then.
        if turn % 20 == 0 {
            frame().await;
        }
        let expect = &order[4_994..5_017];
        assert_eq!(shown(&page), expect, "turn {turn}");
    }
    assert_eq!(made.get_untracked(), before);
}

#[wasm_bindgen_test]
async fn what_stays_in_sight_keeps_its_elements_and_is_not_moved_in_the_page() {
    let page = list(keys(1_000)).await;
    scroll(&page, 100 * 44).await;
    let rows = |keys: Range<u32>| -> Vec<HtmlElement> {
        keys.map(|key| page.find(&format!("[data-key='{key}']")))
            .collect()
    };
    let before = rows(102..110);
    let moved = moves(&page);
    scroll(&page, 102 * 44).await;
    assert_eq!(rows(102..110), before);
    assert_eq!(
        moved(),
        ["118", "117"],
        "out at the top and in at the bottom"
    );
}

/// Watches the list's space; tells which elements were put somewhere in it since.
fn moves(page: &Page) -> impl Fn() -> Vec<String> {
    let space = page.find(".vlist-space");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let heard = seen.clone();
    let record = move |records: js_sys::Array| {
        for record in records {
            let record: web_sys::MutationRecord = record.unchecked_into();
            let added = record.added_nodes();
            for index in 0..added.length() {
                let text = added.item(index).unwrap().text_content();
                heard.lock().unwrap().push(text.unwrap_or_default());
            }
        }
    };
    let callback = wasm_bindgen::closure::Closure::<dyn FnMut(js_sys::Array)>::new(record);
    let observer = web_sys::MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
    callback.forget();
    let options = web_sys::MutationObserverInit::new();
    options.set_child_list(true);
    observer.observe_with_options(&space, &options).unwrap();
    move || seen.lock().unwrap().clone()
}

#[wasm_bindgen_test]
async fn the_focus_in_a_row_survives_new_orders_and_others_coming_and_going() {
    let keys = keys(1_000);
    let page = list(keys).await;
    let button = page.find("#row-8");
    focus(&button);
    settled().await;
    let check = |order: Vec<u32>| {
        let (page, button) = (&page, &button);
        async move {
            keys.set(order.into());
            frame().await;
            assert_eq!(focused(), *button);
            assert_eq!(button.id(), "row-8");
            let expect = keys.get_untracked();
            let place = |key: &u32| expect.iter().position(|other| other == key);
            assert!(shown(page).iter().map(place).is_sorted());
        }
    };
    check((0..1_000).rev().collect()).await;
    check((0..1_000).filter(|key| *key == 8 || key % 2 == 1).collect()).await;
    check([8].into_iter().chain(500..600).collect()).await;
    check((500..600).chain([8]).collect()).await;
    check(vec![8]).await;
    check((0..1_000).collect()).await;
}

#[wasm_bindgen_test]
async fn a_dialog_gives_the_focus_back_to_the_row_that_opened_it_and_to_no_other() {
    let keys = keys(1_000);
    let open = RwSignal::new(false);
    let page = counted_list(keys, RwSignal::new(0), move || {
        view! {
            <Dialog open=open title="About 5" on_close=move || open.set(false)>
                <Button label="Close" on_press=move || open.set(false) />
            </Dialog>
        }
        .into_any()
    })
    .await;
    let ask = || async {
        focus(&page.find("#row-5"));
        settled().await;
        open.set(true);
        settled().await;
        assert_eq!(focused().text_content().as_deref(), Some("Close"));
        scroll(&page, 500 * 44).await;
    };
    // Scrolled away meanwhile.
    ask().await;
    page.press("Close").await;
    assert_eq!(focused().id(), "row-5");

    // Gone meanwhile: its button is nobody else's.
    scroll(&page, 0).await;
    ask().await;
    keys.set((6..1_000).collect());
    frame().await;
    scroll(&page, 600 * 44).await;
    page.press("Close").await;
    assert!(!focused().id().starts_with("row-"), "{}", focused().id());
    // And the list goes on.
    scroll(&page, 0).await;
    assert_eq!(shown(&page), (6..23).collect::<Vec<_>>());
}
