//! Files that the host saves and opens.

use gloo_timers::future::TimeoutFuture;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url};

/// The browser has begun to read a saved file after this time, ms.
const READ_WITHIN_MS: u32 = 60_000;

/// Saves `text` as a file called `name`, as if a download link had been clicked. Does nothing if the browser refuses.
pub fn save(name: &str, mime_type: &str, text: &str) {
    let Ok(url) = object_url(mime_type, text) else {
        return;
    };
    click_download_link(&url, name);
    spawn_local(async move {
        TimeoutFuture::new(READ_WITHIN_MS).await;
        let _ = Url::revoke_object_url(&url);
    });
}

fn object_url(mime_type: &str, text: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}

fn click_download_link(url: &str, name: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(url);
        link.set_download(name);
        link.click();
    }
}

/// Reads the file that was chosen in the file input that `event` comes from, and calls `on_text` with its text. Does nothing if
/// it can't be read. The input is emptied, so that the same file can be chosen again.
pub fn read_chosen(event: &Event, on_text: impl FnOnce(String) + 'static) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return;
    };
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        spawn_local(async move {
            if let Ok(text) = JsFuture::from(file.text()).await
                && let Some(text) = text.as_string()
            {
                on_text(text);
            }
        });
    }
    input.set_value("");
}
