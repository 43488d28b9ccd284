//! How requests are sent: all options of `fetch` stand here.
//!
//! `gloo-net` reads the answers, and sends what isn't the session's. Its builder isn't used, because it ends an address that has a
//! query with `&`, panics where a header is refused, and doesn't know `keepalive`.

use gloo_net::http::Request;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestMode, RequestRedirect,
};

/// Sends a request of the session, at once. With `keepalive` it is sent to the end even if the page closes.
///
/// `fetch` itself is told that: Firefox forgets what a request that was built before says of it.
pub(super) fn send(
    request: &wire::Request,
    keepalive: bool,
    abort: Option<&AbortSignal>,
) -> Result<JsFuture, JsValue> {
    let options = private_options(abort);
    if keepalive {
        // web-sys has no setter for it.
        Reflect::set(&options, &"keepalive".into(), &true.into())?;
    }
    let headers = request.headers.iter();
    let headers = headers.map(|(name, value)| (&**name, &**value));
    fetch(
        request.method.as_str(),
        &request.url,
        headers,
        request.body.as_deref(),
        &options,
    )
}

/// Sends a request of any kind, at once.
pub(super) fn send_plain<'a>(
    method: &str,
    url: &str,
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    body: Option<&str>,
    abort: Option<&AbortSignal>,
) -> Result<JsFuture, JsValue> {
    fetch(method, url, headers, body, &private_options(abort))
}

fn fetch<'a>(
    method: &str,
    url: &str,
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    body: Option<&str>,
    options: &RequestInit,
) -> Result<JsFuture, JsValue> {
    options.set_method(method);
    let list = Headers::new()?;
    for (name, value) in headers {
        list.append(name, value)?;
    }
    options.set_headers(&list);
    if let Some(body) = body {
        options.set_body(&JsValue::from_str(body));
    }
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    Ok(window.fetch_with_str_and_init(url, options).into())
}

/// Builds the request for an event stream. Without `more` headers it needs no preflight.
pub(super) fn event_stream(
    url: &str,
    more: &[(&str, &str)],
    abort: Option<&AbortSignal>,
) -> Result<Request, JsValue> {
    let options = private_options(abort);
    let headers = Headers::new()?;
    headers.append("Accept", "text/event-stream")?;
    for (name, value) in more {
        headers.append(name, value)?;
    }
    options.set_headers(&headers);
    build(url, &options)
}

/// Builds the request for a file that lies beside the page, which the browser may keep.
pub(super) fn own_file(name: &str) -> Result<Request, JsValue> {
    build(name, &RequestInit::new())
}

/// Builds the request for a picture.
pub(super) fn image(url: &str, abort: Option<&AbortSignal>) -> Result<Request, JsValue> {
    build(url, &private_options(abort))
}

/// Builds a request whose answer can't be read: whether it succeeds tells whether the server can be reached at all.
pub(super) fn probe(url: &str) -> Result<Request, JsValue> {
    let options = RequestInit::new();
    options.set_mode(RequestMode::NoCors);
    options.set_credentials(RequestCredentials::Omit);
    build(url, &options)
}

/// No cookie and no referrer goes along, nothing is cached, and an answer from another address is an error.
fn private_options(abort: Option<&AbortSignal>) -> RequestInit {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(abort);
    options
}

fn build(url: &str, options: &RequestInit) -> Result<Request, JsValue> {
    web_sys::Request::new_with_str_and_init(url, options).map(Request::from)
}
