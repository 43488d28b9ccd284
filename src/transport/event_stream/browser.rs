//! The stream read by the browser's own `EventSource`. It can't see events without data, nor a status; its own retries use the
//! old token, so it is closed at its first error and the session opens another.

use std::{cell::Cell, rc::Rc};

use session::{Input, StreamFailure, StreamId};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventSource, MessageEvent};
use wire::{EVENT_NAMES, RawEvent, TOO_LARGE};

use super::{EventStream, Tell};
use crate::transport::Listener;

/// An event with more letters than this is dropped, as [`wire::Parser`] does: it needn't be copied.
const MOST: u32 = 1 << 20;

pub(super) struct BrowserStream {
    source: Option<EventSource>,
    _listeners: Vec<Listener>,
}

impl EventStream for BrowserStream {}

impl Drop for BrowserStream {
    fn drop(&mut self) {
        if let Some(source) = &self.source {
            source.close();
        }
    }
}

pub(super) fn open(id: StreamId, url: &str, tell: Tell) -> BrowserStream {
    let Ok(source) = EventSource::new(url) else {
        wasm_bindgen_futures::spawn_local(async move {
            tell(Input::StreamFailed(id, StreamFailure::Network))
        });
        return BrowserStream {
            source: None,
            _listeners: Vec::new(),
        };
    };
    let mut listeners = Vec::new();
    let is_open = Rc::new(Cell::new(false));
    let (opened, opening) = (tell.clone(), is_open.clone());
    listeners.push(Listener::new(&source, "open", move |_| {
        opening.set(true);
        opened(Input::StreamOpened(id));
    }));
    let (failed, failing) = (tell.clone(), source.clone());
    listeners.push(Listener::new(&source, "error", move |_| {
        failing.close();
        let failure = if is_open.get() {
            StreamFailure::Ended
        } else {
            StreamFailure::Unsaid
        };
        failed(Input::StreamFailed(id, failure));
    }));
    for name in EVENT_NAMES {
        let tell = tell.clone();
        listeners.push(Listener::new(&source, name, move |event| {
            if let Some(raw) = raw(&event) {
                tell(Input::StreamEvent(id, raw));
            }
        }));
    }
    BrowserStream {
        source: Some(source),
        _listeners: listeners,
    }
}

fn raw(event: &Event) -> Option<RawEvent> {
    let event: &MessageEvent = event.dyn_ref()?;
    let id = js_sys::Reflect::get(event, &JsValue::from_str("lastEventId"))
        .ok()
        .and_then(|id| id.as_string());
    let data: js_sys::JsString = event.data().dyn_into().unwrap_or_default();
    let is_too_large = data.length() > MOST;
    Some(RawEvent {
        name: if is_too_large {
            TOO_LARGE.to_owned()
        } else {
            event.type_()
        },
        data: if is_too_large {
            String::new()
        } else {
            data.into()
        },
        id: id.unwrap_or_default(),
    })
}
