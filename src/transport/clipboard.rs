//! The clipboard, where the browser gives one: only on secure pages, and only if nobody forbids it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts `text` on the clipboard and tells whether that worked.
pub fn copy(text: &str, tell: impl FnOnce(bool) + 'static) {
    let begun = clipboard().map(|clipboard| clipboard.write_text(text));
    spawn_local(async move {
        tell(match begun {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        });
    });
}

fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    js_sys::Reflect::get(&navigator, &"clipboard".into())
        .ok()?
        .dyn_into()
        .ok()
}
