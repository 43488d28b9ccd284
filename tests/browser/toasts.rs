use gavel::ui::{Outcome, ToastList, Toasts};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, says, settled};

#[wasm_bindgen_test]
async fn what_failed_is_an_alert_and_there_are_never_many() {
    let owner = Owner::new();
    owner.set();
    let list = ToastList::default();
    let page = Page::show(move || {
        view! { <Toasts shown=list.shown() on_dismiss=move |id| list.dismiss(id) dismiss_label="Dismiss" /> }
    })
    .await;
    list.push(Outcome::Good, String::from("Locked"));
    list.push(Outcome::Bad, String::from("Not muted: Alice"));
    list.push(Outcome::Bad, String::from("Not muted: Alice"));
    settled().await;
    assert_eq!(page.all("[role=status]").len(), 1);
    assert_eq!(page.all("[role=alert]").len(), 1, "once");
    assert!(says(&page.find("[role=alert]")).contains("Not muted: Alice"));

    page.all("button")[1].click();
    settled().await;
    assert!(page.all("[role=alert]").is_empty());

    for number in 0..20 {
        list.push(Outcome::Bad, format!("Failure {number}"));
    }
    settled().await;
    assert_eq!(page.all(".toast").len(), 4);
    assert!(page.text().contains("Failure 19"), "the newest");
}
