use gavel::{
    reactive::RwSignal,
    ui::el::{Say, div},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, attribute, settled};

#[wasm_bindgen_test]
async fn of_attributes_that_follow_together_only_those_that_changed_are_written() {
    let (muted, rank) = (RwSignal::new(true), RwSignal::new(None::<usize>));
    let page = Page::show(move || {
        div("one").bind_all(&["data-muted", "data-rank"], move || {
            [muted.get().text(), rank.get().text()]
        })
    })
    .await;
    let one = page.find(".one");
    let check = |expect: [Option<&str>; 2]| {
        let found = ["data-muted", "data-rank"].map(|name| attribute(&one, name));
        assert_eq!(found.each_ref().map(Option::as_deref), expect);
    };
    check([Some("true"), None]);
    rank.set(Some(2));
    settled().await;
    check([Some("true"), Some("2")]);
    // What somebody else has written since stays, for it hasn't changed.
    one.set_attribute("data-muted", "by hand").unwrap();
    rank.set(None);
    settled().await;
    check([Some("by hand"), None]);
    muted.set(false);
    settled().await;
    check([Some("false"), None]);
}
