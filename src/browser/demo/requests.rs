//! Requests, pictures and event streams of a demo, for those who carry the network's.

use std::{
    cell::Cell,
    rc::{Rc, Weak},
};

use js_sys::{Array, Promise};
use session::{Input, StreamFailure, StreamId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag};

use super::{News, Server, running_at, worker::Answer};
use crate::browser::event_stream::{EventStream, OnInput};

/// Sends a request, and calls `on_answer` with the answer; with `None` where the demo is over.
pub(in crate::browser) fn send(
    request: &wire::Request,
    on_answer: impl FnOnce(Option<Answer>) + 'static,
) {
    let on_answer = Cell::new(Some(on_answer));
    ask(request, move |news| {
        if let Some(on_answer) = on_answer.take() {
            on_answer(match news {
                News::Answer(answer) => Some(answer),
                _ => None,
            });
        }
    });
}

/// Loads a picture. `None` if the answer isn't one.
pub(in crate::browser) async fn load_image(url: &str) -> Result<Option<Blob>, JsValue> {
    let loaded = Promise::new(&mut |resolve, _| {
        send(&get(url), move |answer| {
            let blob = answer.and_then(|answer| blob(&answer));
            let blob = blob.map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
    });
    Ok(JsFuture::from(loaded).await?.dyn_into().ok())
}

fn blob(answer: &Answer) -> Option<Blob> {
    if answer.status != 200 || !answer.kind.starts_with("image/") {
        return None;
    }
    let options = BlobPropertyBag::new();
    options.set_type(&answer.kind);
    let parts = Array::of1(&answer.body);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// A stream that is open, or being opened.
struct DemoStream(Option<(Weak<Server>, u32)>);

impl EventStream for DemoStream {}

impl Drop for DemoStream {
    fn drop(&mut self) {
        if let Some((server, id)) = &self.0
            && let Some(server) = server.upgrade()
        {
            server.forget(*id);
        }
    }
}

/// Opens the stream `id`, and calls `on_input` with what it brings, until it is dropped.
pub(in crate::browser) fn open_stream(
    id: StreamId,
    url: &str,
    on_input: OnInput,
) -> Box<dyn EventStream> {
    let opened = ask(&get(url), move |news| {
        on_input(match news {
            News::Answer(answer) if answer.status == 200 => Input::StreamOpened(id),
            News::Answer(answer) => {
                Input::StreamFailed(id, StreamFailure::Status(answer.status, None))
            }
            News::Bytes(bytes) => Input::StreamBytes(id, bytes),
            News::End => Input::StreamFailed(id, StreamFailure::Ended),
            News::Ready | News::Gone => Input::StreamFailed(id, StreamFailure::Network),
        });
    });
    Box::new(DemoStream(opened))
}

/// Hands a request to the demo that it is for. Where that is over, `on_news` hears so, after this has returned.
fn ask(request: &wire::Request, on_news: impl Fn(News) + 'static) -> Option<(Weak<Server>, u32)> {
    let Some(server) = running_at(&request.url) else {
        spawn_local(async move { on_news(News::Gone) });
        return None;
    };
    let id = server.ask(request, Rc::new(on_news));
    Some((Rc::downgrade(&server), id))
}

fn get(url: &str) -> wire::Request {
    wire::Request {
        method: wire::Method::Get,
        url: url.to_owned(),
        headers: Vec::new(),
        body: None,
    }
}
