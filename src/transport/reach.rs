//! Why a request couldn't be sent: to `fetch` all causes look alike, so look around and knock once more, without asking to read.

use session::Unreachable;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Request;

use super::options;

/// The cause why `url` couldn't be reached, as far as a browser can tell. Sends one request at the most.
pub(super) async fn why(url: &str) -> Unreachable {
    let Some(window) = web_sys::window() else {
        return Unreachable::NoAnswer;
    };
    if !window.navigator().on_line() {
        return Unreachable::Offline;
    }
    // Mixed content isn't among the causes: plain http is refused before it is tried, but to this machine, where browsers allow it.
    let unread = options::read(r#"{"mode":"no-cors","credentials":"omit"}"#);
    let Ok(request) = Request::new_with_str_and_init(origin(url), &unread) else {
        return Unreachable::NoAnswer;
    };
    if JsFuture::from(window.fetch_with_request(&request))
        .await
        .is_ok()
    {
        return Unreachable::Cors;
    }
    let own = if is_loopback(url) {
        "loopback-network"
    } else {
        "local-network"
    };
    // Newer browsers tell this machine and its network apart, older ones have one word for both.
    for name in [own, "local-network-access"] {
        if is_denied(&window, name).await {
            return Unreachable::LocalNetwork;
        }
    }
    Unreachable::NoAnswer
}

/// `scheme://host[:port]/…` without the rest: nothing that was typed goes along.
fn origin(url: &str) -> &str {
    let host_at = url.find('/').map_or(0, |at| at + 2);
    let end = url
        .get(host_at..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| host_at + at);
    url.get(..end).unwrap_or(url)
}

fn is_loopback(url: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|start| url.starts_with(start))
}

/// Asks the browser's permission table, where it knows that word.
async fn is_denied(window: &web_sys::Window, name: &str) -> bool {
    let asked = || -> Option<js_sys::Promise> {
        let navigator = JsValue::from(window.navigator());
        let permissions = js_sys::Reflect::get(&navigator, &"permissions".into()).ok()?;
        let query: js_sys::Function = js_sys::Reflect::get(&permissions, &"query".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let what = js_sys::Object::new();
        js_sys::Reflect::set(&what, &"name".into(), &name.into()).ok()?;
        query.call1(&permissions, &what).ok()?.dyn_into().ok()
    };
    let Some(promise) = asked() else { return false };
    let Ok(status) = JsFuture::from(promise).await else {
        return false;
    };
    js_sys::Reflect::get(&status, &"state".into())
        .is_ok_and(|state| state.as_string().as_deref() == Some("denied"))
}
