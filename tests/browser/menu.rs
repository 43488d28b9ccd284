use gavel::ui::{Menu, MenuItem};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, bubbling, focused, heard, key, says, settled};

async fn shown() -> (Page, RwSignal<Vec<&'static str>>) {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let (picked, pick) = heard::<&'static str>();
    let item = move |label: &'static str| MenuItem::new(label, move || pick.run(label));
    let items = move || {
        vec![
            item("Spotlight"),
            item("Make host").refusal("Hosts only"),
            item("Send DTMF"),
            item("Remove").danger(),
        ]
    };
    let page = Page::show(move || view! { <Menu label="More" items=items /> }).await;
    (page, picked)
}

#[wasm_bindgen_test]
async fn the_keyboard_goes_through_it_and_back_to_the_button() {
    let (page, picked) = shown().await;
    let button = page.button("More");
    assert_eq!(attribute(&button, "aria-haspopup").as_deref(), Some("menu"));
    assert_eq!(
        attribute(&button, "aria-expanded").as_deref(),
        Some("false")
    );
    button.focus().unwrap();

    key("ArrowDown").await;
    assert_eq!(attribute(&button, "aria-expanded").as_deref(), Some("true"));
    assert_eq!(
        attribute(&page.find("[role=menu]"), "aria-label").as_deref(),
        Some("More")
    );
    for (pressed, expect) in [
        ("", "Spotlight"),
        ("ArrowUp", "Remove"),
        ("ArrowDown", "Spotlight"),
        ("End", "Remove"),
        ("Home", "Spotlight"),
        ("r", "Remove"),
    ] {
        if !pressed.is_empty() {
            key(pressed).await;
        }
        assert_eq!(says(&focused()), expect, "after {pressed}");
    }
    key("Escape").await;
    assert!(page.all("[role=menu]").is_empty());
    assert_eq!(focused(), button);

    key("ArrowUp").await;
    assert_eq!(says(&focused()), "Remove", "up opens it at its end");
    focused().click();
    settled().await;
    assert_eq!(picked.get_untracked(), ["Remove"]);
    assert!(page.all("[role=menu]").is_empty());
    assert_eq!(focused(), button);
}

#[wasm_bindgen_test]
async fn an_item_may_unfold_others() {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let (picked, pick) = heard::<&'static str>();
    let item = move |label: &'static str| MenuItem::new(label, move || pick.run(label));
    let items = move || {
        let seldom = vec![item("Hold"), item("Resume")];
        let more = MenuItem::unfolding("More", seldom);
        vec![item("Spotlight"), more, item("Remove")]
    };
    let page = Page::show(move || view! { <Menu label="Actions" items=items /> }).await;
    let items = || {
        let items = page.all("[role=menuitem]");
        items.iter().map(|item| says(item)).collect::<Vec<_>>()
    };
    page.press("Actions").await;
    let folded = ["Spotlight", "More", "Remove"];
    assert_eq!(items(), folded);
    key("ArrowDown").await;
    let more = focused();
    let is_unfolded = || attribute(&more, "aria-expanded");
    assert_eq!(is_unfolded().as_deref(), Some("false"));
    more.click();
    settled().await;
    assert_eq!(is_unfolded().as_deref(), Some("true"));
    assert_eq!(items(), ["Spotlight", "More", "Hold", "Resume", "Remove"]);
    assert_eq!(focused(), more, "the keyboard goes on from there");
    more.click();
    settled().await;
    assert_eq!(items(), folded);

    more.click();
    settled().await;
    for expect in ["Hold", "Resume"] {
        key("ArrowDown").await;
        assert_eq!(says(&focused()), expect);
    }
    focused().click();
    settled().await;
    assert_eq!(picked.get_untracked(), ["Resume"]);
    assert!(page.all("[role=menu]").is_empty());
}

#[wasm_bindgen_test]
async fn the_same_letter_goes_through_all_that_start_with_it() {
    let (page, _) = shown().await;
    page.press("More").await;
    key("s").await;
    assert_eq!(says(&focused()), "Send DTMF");
    key("s").await;
    assert_eq!(says(&focused()), "Spotlight");
}

#[wasm_bindgen_test]
async fn what_is_not_allowed_is_read_but_not_picked() {
    let (page, picked) = shown().await;
    page.press("More").await;
    key("m").await;
    let item = focused();
    assert_eq!(attribute(&item, "aria-disabled").as_deref(), Some("true"));
    let reason = attribute(&item, "aria-describedby").unwrap();
    assert_eq!(says(&page.find(&format!("#{reason}"))), "Hosts only");
    item.click();
    settled().await;
    assert!(picked.get_untracked().is_empty());
    assert_eq!(page.all("[role=menu]").len(), 1);
}

#[wasm_bindgen_test]
async fn a_press_outside_closes_it() {
    let (page, _) = shown().await;
    page.press("More").await;
    page.find("[role=menuitem]")
        .dispatch_event(&bubbling("pointerdown"))
        .unwrap();
    settled().await;
    assert_eq!(page.all("[role=menu]").len(), 1, "inside");
    document()
        .body()
        .unwrap()
        .dispatch_event(&bubbling("pointerdown"))
        .unwrap();
    settled().await;
    assert!(page.all("[role=menu]").is_empty());
}

#[wasm_bindgen_test]
async fn its_items_are_made_when_it_opens_and_follow_while_it_is_open() {
    let owner = Owner::new();
    owner.set();
    let made = RwSignal::new(0);
    let muted = RwSignal::new(false);
    let items = move || {
        made.update(|made| *made += 1);
        let label =
            Signal::derive(move || String::from(if muted.get() { "Unmute" } else { "Mute" }));
        let refusal = MaybeProp::derive(move || muted.get().then(|| String::from("Not now")));
        vec![MenuItem::new(label, || {}).refusal(refusal)]
    };
    let page = Page::show(move || view! { <Menu label="More" items=items /> }).await;
    assert_eq!(made.get_untracked(), 0);
    page.press("More").await;
    let item = page.find("[role=menuitem]");
    assert_eq!(says(&item), "Mute");
    muted.set(true);
    settled().await;
    assert_eq!(page.find("[role=menuitem]"), item, "in place");
    assert_eq!(says(&item), "UnmuteNot now");
    assert_eq!(attribute(&item, "aria-disabled").as_deref(), Some("true"));
    assert_eq!(made.get_untracked(), 1);
    page.press("More").await;
    assert!(page.all("[role=menu]").is_empty());
}
