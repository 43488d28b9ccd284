//! A demo's Worker, and who waits for what it tells.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
};

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Loads the Worker's program; not before somebody wants a demo.
const FILE: &str = "demo-worker.js";
const EVENT_STREAM: &str = "text/event-stream";

/// What the Worker tells of a request.
pub(super) enum News {
    /// It has loaded. (Nothing was asked yet.)
    Ready,
    /// The answer; of an event stream its beginning.
    Answer(Answer),
    /// What a stream says.
    Bytes(Vec<u8>),
    /// The stream is over.
    End,
    /// There is no Worker any more.
    Gone,
}

/// An answer.
pub(in crate::browser) struct Answer {
    pub status: u16,
    /// The media type; empty without a body.
    pub kind: String,
    pub body: Uint8Array,
}

type OnNews = Rc<dyn Fn(News)>;

/// A demo's server. Its Worker ends when this is dropped, and whoever waits is told.
pub(super) struct Server {
    worker: Worker,
    /// By the numbers of requests; number 0 waits for the Worker itself.
    waiting: RefCell<BTreeMap<u32, OnNews>>,
    last: Cell<u32>,
    _listeners: [EventListener; 2],
}

impl Drop for Server {
    fn drop(&mut self) {
        self.worker.terminate();
        self.tell_gone();
    }
}

impl Server {
    /// Begins to load the Worker. `None` if the browser has none.
    pub fn load() -> Option<Rc<Self>> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(FILE, &options).ok()?;
        Some(Rc::new_cyclic(|server: &Weak<Self>| {
            let (told, failed) = (server.clone(), server.clone());
            let on_message = EventListener::new(&worker, "message", move |event| {
                if let (Some(server), Some(event)) = (told.upgrade(), event.dyn_ref()) {
                    server.on_message(event);
                }
            });
            // A file that doesn't come, or isn't what it should be; or the program has stopped.
            let on_error = EventListener::new(&worker, "error", move |_| {
                if let Some(server) = failed.upgrade() {
                    server.tell_gone();
                }
            });
            Self {
                worker,
                waiting: RefCell::default(),
                last: Cell::new(0),
                _listeners: [on_message, on_error],
            }
        }))
    }

    /// Calls `on_news` when it has loaded, or can't be.
    pub fn wait(&self, on_news: impl Fn(News) + 'static) {
        self.waiting.borrow_mut().insert(0, Rc::new(on_news));
    }

    /// Says how many people there are to be. Returns whether that was heard.
    pub fn begin(&self, people: u32) -> bool {
        self.worker.post_message(&people.into()).is_ok()
    }

    /// Sends a request, and returns its number.
    pub fn ask(&self, request: &wire::Request, on_news: OnNews) -> u32 {
        let id = self.last.get() + 1;
        self.last.set(id);
        self.waiting.borrow_mut().insert(id, on_news);
        let headers = request.headers.iter();
        let headers: Array = headers
            .flat_map(|(name, value)| [JsValue::from_str(name), JsValue::from_str(value)])
            .collect();
        let body = request.body.as_deref();
        let message = Array::of5(
            &id.into(),
            &request.method.as_str().into(),
            &request.url.as_str().into(),
            &headers,
            &body.map_or(JsValue::NULL, JsValue::from_str),
        );
        // Fails only for what can't be copied, and all of this can.
        let _ = self.worker.post_message(&message);
        id
    }

    /// Nobody waits for request `id` any more.
    pub fn forget(&self, id: u32) {
        if self.waiting.borrow_mut().remove(&id).is_some() {
            let _ = self.worker.post_message(&id.into());
        }
    }

    fn on_message(&self, event: &MessageEvent) {
        let message: Array = event.data().unchecked_into();
        let text = |at: u32| message.get(at).as_string().unwrap_or_default();
        let number = |at: u32| message.get(at).as_f64().unwrap_or_default() as u32;
        let bytes = |at: u32| message.get(at).unchecked_into::<Uint8Array>();
        let id = number(1);
        let news = match text(0).as_str() {
            "ready" => News::Ready,
            "answer" => News::Answer(Answer {
                status: number(2) as u16,
                kind: text(3),
                body: bytes(4),
            }),
            "bytes" => News::Bytes(bytes(2).to_vec()),
            _ => News::End,
        };
        let goes_on = match &news {
            News::Answer(answer) => answer.kind == EVENT_STREAM,
            News::Bytes(_) => true,
            _ => false,
        };
        // What is told may lead to the next request at once: nothing is borrowed meanwhile.
        let on_news = if goes_on {
            self.waiting.borrow().get(&id).cloned()
        } else {
            self.waiting.borrow_mut().remove(&id)
        };
        if let Some(on_news) = on_news {
            on_news(news);
        }
    }

    fn tell_gone(&self) {
        let waiting = self.waiting.take();
        for on_news in waiting.into_values() {
            on_news(News::Gone);
        }
    }
}
