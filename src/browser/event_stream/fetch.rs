//! The stream read by a streaming `fetch`: events without data arrive too, a status other than 200 is told, and nothing retries by
//! itself with an old token.

use std::{cell::Cell, rc::Rc};

use gloo_net::http::{Request, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use session::StreamFailure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader, ReadableStreamReadResult};

use super::{EventStream, OnTold, Told};
use crate::browser::{clock, http, request};

/// A chunk is handed on in slices of this size, so that a flood leaves room for paint and input.
const SLICE_BYTES: u32 = 64 * 1024;
/// After this long, ms, the browser gets its turn.
const YIELD_AFTER_MS: u64 = 24;

/// Returns whether this browser can stream an answer.
pub(super) fn is_supported() -> bool {
    let has_body = || {
        let response = Reflect::get(&js_sys::global(), &"Response".into())?;
        let prototype = Reflect::get(&response, &"prototype".into())?;
        Reflect::has(&prototype, &"body".into())
    };
    has_body().unwrap_or(false)
}

/// A stream read by `fetch`.
pub(super) struct FetchStream {
    abort: Option<AbortController>,
    is_closed: Rc<Cell<bool>>,
}

impl EventStream for FetchStream {}

impl Drop for FetchStream {
    fn drop(&mut self) {
        self.is_closed.set(true);
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

impl FetchStream {
    pub fn open(url: &str, headers: &[(&str, &str)], on_told: OnTold) -> Self {
        let abort = AbortController::new().ok();
        let signal = abort.as_ref().map(AbortController::signal);
        let request = request::event_stream(url, headers, signal.as_ref());
        let is_closed = Rc::new(Cell::new(false));
        let stream = Reading {
            on_told,
            is_closed: Rc::clone(&is_closed),
        };
        spawn_local(async move {
            let failure = match request {
                Ok(request) => stream.read(request).await,
                Err(_) => StreamFailure::Network,
            };
            if !stream.is_closed.get() {
                (stream.on_told)(Told::Failed(failure));
            }
        });
        Self { abort, is_closed }
    }
}

/// What the task that reads the stream needs.
struct Reading {
    on_told: OnTold,
    is_closed: Rc<Cell<bool>>,
}

impl Reading {
    /// Reads the stream to its end, and returns what the end was.
    async fn read(&self, request: Request) -> StreamFailure {
        let Ok(response) = request.send().await else {
            return StreamFailure::Network;
        };
        if response.status() != 200 {
            return StreamFailure::Status(response.status(), http::retry_after_s(&response));
        }
        let Some(reader) = reader(&response) else {
            return StreamFailure::NotAStream;
        };
        if self.is_closed.get() {
            return StreamFailure::Ended;
        }
        (self.on_told)(Told::Opened);
        loop {
            match next_chunk(&reader).await {
                Ok(Some(chunk)) => self.hand_on(&chunk).await,
                Ok(None) => return StreamFailure::Ended,
                Err(_) => return StreamFailure::Network,
            }
            if self.is_closed.get() {
                return StreamFailure::Ended;
            }
        }
    }

    /// Hands a chunk on, slice by slice.
    async fn hand_on(&self, chunk: &Uint8Array) {
        let mut began_ms = clock::now().mono_ms;
        let mut start = 0;
        while start < chunk.length() && !self.is_closed.get() {
            let end = (start + SLICE_BYTES).min(chunk.length());
            let bytes = chunk.subarray(start, end).to_vec();
            (self.on_told)(Told::Bytes(bytes));
            start = end;
            let elapsed_ms = clock::now().mono_ms.saturating_sub(began_ms);
            if start < chunk.length() && elapsed_ms >= YIELD_AFTER_MS {
                // The browser paints and hears the host before this goes on.
                TimeoutFuture::new(0).await;
                began_ms = clock::now().mono_ms;
            }
        }
    }
}

/// Returns the reader of an event stream. `None` if the answer isn't one.
fn reader(response: &Response) -> Option<ReadableStreamDefaultReader> {
    let content_type = response.headers().get("content-type")?;
    if !wire::is_event_stream(&content_type) {
        return None;
    }
    response.body()?.get_reader().dyn_into().ok()
}

/// Returns the next bytes, or `None` at the end of the stream.
async fn next_chunk(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    let result: ReadableStreamReadResult = result.unchecked_into();
    if result.get_done().unwrap_or_default() {
        return Ok(None);
    }
    result.get_value().dyn_into().map(Some)
}
