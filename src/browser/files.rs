//! Files that the host saves and opens.

use conference::Encoding;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, TextDecoder,
    TextDecoderOptions, Url,
};

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

/// Reads the file that was chosen in the file input that `event` comes from, and calls `on_text` with its text: `None` if it is
/// text in no encoding that is known. Does nothing if it can't be read. The input is emptied, so that the same file can be chosen
/// again.
pub fn read_chosen(event: &Event, on_text: impl FnOnce(Option<String>) + 'static) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return;
    };
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        spawn_local(async move {
            if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
                on_text(decode(&Uint8Array::new(&buffer).to_vec()));
            }
        });
    }
    input.set_value("");
}

/// Returns the text of a file that another program wrote, in the encoding that [`Encoding::of`] tells; `None` if it doesn't hold
/// to it.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let label = Encoding::of(bytes).label();
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    // Takes a byte-order mark off.
    decoder.decode_with_u8_array(bytes).ok()
}
