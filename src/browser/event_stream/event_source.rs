//! The stream read by the browser's own `EventSource`. It sees no events without data, and no status. It would retry with the old
//! token, so it is closed at its first error, and the session opens another.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use session::{Input, StreamFailure, StreamId};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventSource, MessageEvent};
use wire::{EVENT_NAMES, RawEvent, TOO_LARGE};

use super::{EventStream, OnInput};

/// An event with more UTF-16 units than this is dropped, as [`wire::Parser`] does, before it is copied.
const MAX_LENGTH: u32 = 1 << 20;

/// A stream read by `EventSource`.
pub(super) struct EventSourceStream {
    source: Option<EventSource>,
    _listeners: Vec<EventListener>,
}

impl EventStream for EventSourceStream {}

impl Drop for EventSourceStream {
    fn drop(&mut self) {
        if let Some(source) = &self.source {
            source.close();
        }
    }
}

impl EventSourceStream {
    pub fn open(id: StreamId, url: &str, on_input: OnInput) -> Self {
        let Ok(source) = EventSource::new(url) else {
            spawn_local(async move {
                on_input(Input::StreamFailed(id, StreamFailure::Network));
            });
            return Self {
                source: None,
                _listeners: Vec::new(),
            };
        };
        Self {
            _listeners: listen(id, &source, &on_input),
            source: Some(source),
        }
    }
}

fn listen(id: StreamId, source: &EventSource, on_input: &OnInput) -> Vec<EventListener> {
    let is_open = Rc::new(Cell::new(false));
    let on_open = {
        let (on_input, is_open) = (Rc::clone(on_input), Rc::clone(&is_open));
        move |_: &Event| {
            is_open.set(true);
            on_input(Input::StreamOpened(id));
        }
    };
    let on_error = {
        let (on_input, source) = (Rc::clone(on_input), source.clone());
        move |_: &Event| {
            source.close();
            let failure = if is_open.get() {
                StreamFailure::Ended
            } else {
                StreamFailure::Unsaid
            };
            on_input(Input::StreamFailed(id, failure));
        }
    };
    let mut listeners = vec![
        EventListener::new(source, "open", on_open),
        EventListener::new(source, "error", on_error),
    ];
    listeners.extend(EVENT_NAMES.into_iter().map(|name| {
        let on_input = Rc::clone(on_input);
        EventListener::new(source, name, move |event| {
            if let Some(event) = event.dyn_ref() {
                on_input(Input::StreamEvent(id, raw_event(event)));
            }
        })
    }));
    listeners
}

fn raw_event(event: &MessageEvent) -> RawEvent {
    let data: js_sys::JsString = event.data().dyn_into().unwrap_or_default();
    let id = event.last_event_id();
    if data.length() > MAX_LENGTH {
        return RawEvent {
            name: TOO_LARGE.to_owned(),
            data: String::new(),
            id,
        };
    }
    RawEvent {
        name: event.type_(),
        data: data.into(),
        id,
    }
}
