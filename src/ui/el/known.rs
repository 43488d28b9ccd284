//! Words that the page knows already.
//!
//! A text on its way to the page is copied and decoded. A room's rows are made of the same few words over and over (names of elements
//! and attributes, values such as "true"), and most of what a row cost was that; so words of the program are handed over once.

use std::{borrow::Cow, cell::RefCell};

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::Element;

use super::Text;
use crate::reactive::document;

// As web-sys has them, but for words that are there already. They throw for what can't be a name, which every test would show.
#[wasm_bindgen]
extern "C" {
    type Maker;
    #[wasm_bindgen(method, js_name = createElement)]
    fn make(this: &Maker, tag: &JsValue) -> Element;
    #[wasm_bindgen(method, js_name = createElementNS)]
    fn make_in(this: &Maker, space: &JsValue, tag: &JsValue) -> Element;

    type Bearer;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn bear(this: &Bearer, name: &JsValue, value: &JsValue);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn shed(this: &Bearer, name: &JsValue);
}

/// Where a word stands in the program, and how long it is.
type Place = (usize, usize);

thread_local! {
    /// In the order of their places. As many as the program has at most, so they are kept for good.
    static KNOWN: RefCell<Vec<(Place, &'static JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A word of the program's as the page has it.
fn known(word: &'static str) -> &'static JsValue {
    let place = (word.as_ptr().addr(), word.len());
    KNOWN.with_borrow_mut(|all| {
        let at = all.partition_point(|(one, _)| *one < place);
        if let Some((_, value)) = all.get(at).filter(|(one, _)| *one == place) {
            return *value;
        }
        let value: &'static JsValue = Box::leak(Box::new(JsValue::from_str(word)));
        all.insert(at, (place, value));
        value
    })
}

/// An element of this name.
pub(super) fn make(tag: &'static str) -> Element {
    document().unchecked_ref::<Maker>().make(known(tag))
}

/// A drawing's element of this name.
pub(super) fn make_svg(tag: &'static str) -> Element {
    const SVG: &str = "http://www.w3.org/2000/svg";
    document()
        .unchecked_ref::<Maker>()
        .make_in(known(SVG), known(tag))
}

/// Sets a property.
pub(super) fn set(node: &Element, name: &'static str, value: &JsValue) {
    let _ = js_sys::Reflect::set(node, known(name), value);
}

/// Writes an attribute, or takes it away.
pub(super) fn write(node: &Element, name: &'static str, value: &Text) {
    let bearer: &Bearer = node.unchecked_ref();
    match value {
        Some(Cow::Borrowed(word)) => bearer.bear(known(name), known(word)),
        Some(Cow::Owned(text)) => bearer.bear(known(name), &JsValue::from_str(text)),
        None => bearer.shed(known(name)),
    }
}
