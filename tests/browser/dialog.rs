use std::time::Duration;

use gavel::ui::{Button, ConfirmDialog, Dialog};
use leptos::prelude::*;
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
        view! {
            <Button label="Open" on_press=move || open.set(true) />
            <Dialog open=open title="A question" on_close=move || open.set(false)>
                <input id="answer" autofocus=true />
            </Dialog>
        }
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
async fn what_was_typed_into_it_is_gone_when_it_closes() {
    let owner = Owner::new();
    owner.set();
    let open = RwSignal::new(true);
    let page = Page::show(move || {
        view! {
            <Dialog open=open title="A question" on_close=|| {}>
                <input />
            </Dialog>
        }
    })
    .await;
    let field = |page: &Page| {
        page.find("input")
            .unchecked_into::<web_sys::HtmlInputElement>()
    };
    field(&page).set_value("a secret");
    // The owner says again that it is open: nothing happens to it.
    open.set(true);
    settled().await;
    assert_eq!(field(&page).value(), "a secret");
    open.set(false);
    settled().await;
    open.set(true);
    settled().await;
    assert_eq!(field(&page).value(), "");
}

/// A question whose dialog is open, and what was answered to it.
async fn question(open: RwSignal<bool>) -> (Page, RwSignal<Vec<()>>) {
    let (confirmed, on_confirm) = heard::<()>();
    let page = Page::show(move || {
        view! {
            <ConfirmDialog
                open=open
                title="Remove Alice?"
                confirm="Remove"
                cancel="Cancel"
                on_confirm=on_confirm
                on_cancel=move || open.set(false)
            >
                <p>"alice@example.com"</p>
            </ConfirmDialog>
        }
    })
    .await;
    (page, confirmed)
}

#[wasm_bindgen_test]
async fn a_guarded_one_cannot_be_confirmed_by_accident() {
    let owner = Owner::new();
    owner.set();
    let (page, confirmed) = question(RwSignal::new(true)).await;
    assert_eq!(says(&page.find(".dialog-body")), "alice@example.com");
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
    let (page, confirmed) = question(open).await;
    wait(ARMED).await;
    open.set(false);
    settled().await;
    open.set(true);
    settled().await;
    page.press("Remove").await;
    assert_eq!(confirmed.get_untracked().len(), 0);
}
