//! The files with a language's texts. `boot.js` knows where they are, and begins to load one while the program is still on its way.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The function that `boot.js` left: takes a language's tag and promises its texts.
const LEFT_BY_BOOT: &str = "gavelTexts";

/// A language's texts; `None` where they can't be loaded.
pub async fn load(tag: &str) -> Option<String> {
    let page = js_sys::global();
    let left = Reflect::get(&page, &JsValue::from_str(LEFT_BY_BOOT)).ok()?;
    let promised = left
        .dyn_into::<Function>()
        .ok()?
        .call1(&page, &JsValue::from_str(tag))
        .ok()?;
    JsFuture::from(promised.dyn_into::<Promise>().ok()?)
        .await
        .ok()?
        .as_string()
}
