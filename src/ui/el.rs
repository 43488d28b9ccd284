//! Elements that are all of one type.
//!
//! `view!` gives every piece of a page a type of its own, and the program a copy of the machinery for each: the room alone would weigh
//! more than everything else. It is made of these instead. Reactive values are closures here as there, and what is made of them is a
//! view like any other: it can stand in `view!`, and views can stand in it.

use std::sync::Arc;

use leptos::{
    __reexports::send_wrapper::SendWrapper,
    oco::Oco,
    prelude::*,
    tachys::{
        html::attribute::any_attribute::AnyAttribute,
        hydration::Cursor,
        no_attrs,
        view::{Mountable, Position, PositionState, Render, RenderHtml, any_view::AnyViewState},
    },
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement, Node};

/// Where an element is kept for who has to move the focus.
pub type Held = StoredValue<Option<HtmlElement>, LocalStorage>;

/// A place for an element.
pub fn held() -> Held {
    StoredValue::new_local(None)
}

/// The element, while it is in the page.
pub fn the(held: Held) -> Option<HtmlElement> {
    held.try_get_value().flatten()
}

/// A text that may not be there, as attributes are.
pub type Text = Option<Oco<'static, str>>;

/// What can be shown as a text.
pub trait Say {
    /// The text; `None` takes the attribute away.
    fn text(self) -> Text;
}

impl Say for &'static str {
    fn text(self) -> Text {
        Some(self.into())
    }
}

impl Say for String {
    fn text(self) -> Text {
        Some(self.into())
    }
}

impl Say for Arc<str> {
    fn text(self) -> Text {
        Some(self.into())
    }
}

impl Say for bool {
    fn text(self) -> Text {
        Some(if self { "true" } else { "false" }.into())
    }
}

impl Say for Oco<'static, str> {
    fn text(self) -> Text {
        Some(self)
    }
}

impl Say for usize {
    fn text(self) -> Text {
        Some(self.to_string().into())
    }
}

impl<T: Say> Say for Option<T> {
    fn text(self) -> Text {
        self.and_then(Say::text)
    }
}

/// An element with all that belongs to it. It does things for as long as it is kept. One pointer, so that a chain of calls passes on
/// nothing more.
pub struct El(Box<Made>);

/// An element on its way into the page.
struct Ready(SendWrapper<Box<Made>>);

/// An element in the page.
struct Shown(Box<Made>);

struct Made {
    node: Element,
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "kept for what they do when they are dropped")]
enum Kept {
    Effect(RenderEffect<()>),
    Listener(Listener),
    Element(Box<Made>),
    View(AnyViewState),
}

struct Listener {
    target: Element,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

/// An element of this name.
pub fn el(tag: &str) -> El {
    // Fails only for a name that can't be one, which a test would show; then there is an empty one instead of a crash.
    let node = document()
        .create_element(tag)
        .unwrap_or_else(|_| JsValue::from(document().create_comment("")).unchecked_into());
    El(Box::new(Made {
        node,
        kept: Vec::new(),
    }))
}

/// An element of this name and class.
pub fn div(class: &str) -> El {
    el("div").class(class)
}

impl El {
    /// Its classes.
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// An attribute that stays.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.node.set_attribute(name, value);
        self
    }

