use gavel::ui::{Button, Icon};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MouseEvent, MouseEventInit};

use crate::page::{Page, attribute, focused, heard, settled};

#[wasm_bindgen_test]
async fn a_refused_one_stays_says_why_and_does_nothing() {
    let owner = Owner::new();
    owner.set();
    let (presses, on_press) = heard::<()>();
    let reason = RwSignal::new(Some(String::from("Only hosts may")));
    let page =
        Page::show(move || view! { <Button label="Lock" on_press=on_press refusal=reason /> })
            .await;
    let button = page.button("Lock");

    assert_eq!(attribute(&button, "aria-disabled").as_deref(), Some("true"));
    assert_eq!(
        attribute(&button, "title").as_deref(),
        Some("Only hosts may")
    );
    assert_eq!(
        attribute(&button, "data-reason").as_deref(),
        Some("Only hosts may")
    );
    assert!(!button.has_attribute("disabled"), "it can be reached");
    page.press("Lock").await;
    assert_eq!(presses.get_untracked().len(), 0);

    reason.set(None);
    settled().await;
    for name in ["aria-disabled", "title", "data-reason"] {
        assert_eq!(attribute(&button, name), None, "{name}");
    }
    page.press("Lock").await;
    assert_eq!(presses.get_untracked().len(), 1);

    reason.set(Some(String::new()));
    settled().await;
    assert_eq!(attribute(&button, "aria-disabled").as_deref(), Some("true"));
    assert_eq!(attribute(&button, "title"), None, "it needs no words");
    assert_eq!(attribute(&button, "data-reason").as_deref(), Some(""));
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
    let page =
        Page::show(move || view! { <Button label="Mute" on_press=press pending=pending /> }).await;
    page.press("Mute").await;
    page.press("Mute").await;
    assert_eq!(presses.get_untracked().len(), 1);
    assert_eq!(
        attribute(&page.button("Mute"), "aria-busy").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn a_double_click_is_one_press_unless_each_counts() {
    let owner = Owner::new();
    owner.set();
    let (presses, on_press) = heard::<()>();
    let page = Page::show(move || {
        view! {
            <Button label="Lock" on_press=on_press />
            <Button label="5" on_press=on_press each_press=true />
        }
    })
    .await;
    let double_click = |label: &str| {
        for detail in [1, 2] {
            let init = MouseEventInit::new();
            init.set_detail(detail);
            init.set_bubbles(true);
            let click = MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
            page.button(label).dispatch_event(&click).unwrap();
        }
        presses.get_untracked().len()
    };
    assert_eq!(double_click("Lock"), 1);
    assert_eq!(double_click("5"), 1 + 2);
}

#[wasm_bindgen_test]
async fn a_key_that_is_held_down_presses_once() {
    let page = Page::show(|| view! { <Button label="Lock" on_press=|| {} /> }).await;
    page.button("Lock").focus().unwrap();
    for (key, repeat, expect) in [
        ("Enter", false, true),
        ("Enter", true, false),
        ("Tab", true, true),
    ] {
        let init = web_sys::KeyboardEventInit::new();
        init.set_key(key);
        init.set_repeat(repeat);
        init.set_cancelable(true);
        let event =
            web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let goes_on = focused().dispatch_event(&event).unwrap();
        assert_eq!(goes_on, expect, "{key} {repeat}");
    }
}

#[wasm_bindgen_test]
async fn a_picture_alone_has_the_label_as_its_name_and_follows() {
    let owner = Owner::new();
    owner.set();
    let muted = RwSignal::new(false);
    let page = Page::show(move || {
        let label = move || if muted.get() { "Unmute" } else { "Mute" };
        let icon = move || {
            if muted.get() { Icon::MicOff } else { Icon::Mic }
        };
        view! { <Button label=label on_press=|| {} icon=icon icon_only=true /> }
    })
    .await;
    let button = page.button("Mute");
    assert_eq!(attribute(&button, "aria-label").as_deref(), Some("Mute"));
    assert_eq!(attribute(&button, "title").as_deref(), Some("Mute"));
    assert!(button.class_list().contains("icon-only"));
    assert_eq!(
        attribute(&page.find("svg"), "aria-hidden").as_deref(),
        Some("true")
    );
    let (path, before) = (page.find("path"), page.find("path").get_attribute("d"));
    muted.set(true);
    settled().await;
    assert_eq!(page.button("Unmute"), button, "in place");
    assert_eq!(page.find("path"), path, "in place");
    assert_ne!(path.get_attribute("d"), before);
    assert_eq!(
        page.find("svg").namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}

#[wasm_bindgen_test]
async fn of_attributes_that_follow_only_those_that_changed_are_written() {
    let owner = Owner::new();
    owner.set();
    let (refusal, pending) = (
        RwSignal::new(Some(String::from("no"))),
        RwSignal::new(false),
    );
    let page = Page::show(move || {
        view! { <Button label="One" on_press=|| {} refusal=refusal pending=pending /> }
    })
    .await;
    let one = page.find("button");
    let check = |expect: [Option<&str>; 2]| {
        let found = ["data-reason", "aria-busy"].map(|name| attribute(&one, name));
        assert_eq!(found.each_ref().map(Option::as_deref), expect);
    };
    check([Some("no"), None]);
    pending.set(true);
    settled().await;
    check([Some("no"), Some("true")]);
    // What somebody else has written since stays, for it hasn't changed.
    one.set_attribute("data-reason", "by hand").unwrap();
    pending.set(false);
    settled().await;
    check([Some("by hand"), None]);
    refusal.set(None);
    settled().await;
    check([None, None]);
}

#[wasm_bindgen_test]
async fn the_element_is_there_for_who_moves_the_focus() {
    let owner = Owner::new();
    owner.set();
    let element = NodeRef::new();
    let page = Page::show(move || {
        view! { <Button label="Here" on_press=|| {} class="mine" node_ref=element submit=true /> }
    })
    .await;
    let button: web_sys::HtmlButtonElement = element.get_untracked().unwrap();
    assert_eq!(*button, page.button("Here"));
    assert!(button.matches(".button.mine[type=submit]").unwrap());
    assert_eq!(
        page.find(".button-label").parent_element(),
        Some(button.unchecked_into())
    );
}
