//! The event stream: read with `fetch` where a body can be streamed, with the browser's own `EventSource` where it can't.

mod browser;
mod fetch;

use std::rc::Rc;

use session::{Input, StreamId};

/// Where a stream's news goes.
pub type Tell = Rc<dyn Fn(Input)>;

/// A stream under way; dropping it closes it.
pub trait EventStream {}

/// Whether this browser can stream a body; otherwise its own `EventSource` reads.
pub fn is_streamed() -> bool {
    fetch::is_possible()
}

/// Opens the stream `id` at `url` the best way that this browser has.
pub fn open(id: StreamId, url: &str, tell: Tell) -> Box<dyn EventStream> {
    if fetch::is_possible() {
        Box::new(fetch::open(id, url, tell))
    } else {
        Box::new(browser::open(id, url, tell))
    }
}
