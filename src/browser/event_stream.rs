//! The event stream. It is read by `fetch` where the browser can stream an answer, otherwise by the browser's own `EventSource`; a
//! demo's comes from its Worker.

mod event_source;
mod fetch;

use std::rc::Rc;

use session::{Input, StreamId};

use super::demo;

/// Takes what a stream brings.
pub type OnInput = Rc<dyn Fn(Input)>;

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
        Box::new(fetch::FetchStream::open(id, url, on_input))
    } else {
        Box::new(event_source::EventSourceStream::open(id, url, on_input))
    }
}
