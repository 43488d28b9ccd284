use gavel::ui::{ListOption, OptionList};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{Page, bubbling, heard, key, says, settled};

/// The list of these, and what is chosen.
struct List {
    page: Page,
    names: RwSignal<Vec<&'static str>>,
    chosen: RwSignal<Vec<&'static str>>,
}

impl List {
    async fn of(names: &[&'static str]) -> Self {
        let owner = Owner::new();
        owner.set();
        std::mem::forget(owner);
        let (chosen, choose) = heard::<&'static str>();
        let names = RwSignal::new(names.to_vec());
        let option = move |name: &'static str| ListOption {
            key: String::new(),
            label: name.to_owned(),
            note: String::new(),
            is_refused: false,
            on_choose: Callback::new(move |()| choose.run(name)),
        };
        let query = RwSignal::new(String::new());
        let options = Memo::new(move |_| {
            let names = names.get().into_iter();
            let found = names.filter(|name| query.with(|query| name.contains(&**query)));
            found.map(option).collect::<Vec<_>>()
        });
        let page = Page::show(move || {
            view! { <OptionList label="Find" query options nothing="Nothing" on_close=|()| {} /> }
        })
        .await;
        page.find("input").focus().unwrap();
        Self {
            page,
            names,
            chosen,
        }
    }

    async fn fill(&self, text: &str) {
        let field: HtmlInputElement = self.page.find("input").unchecked_into();
        field.set_value(text);
        field.dispatch_event(&bubbling("input")).unwrap();
        settled().await;
    }

    async fn become_names(&self, names: &[&'static str]) {
        self.names.set(names.to_vec());
        settled().await;
    }

    fn marked(&self) -> String {
        let marked = self.page.all("[role=option][aria-selected=true]");
        marked.first().map(|one| says(one)).unwrap_or_default()
    }
}

#[wasm_bindgen_test]
async fn the_arrows_go_round_and_typing_begins_at_the_first_again() {
    let list = List::of(&["Wang Fang", "Wang Fei", "Zara"]).await;
    assert_eq!(list.marked(), "Wang Fang");
    for (pressed, expect) in [
        ("ArrowDown", "Wang Fei"),
        ("ArrowDown", "Zara"),
        ("ArrowDown", "Wang Fang"),
        ("ArrowUp", "Zara"),
        ("ArrowUp", "Wang Fei"),
    ] {
        key(pressed).await;
        assert_eq!(list.marked(), expect, "after {pressed}");
    }
    list.fill("Wang").await;
    assert_eq!(list.marked(), "Wang Fang");
    key("Enter").await;
    assert_eq!(list.chosen.get_untracked(), ["Wang Fang"]);
}

#[wasm_bindgen_test]
async fn enter_never_chooses_what_moved_into_the_place_of_another() {
    let list = List::of(&["Wang Fang", "Wang Fei", "Zara"]).await;
    list.fill("Wang").await;
    // Somebody comes in before the one who is marked, and leaves again.
    list.become_names(&["Wang An", "Wang Fang", "Wang Fei"])
        .await;
    assert_eq!(list.marked(), "Wang Fang");
    list.become_names(&["Wang Fei", "Zara"]).await;
    assert_eq!(list.marked(), "", "who was marked is gone");
    key("Enter").await;
    assert_eq!(list.chosen.get_untracked(), [""; 0]);
    // They come back, or the host goes to another.
    list.become_names(&["Wang Fei", "Wang Fang"]).await;
    assert_eq!(list.marked(), "Wang Fang");
    list.become_names(&["Wang Fei"]).await;
    key("ArrowDown").await;
    assert_eq!(list.marked(), "Wang Fei");
    key("Enter").await;
    assert_eq!(list.chosen.get_untracked(), ["Wang Fei"]);
}
