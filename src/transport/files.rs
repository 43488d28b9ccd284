//! Files that the host keeps.

use std::time::Duration;

use js_sys::{Array, Reflect};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The browser has begun to read the file by then.
const READ_BY: Duration = Duration::from_secs(60);

/// Offers `text` as a file `name`, as if a link to it had been clicked. Nothing happens where the browser refuses.
pub fn save(name: &str, mime: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let parts = Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) else {
        return;
    };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Ok(link) = document().create_element("a")
        && let Ok(link) = link.dyn_into::<HtmlAnchorElement>()
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        READ_BY,
    );
}

/// The text of the file that was chosen in the field that `event` comes from. Nothing happens where it can't be read.
pub fn read(event: &web_sys::Event, then: Box<dyn FnOnce(String)>) {
    let of = |object: &JsValue, key: &str| Reflect::get(object, &JsValue::from_str(key)).ok();
    let file = event
        .target()
        .and_then(|field| of(&field, "files"))
        .and_then(|files| of(&files, "0"))
        .and_then(|file| file.dyn_into::<Blob>().ok());
    if let Some(file) = file {
        wasm_bindgen_futures::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            if let Some(text) = text.ok().and_then(|text| text.as_string()) {
                then(text);
            }
        });
    }
    // The same file can be chosen again.
    if let Some(field) = event.target() {
        let _ = Reflect::set(&field, &"value".into(), &"".into());
    }
}
