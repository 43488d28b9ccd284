use gavel::ui::{Toast, ToastKind, Toasts};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, says, settled};

#[wasm_bindgen_test]
async fn what_failed_is_an_alert_and_goes_when_it_is_dismissed() {
    let owner = Owner::new();
    owner.set();
    let list = RwSignal::new(Vec::<Toast>::new());
    let push = move |id: u32, kind: ToastKind, text: &str| {
        let text = text.to_owned();
        list.update(|list| list.push(Toast { id, kind, text }));
    };
    let dismiss = move |id: u32| list.update(|list| list.retain(|toast| toast.id != id));
    let page =
        Page::show(move || view! { <Toasts toasts=list on_dismiss=dismiss dismiss="Dismiss" /> })
            .await;
    push(1, ToastKind::Success, "Locked");
    push(2, ToastKind::Failure, "Not muted: Alice");
    settled().await;
    assert_eq!(page.all("[role=status]").len(), 1);
    assert_eq!(page.all("[role=alert]").len(), 1);
    assert!(says(&page.find("[role=alert]")).contains("Not muted: Alice"));

    page.all("button")[1].click();
    settled().await;
    assert!(page.all("[role=alert]").is_empty());
}
