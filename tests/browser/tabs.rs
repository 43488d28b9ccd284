use gavel::{
    reactive::{RwSignal, Signal},
    ui::{
        Tab,
        el::{El, div},
        tabs,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, focused, key, says};

/// What a tab of the group `t` shows.
fn panel(id: &'static str, selected: RwSignal<&'static str>, text: &str) -> El {
    div("")
        .attr("role", "tabpanel")
        .attr_of("id", format!("panel-t-{id}"))
        .attr_of("aria-labelledby", format!("tab-t-{id}"))
        .bind("hidden", move || (selected.get() != id).then_some(""))
        .text(text)
}

#[wasm_bindgen_test]
async fn arrows_choose_and_only_the_chosen_one_is_in_the_tab_order() {
    let page = Page::show(|| {
        let selected = RwSignal::new("chat");
        let all = vec![
            Tab::new("chat", "Chat"),
            Tab::new("log", "Log").badge(Signal::stored(3)),
        ];
        let choose = move |id| selected.set(id);
        div("")
            .child(tabs("Talk", "t", all, selected, choose))
            .child(panel("chat", selected, "lines"))
            .child(panel("log", selected, "events"))
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
