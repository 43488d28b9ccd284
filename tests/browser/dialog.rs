use std::time::Duration;

use gavel::{
    reactive::{Callback, RwSignal},
    ui::{
        Button, Confirm, dialog,
        el::{div, el},
    },
};
use leptos::prelude::Owner;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use crate::page::{Page, attribute, bubbling, focused, heard, says, settled, wait};

/// Longer than the guard.
const ARMED: Duration = Duration::from_millis(750);

#[wasm_bindgen_test]
async fn it_is_modal_named_and_gives_the_focus_back() {
    let owner = Owner::new();
    owner.set();
    let open = RwSignal::new(false);
    let page = Page::show(move || {
        let inside = || el("input").attr("id", "answer").attr("autofocus", "");
        let close = move |()| open.set(false);
        div("")
            .child(Button::new("Open", move || open.set(true)))
            .child(dialog(open.into(), "A question", close, inside))
    })
    .await;
    assert!(page.all("dialog").is_empty());

    page.button("Open").focus().unwrap();
    page.press("Open").await;
    let dialog: HtmlDialogElement = page.find("dialog").unchecked_into();
    assert!(dialog.open());
    assert!(dialog.matches(":modal").unwrap());
    let heading = attribute(&dialog, "aria-labelledby").unwrap();
    assert_eq!(says(&page.find(&format!("#{heading}"))), "A question");
    assert_eq!(focused().id(), "answer");

    dialog.dispatch_event(&bubbling("cancel")).unwrap();
    settled().await;
    assert!(page.all("dialog").is_empty());
    assert_eq!(says(&focused()), "Open");
}

#[wasm_bindgen_test]
async fn a_guarded_one_cannot_be_confirmed_by_accident() {
    let owner = Owner::new();
    owner.set();
    let open = RwSignal::new(true);
    let (confirmed, on_confirm) = heard::<()>();
    let page = Page::show(move || {
        Confirm {
            open: open.into(),
            title: "Remove Alice?".into(),
            confirm: "Remove".into(),
            cancel: "Cancel".into(),
            on_confirm,
            on_cancel: Callback::new(move |()| open.set(false)),
        }
        .view(|| el("p").text("alice@example.com"))
    })
    .await;
    assert_eq!(says(&focused()), "Cancel");
    page.press("Remove").await;
    assert_eq!(
        confirmed.get_untracked().len(),
        0,
        "a click that was under way"
    );

    wait(ARMED).await;
    assert_eq!(says(&focused()), "Cancel", "still");
    page.press("Remove").await;
    assert_eq!(confirmed.get_untracked().len(), 1);

    page.press("Cancel").await;
    assert!(page.all("dialog").is_empty());
}

#[wasm_bindgen_test]
async fn a_guarded_one_is_guarded_again_each_time() {
    let owner = Owner::new();
    owner.set();
    let open = RwSignal::new(true);
    let (confirmed, on_confirm) = heard::<()>();
    let page = Page::show(move || {
        Confirm {
            open: open.into(),
            title: "End?".into(),
            confirm: "End".into(),
            cancel: "Cancel".into(),
            on_confirm,
            on_cancel: Callback::new(|()| {}),
        }
        .view(|| div(""))
    })
    .await;
    wait(ARMED).await;
    open.set(false);
    settled().await;
    open.set(true);
    settled().await;
    page.press("End").await;
    assert_eq!(confirmed.get_untracked().len(), 0);
}
