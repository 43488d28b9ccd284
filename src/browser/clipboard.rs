//! The clipboard. Browsers offer one on secure pages only, and may refuse it there too.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Clipboard;

/// Copies `text` to the clipboard, then calls `on_done` with whether that worked.
pub fn copy(text: &str, on_done: impl FnOnce(bool) + 'static) {
    // Begun at once: the browser allows it only while it handles the host's press.
    let writing = clipboard().map(|clipboard| clipboard.write_text(text));
    spawn_local(async move {
        let is_copied = match writing {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        on_done(is_copied);
    });
}

fn clipboard() -> Option<Clipboard> {
    // By name, as web-sys takes it for granted that there is one.
    let navigator: JsValue = web_sys::window()?.navigator().into();
    Reflect::get(&navigator, &"clipboard".into())
        .ok()?
        .dyn_into()
        .ok()
}
