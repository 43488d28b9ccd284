use gavel::ui::{Checkbox, FieldKind, Select, SelectOption, Switch, TextField};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlSelectElement;

use crate::page::{Page, attribute, bubbling, heard, says, settled};

#[wasm_bindgen_test]
async fn a_text_is_tied_to_its_label_and_to_what_is_wrong_with_it() {
    let owner = Owner::new();
    owner.set();
    let value = RwSignal::new(String::from("first"));
    let error = RwSignal::new(None::<String>);
    let page = Page::show(move || {
        view! {
            <TextField
                label="PIN"
                value=value
                kind=FieldKind::Pin
                error=error
                hint="Four digits"
                end=|| view! { <b>"end"</b> }
            />
        }
    })
    .await;
    let field = page.field("PIN");
    assert_eq!(field.value(), "first");
    assert_eq!(field.type_(), "password");
    assert_eq!(attribute(&field, "inputmode").as_deref(), Some("numeric"));
    assert_eq!(says(&page.find(".field-line > b")), "end");
    page.fill("PIN", "1234").await;
    assert_eq!(value.get_untracked(), "1234");
    value.set(String::new());
    settled().await;
    assert_eq!(field.value(), "");

    let note = |page: &Page| {
        let id = attribute(&field, "aria-describedby").unwrap();
        says(&page.find(&format!("#{id}")))
    };
    assert_eq!(note(&page), "Four digits");
    assert_eq!(attribute(&field, "aria-invalid"), None);
    error.set(Some(String::from("Too short")));
    settled().await;
    assert_eq!(note(&page), "Too short");
    assert_eq!(attribute(&field, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.all(".field.field-wrong").len(), 1);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Guest,
    Host,
    Other,
}

#[wasm_bindgen_test]
async fn a_list_shows_what_is_chosen_from_the_beginning_and_follows() {
    let owner = Owner::new();
    owner.set();
    let value = RwSignal::new(Role::Host);
    let page = Page::show(move || {
        let options = vec![
            SelectOption::new(Role::Guest, "guest", "A guest"),
            SelectOption::new(Role::Host, "host", "A host"),
        ];
        view! { <Select label="Role" value=value options=options /> }
    })
    .await;
    let list: HtmlSelectElement = page.find("select").unchecked_into();
    assert_eq!(attribute(&page.find("label"), "for"), Some(list.id()));
    assert_eq!(list.value(), "host");

    list.set_value("guest");
    list.dispatch_event(&bubbling("change")).unwrap();
    settled().await;
    assert_eq!(value.get_untracked(), Role::Guest);
    value.set(Role::Host);
    settled().await;
    assert_eq!(list.value(), "host");
    // What isn't among them can't be chosen.
    value.set(Role::Other);
    settled().await;
    assert_eq!(page.all("option").len(), 2);
}

#[wasm_bindgen_test]
async fn what_is_so_or_not_asks_its_owner_unless_it_is_refused() {
    let owner = Owner::new();
    owner.set();
    let on = RwSignal::new(false);
    let refusal = RwSignal::new(None::<String>);
    let (asked, on_change) = heard::<bool>();
    let change = move |is_on| {
        on_change.run(is_on);
        on.set(is_on);
    };
    let page = Page::show(move || {
        view! {
            <Checkbox label="Hidden" checked=on on_change=change refusal=refusal />
            <Switch label="Captions" checked=on on_change=change refusal=refusal />
        }
    })
    .await;
    let tick = page.field("Hidden");
    tick.click();
    settled().await;
    assert_eq!(
        attribute(&page.button("Captions"), "aria-checked").as_deref(),
        Some("true")
    );
    page.press("Captions").await;
    assert!(!tick.checked());
    assert_eq!(asked.get_untracked(), [true, false]);

    refusal.set(Some(String::from("Hosts only")));
    settled().await;
    tick.click();
    page.press("Captions").await;
    assert!(!tick.checked());
    assert_eq!(asked.get_untracked().len(), 2);
    for selector in [
        "label[title='Hosts only']",
        "[role=switch][title='Hosts only'][aria-disabled=true]",
    ] {
        assert_eq!(page.all(selector).len(), 1, "{selector}");
    }
}
