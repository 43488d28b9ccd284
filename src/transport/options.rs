//! How requests are sent: what `fetch` is told beside the address.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, RequestInit};

/// No cookie and no referrer goes along, nothing is kept, and an answer from elsewhere is none.
const COMMON: &str = r#"{"credentials":"omit","cache":"no-store","redirect":"error","referrerPolicy":"no-referrer"}"#;

/// What all requests of the session have in common, and how to abort this one.
pub(super) fn common(abort: Option<&AbortController>) -> RequestInit {
    let options = read(COMMON);
    options.set_signal(abort.map(AbortController::signal).as_ref());
    options
}

/// Options written as JSON. Each of web-sys's setters brings a table of all the words that an option may have.
pub(super) fn read(json: &'static str) -> RequestInit {
    js_sys::JSON::parse(json)
        .unwrap_or_default()
        .unchecked_into()
}

/// Header lines, each a name and a value.
pub(super) fn set_headers(options: &RequestInit, lines: &[(&'static str, String)]) {
    let headers = js_sys::Object::new();
    for (name, value) in lines {
        let _ = js_sys::Reflect::set(
            &headers,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    options.set_headers(&headers);
}
