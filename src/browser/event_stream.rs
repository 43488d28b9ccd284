//! The event stream. It is read by `fetch` where the browser can stream an answer, otherwise by the browser's own `EventSource`; a
//! demo's comes from its Worker.

mod event_source;
mod fetch;

use std::rc::Rc;

use session::{Input, StreamFailure, StreamId};

use super::demo;

/// Takes what a stream brings.
pub type OnInput = Rc<dyn Fn(Input)>;

/// What a stream that `fetch` reads brings.
pub enum Told {
    /// The server answered with a stream.
    Opened,
    /// The next bytes of it.
    Bytes(Vec<u8>),
    /// It is no more, or never was.
    Failed(StreamFailure),
}

/// Takes what such a stream brings.
pub type OnTold = Rc<dyn Fn(Told)>;

/// An open event stream, or one that is being opened. It is closed when it is dropped.
pub trait EventStream {}

/// Returns whether `fetch` reads the stream: whether this browser can stream an answer.
pub fn is_read_by_fetch() -> bool {
    fetch::is_supported()
}

/// Opens the stream `id` at `url`, and calls `on_input` with what it brings, until it is dropped.
pub fn open(id: StreamId, url: &str, on_input: OnInput) -> Box<dyn EventStream> {
    if demo::is_at_demo(url) {
        demo::open_stream(id, url, on_input)
    } else if is_read_by_fetch() {
        let on_told = move |told| {
            on_input(match told {
                Told::Opened => Input::StreamOpened(id),
                Told::Bytes(bytes) => Input::StreamBytes(id, bytes),
                Told::Failed(why) => Input::StreamFailed(id, why),
            });
        };
        Box::new(fetch::FetchStream::open(url, &[], Rc::new(on_told)))
    } else {
        Box::new(event_source::EventSourceStream::open(id, url, on_input))
    }
}

/// Opens a stream with these headers, by `fetch` alone, and calls `on_told` with what it brings, until it is dropped.
pub fn open_with(url: &str, headers: &[(&str, &str)], on_told: OnTold) -> Box<dyn EventStream> {
    Box::new(fetch::FetchStream::open(url, headers, on_told))
}
