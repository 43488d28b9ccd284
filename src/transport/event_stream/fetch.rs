//! The stream as a streaming `fetch`: events without data arrive too, a status other than 200 is told, and nothing retries by
//! itself with a dead token.

use std::{cell::Cell, rc::Rc};

use session::{Input, StreamFailure, StreamId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader, Response};

use super::{EventStream, Tell};
use crate::transport::options;

/// A chunk is worked through in slices of this size, so that a flood leaves room for paint and input.
const SLICE: u32 = 64 * 1024;
/// After this long, ms, the browser gets its turn.
const TURN_MS: u64 = 24;

/// Whether this browser can stream a body.
pub(super) fn is_possible() -> bool {
    let response = js_sys::Reflect::get(&js_sys::global(), &"Response".into());
    let prototype =
        response.and_then(|response| js_sys::Reflect::get(&response, &"prototype".into()));
    prototype
        .and_then(|prototype| js_sys::Reflect::has(&prototype, &"body".into()))
        .unwrap_or(false)
}

pub(super) struct FetchStream {
    abort: Option<AbortController>,
    closed: Rc<Cell<bool>>,
}

impl EventStream for FetchStream {}

impl Drop for FetchStream {
    fn drop(&mut self) {
        self.closed.set(true);
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

pub(super) fn open(id: StreamId, url: &str, tell: Tell) -> FetchStream {
    let abort = AbortController::new().ok();
    let closed = Rc::new(Cell::new(false));
    let sent = start(url, abort.as_ref());
    let over = Rc::clone(&closed);
    spawn_local(async move {
        let failure = match sent {
            Some(sent) => follow(id, sent, &tell, &over).await,
            None => StreamFailure::Network,
        };
        if !over.get() {
            tell(Input::StreamFailed(id, failure));
        }
    });
    FetchStream { abort, closed }
}

fn start(url: &str, abort: Option<&AbortController>) -> Option<js_sys::Promise> {
    let init = options::common(abort);
    // A header that needs no preflight.
    options::set_headers(&init, &[("Accept", String::from("text/event-stream"))]);
    Some(web_sys::window()?.fetch_with_str_and_init(url, &init))
}

/// Reads to the end, and says what the end was.
async fn follow(
    id: StreamId,
    sent: js_sys::Promise,
    tell: &Tell,
    over: &Cell<bool>,
) -> StreamFailure {
    let Some(response) = JsFuture::from(sent)
        .await
        .ok()
        .and_then(|response| response.dyn_into::<Response>().ok())
    else {
        return StreamFailure::Network;
    };
    if response.status() != 200 {
        return StreamFailure::Status(
            response.status(),
            super::super::http::retry_after(&response),
        );
    }
    let kind = response
        .headers()
        .get("content-type")
        .ok()
        .flatten()
        .unwrap_or_default();
    let Some(body) = response
        .body()
        .filter(|_| kind.trim().starts_with("text/event-stream"))
    else {
        return StreamFailure::NotAStream;
    };
    let Ok(reader) = body.get_reader().dyn_into::<ReadableStreamDefaultReader>() else {
        return StreamFailure::NotAStream;
    };
    if over.get() {
        return StreamFailure::Ended;
    }
    tell(Input::StreamOpened(id));
    let (done, value) = (JsValue::from_str("done"), JsValue::from_str("value"));
    loop {
        let Ok(read) = JsFuture::from(reader.read()).await else {
            return StreamFailure::Network;
        };
        if js_sys::Reflect::get(&read, &done).is_ok_and(|done| done.is_truthy()) {
            return StreamFailure::Ended;
        }
        let Ok(chunk) =
            js_sys::Reflect::get(&read, &value).and_then(JsCast::dyn_into::<js_sys::Uint8Array>)
        else {
            return StreamFailure::Network;
        };
        take_in(id, &chunk, tell, over).await;
        if over.get() {
            return StreamFailure::Ended;
        }
    }
}

/// Hands a chunk on, slice by slice.
async fn take_in(id: StreamId, chunk: &js_sys::Uint8Array, tell: &Tell, over: &Cell<bool>) {
    let mut turn_began = super::super::clock::now().mono_ms;
    let mut from = 0;
    while from < chunk.length() && !over.get() {
        let to = (from + SLICE).min(chunk.length());
        tell(Input::StreamBytes(id, chunk.subarray(from, to).to_vec()));
        from = to;
        let now = super::super::clock::now().mono_ms;
        if from < chunk.length() && now.saturating_sub(turn_began) >= TURN_MS {
            // The browser paints and hears the host before this goes on.
            gloo_timers::future::TimeoutFuture::new(0).await;
            turn_began = super::super::clock::now().mono_ms;
        }
    }
}
