use gavel::ui::{Tab, TabPanel, Tabs};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, focused, key, says};

#[wasm_bindgen_test]
async fn arrows_choose_and_only_the_chosen_one_is_in_the_tab_order() {
    let page = Page::show(|| {
        let selected = RwSignal::new("chat");
        let tabs = vec![Tab::new("chat", "Chat"), Tab::new("log", "Log").badge(Signal::stored(3))];
        view! {
            <Tabs label="Talk" group="t" tabs=tabs selected=selected on_select=move |id| selected.set(id) />
            <TabPanel group="t" id="chat" selected=selected>"lines"</TabPanel>
            <TabPanel group="t" id="log" selected=selected>"events"</TabPanel>
        }
    })
    .await;
    let order = |page: &Page| {
        page.all("[role=tab]")
            .iter()
            .map(|tab| tab.tab_index())
            .collect::<Vec<_>>()
    };
    assert_eq!(order(&page), [0, -1]);
    page.find("[role=tab]").focus().unwrap();
    for (pressed, expect) in [
        ("ArrowRight", "Log3"),
        ("ArrowRight", "Chat"),
        ("ArrowLeft", "Log3"),
        ("Home", "Chat"),
        ("End", "Log3"),
    ] {
        key(pressed).await;
        assert_eq!(says(&focused()), expect, "{pressed}");
        assert_eq!(
            attribute(&focused(), "aria-selected").as_deref(),
            Some("true")
        );
    }
    assert_eq!(order(&page), [-1, 0]);
    let shown = page.find("[role=tabpanel]:not([hidden])");
    assert_eq!(says(&shown), "events");
    assert_eq!(attribute(&shown, "aria-labelledby"), Some(focused().id()));
    assert_eq!(attribute(&focused(), "aria-controls"), Some(shown.id()));
}
