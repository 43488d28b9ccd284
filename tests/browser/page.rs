//! A place to show one component in, and what a test does to it.

use std::{any::Any, time::Duration};

use leptos::{mount::mount_to, prelude::*, task::tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// One component in the page; it is taken out again at the end of the test.
pub struct Page {
    root: HtmlElement,
    _mounted: Box<dyn Any>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Page {
    pub async fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), view);
        let page = Self {
            root,
            _mounted: Box::new(mounted),
        };
        settled().await;
        page
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.item(index).unwrap().unchecked_into())
            .collect()
    }

    pub fn find(&self, selector: &str) -> HtmlElement {
        self.all(selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// The button that says this.
    pub fn button(&self, text: &str) -> HtmlElement {
        let says = |button: &HtmlElement| {
            button.text_content().unwrap_or_default().trim() == text || is_named(button, text)
        };
        self.all("button")
            .into_iter()
            .find(says)
            .unwrap_or_else(|| panic!("no button {text}"))
    }

    /// The field under this label.
    pub fn field(&self, name: &str) -> HtmlInputElement {
        let labels = self.all("label");
        let label = labels.iter().find(|found| says(found) == name);
        let label = label.unwrap_or_else(|| panic!("no field {name}"));
        match label.get_attribute("for") {
            Some(id) => self.find(&format!("#{id}")).unchecked_into(),
            None => label
                .query_selector("input")
                .unwrap()
                .unwrap()
                .unchecked_into(),
        }
    }

    pub async fn press(&self, text: &str) {
        self.button(text).click();
        settled().await;
    }

    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label);
        field.set_value(text);
        field.dispatch_event(&bubbling("input")).unwrap();
        settled().await;
    }
}

fn is_named(element: &Element, name: &str) -> bool {
    element.get_attribute("aria-label").as_deref() == Some(name)
}

/// Everything that was set in motion has happened.
pub async fn settled() {
    for _ in 0..3 {
        tick().await;
    }
}

pub async fn frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
    settled().await;
}

/// Lets the page's own clock run: for what only time brings about.
pub async fn wait(time: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(time.as_millis()).unwrap();
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
    settled().await;
}

pub fn bubbling(name: &str) -> web_sys::Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    web_sys::Event::new_with_event_init_dict(name, &init).unwrap()
}

/// Presses a key where the focus is; `false` if something took it for its own.
pub async fn key(key: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let untouched = focused().dispatch_event(&event).unwrap();
    settled().await;
    untouched
}

pub fn focused() -> HtmlElement {
    document().active_element().unwrap().unchecked_into()
}

pub fn says(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

pub fn attribute(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(name)
}

/// What a callback got, in order.
pub fn heard<T: Send + Sync + 'static>() -> (RwSignal<Vec<T>>, Callback<T>) {
    let all = RwSignal::new(Vec::new());
    (
        all,
        Callback::new(move |value| all.update(|all| all.push(value))),
    )
}