    /// An attribute that follows.
    pub fn bind<V: Say>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        self.bind_text(name, Box::new(move || value().text()))
    }

    fn bind_text(self, name: &'static str, value: Box<dyn Fn() -> Text>) -> Self {
        let node = self.0.node.clone();
        self.follow(Box::new(move || {
            let _ = match value() {
                Some(value) => node.set_attribute(name, &value),
                None => node.remove_attribute(name),
            };
        }))
    }

    /// A property that follows: what stands in a field.
    pub fn bind_property<V: Say>(
        self,
        name: &'static str,
        value: impl Fn() -> V + 'static,
    ) -> Self {
        let node = self.0.node.clone();
        let value: Box<dyn Fn() -> Text> = Box::new(move || value().text());
        self.follow(Box::new(move || {
            let value = value().map_or(JsValue::UNDEFINED, |value| JsValue::from_str(&value));
            let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &value);
        }))
    }

    /// A property that is so or not.
    pub fn bind_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        let node = self.0.node.clone();
        self.follow(Box::new(move || {
            let _ = js_sys::Reflect::set(
                &node,
                &JsValue::from_str(name),
                &JsValue::from_bool(value()),
            );
        }))
    }

    /// A style that follows. Set on the element itself: a strict policy forbids it in an attribute.
    pub fn style<V: Say>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        let node: HtmlElement = self.0.node.clone().unchecked_into();
        let value: Box<dyn Fn() -> Text> = Box::new(move || value().text());
        self.follow(Box::new(move || {
            let _ = node
                .style()
                .set_property(name, &value().unwrap_or_default());
        }))
    }

    /// A text that stays.
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.node.append_child(&document().create_text_node(text));
        self
    }

    /// A text that follows.
    pub fn say<V: Say>(self, text: impl Fn() -> V + 'static) -> Self {
        self.say_text(Box::new(move || text().text()))
    }

    fn say_text(self, text: Box<dyn Fn() -> Text>) -> Self {
        let node = document().create_text_node("");
        let _ = self.0.node.append_child(&node);
        self.follow(Box::new(move || node.set_data(&text().unwrap_or_default())))
    }

    /// Something to do now, and whenever what it reads changes.
    fn follow(mut self, what: Box<dyn Fn()>) -> Self {
        self.0
            .kept
            .push(Kept::Effect(RenderEffect::new(move |_| what())));
        self
    }

    /// Another element at its end.
    pub fn child(mut self, child: El) -> Self {
        let child = child.0;
        let _ = self.0.node.append_child(&child.node);
        self.0.kept.push(Kept::Element(child));
        self
    }

    /// A view at its end.
    pub fn view(mut self, view: AnyView) -> Self {
        let mut state = view.build();
        state.mount(&self.0.node, None);
        self.0.kept.push(Kept::View(state));
        self
    }

    /// A view at its end that is made anew when what it reads changes.
    pub fn view_of(self, view: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        self.view(view_of(view))
    }

    /// An element at its end, there while something is so.
    pub fn when(
        self,
        is_so: impl Fn() -> bool + Send + Sync + 'static,
        element: impl Fn() -> El + Send + Sync + 'static,
    ) -> Self {
        self.view(when(is_so, element))
    }

    /// Elements at its end, one for each of a list; one whose key stays is kept.
    pub fn each(self, items: impl Fn() -> Vec<Item> + Send + Sync + 'static) -> Self {
        let items: Arc<dyn Fn() -> Vec<Item> + Send + Sync> = Arc::new(items);
        let list = view! { <For each=move || items() key=|item| item.key.clone() children=|item| (item.make)() /> };
        self.view(list.into_any())
    }

    /// Hears an event.
    pub fn on(self, name: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        self.hear(name, Box::new(heard))
    }

    fn hear(mut self, name: &'static str, heard: Box<dyn FnMut(Event)>) -> Self {
        let listener = Listener {
            target: self.0.node.clone(),
            name,
            closure: Closure::wrap(heard),
        };
        let _ = listener
            .target
            .add_event_listener_with_callback(name, listener.closure.as_ref().unchecked_ref());
        self.0.kept.push(Kept::Listener(listener));
        self
    }

    /// The element itself, for who has to scroll or focus it.
    pub fn hold(self, place: StoredValue<Option<HtmlElement>, LocalStorage>) -> Self {
        place.try_set_value(self.0.node.clone().dyn_into().ok());
        self
    }

    /// As a view.
    pub fn any(self) -> AnyView {
        Ready(SendWrapper::new(self.0)).into_any()
    }
}

/// One of a list.
pub struct Item {
    /// Tells it from the others.
    pub key: Arc<str>,
    /// Makes it, once.
    pub make: Box<dyn Fn() -> AnyView + Send>,
}

impl Item {
    /// An item under a key.
    pub fn new(key: impl Into<Arc<str>>, make: impl Fn() -> AnyView + Send + 'static) -> Self {
        Self {
            key: key.into(),
            make: Box::new(make),
        }
    }
}

/// A view that is made anew when what it reads changes.
pub fn view_of(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let view: Arc<dyn Fn() -> AnyView + Send + Sync> = Arc::new(view);
    (move || view()).into_any()
}

/// An element that is there while something is so.
pub fn when(
    is_so: impl Fn() -> bool + Send + Sync + 'static,
    element: impl Fn() -> El + Send + Sync + 'static,
) -> AnyView {
    let is_so = flag(is_so);
    view_of(move || {
        if is_so.get() {
            element().any()
        } else {
            ().into_any()
        }
    })
}

/// Whether something is so; who follows hears of it only when that changes.
pub fn flag(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    let is_so: Arc<dyn Fn() -> bool + Send + Sync> = Arc::new(is_so);
    Memo::new(move |_| is_so()).into()
}

/// How many there are; who follows hears of it only when that changes.
pub fn count(of: impl Fn() -> usize + Send + Sync + 'static) -> Signal<usize> {
    let of: Arc<dyn Fn() -> usize + Send + Sync> = Arc::new(of);
    Memo::new(move |_| of()).into()
}

/// A text; who follows hears of it only when it changes.
pub fn words(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let of: Arc<dyn Fn() -> String + Send + Sync> = Arc::new(of);
    Memo::new(move |_| of()).into()
}

/// Why something may not be done, if it may not.
pub fn reason(of: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    let of: Arc<dyn Fn() -> Option<String> + Send + Sync> = Arc::new(of);
    Signal::derive(move || of())
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.0.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.0.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.0.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.0.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.0.node.clone()]
    }
}

impl Render for Ready {
    type State = Shown;

    fn build(self) -> Shown {
        Shown(self.0.take())
    }

    fn rebuild(self, state: &mut Shown) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

no_attrs!(Ready);

/// Made in browsers only: there is no text of it to write and none to take over.
impl RenderHtml for Ready {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
