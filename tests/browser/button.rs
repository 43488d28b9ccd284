use gavel::{
    reactive::RwSignal,
    ui::{Button, Icon},
};
use leptos::prelude::Owner;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, heard, settled};

#[wasm_bindgen_test]
async fn a_disabled_one_stays_says_why_and_does_nothing() {
    let owner = Owner::new();
    owner.set();
    let (presses, on_press) = heard::<()>();
    let reason = RwSignal::new(Some(String::from("Only hosts may")));
    let page =
        Page::show(move || Button::new("Lock", move || on_press.run(())).refused(reason)).await;
    let button = page.button("Lock");

    assert_eq!(attribute(&button, "aria-disabled").as_deref(), Some("true"));
    assert_eq!(
        attribute(&button, "title").as_deref(),
        Some("Only hosts may")
    );
    assert!(!button.has_attribute("disabled"), "it can be reached");
    page.press("Lock").await;
    assert_eq!(presses.get_untracked().len(), 0);

    reason.set(None);
    settled().await;
    assert_eq!(attribute(&button, "aria-disabled"), None);
    assert_eq!(attribute(&button, "title"), None);
    page.press("Lock").await;
    assert_eq!(presses.get_untracked().len(), 1);
}

#[wasm_bindgen_test]
async fn a_pending_one_is_pressed_once() {
    let owner = Owner::new();
    owner.set();
    let (presses, on_press) = heard::<()>();
    let pending = RwSignal::new(false);
    let press = move || {
        on_press.run(());
        pending.set(true);
    };
    let page = Page::show(move || Button::new("Mute", press).pending(move || pending.get())).await;
    page.press("Mute").await;
    page.press("Mute").await;
    assert_eq!(presses.get_untracked().len(), 1);
    assert_eq!(
        attribute(&page.button("Mute"), "aria-busy").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn a_picture_alone_has_the_label_as_its_name() {
    let page = Page::show(|| Button::new("More", || {}).icon(Icon::More).icon_only()).await;
    let button = page.button("More");
    assert_eq!(attribute(&button, "aria-label").as_deref(), Some("More"));
    assert_eq!(
        attribute(&page.find("svg"), "aria-hidden").as_deref(),
        Some("true")
    );
}
