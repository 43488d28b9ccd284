use conference::Kind;
use gavel::{
    reactive::RwSignal,
    ui::{Outcome, Toast, toasts},
};
use leptos::prelude::Owner;
use session::Notice;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, says, settled};
use crate::room::Meeting;

#[wasm_bindgen_test]
async fn what_failed_is_an_alert_and_goes_when_it_is_dismissed() {
    let owner = Owner::new();
    owner.set();
    let list = RwSignal::new(Vec::<Toast>::new());
    let push = move |id: u32, outcome: Outcome, text: &str| {
        let text = text.to_owned();
        list.update(|list| list.push(Toast { id, outcome, text }));
    };
    let dismiss = move |id: u32| list.update(|list| list.retain(|toast| toast.id != id));
    let page = Page::show(move || toasts(list.into(), dismiss, "Dismiss")).await;
    push(1, Outcome::Good, "Locked");
    push(2, Outcome::Bad, "Not muted: Alice");
    settled().await;
    assert_eq!(page.all("[role=status]").len(), 1);
    assert_eq!(page.all("[role=alert]").len(), 1);
    assert!(says(&page.find("[role=alert]")).contains("Not muted: Alice"));

    page.all("button")[1].click();
    settled().await;
    assert!(page.all("[role=alert]").is_empty());
}

#[wasm_bindgen_test]
async fn there_are_never_many() {
    let meeting = Meeting::open().await;
    let fail = |name: String| {
        meeting.store.notice(Notice::Command {
            kind: Kind::Mute,
            name: Some(name.into()),
            outcome: session::Outcome::NoEffect,
        });
    };
    fail("Alice".into());
    fail("Alice".into());
    settled().await;
    assert_eq!(meeting.page.all("[role=alert]").len(), 1, "once");

    meeting.page.find(".toast button").click();
    settled().await;
    assert!(meeting.page.all("[role=alert]").is_empty());

    for number in 0..20 {
        fail(format!("Person {number}"));
    }
    settled().await;
    let shown = meeting.page.all(".toast");
    assert_eq!(shown.len(), 5);
    assert!(says(&shown[4]).contains("Person 19"), "the newest");
}
