use gavel::ui::{Tab, Tabs};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, focused, key, says, settled};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Talk {
    Chat,
    Log,
}

/// What a tab of the group `t` shows.
fn panel(id: Talk, word: &str, selected: RwSignal<Talk>, text: &'static str) -> impl IntoView {
    view! {
        <div
            role="tabpanel"
            id=format!("panel-t-{word}")
            aria-labelledby=format!("tab-t-{word}")
            hidden=move || selected.get() != id
        >
            {text}
        </div>
    }
}

#[wasm_bindgen_test]
async fn arrows_choose_and_only_the_chosen_one_is_in_the_tab_order() {
    let owner = Owner::new();
    owner.set();
    let unread = RwSignal::new(3);
    let page = Page::show(move || {
        let selected = RwSignal::new(Talk::Chat);
        let tabs = vec![
            Tab::new(Talk::Chat, "chat", "Chat"),
            Tab::new(Talk::Log, "log", "Log").badge(unread),
        ];
        view! {
            <Tabs
                label="Talk"
                group="t"
                tabs=tabs
                selected=selected
                on_select=move |id| selected.set(id)
            />
            {panel(Talk::Chat, "chat", selected, "lines")}
            {panel(Talk::Log, "log", selected, "events")}
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
    unread.set(0);
    settled().await;
    assert!(page.all(".tab-badge").is_empty());
}
