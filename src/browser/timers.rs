//! Waking up at a given time, in a hidden page too: a page's own timers slow down to one tick a minute when nobody looks, those
//! of a worker don't.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};

/// The longest time that an alarm is set to, ms.
const MAX_MS: u64 = 600_000;

/// Starts the worker that keeps time while the page is hidden. `None` if the browser has no workers.
pub fn start_worker() -> Option<Worker> {
    Worker::new("timer-worker.js").ok()
}

/// An alarm that can be set again and again; only the newest time counts.
pub struct Alarm {
    id: u32,
    on_ring: Rc<dyn Fn()>,
    worker: Option<(Worker, [EventListener; 2])>,
    /// The worker's file wasn't there, or was a page in its place: it will never answer.
    is_dead: Rc<Cell<bool>>,
    /// The page's own timer, used if there is no worker.
    timeout: Option<Timeout>,
}

impl Alarm {
    /// Returns an alarm that isn't set. It calls `on_ring` when it rings; `id` tells it apart from others of the same worker.
    pub fn new(worker: Option<Worker>, id: u32, on_ring: impl Fn() + 'static) -> Self {
        let on_ring: Rc<dyn Fn()> = Rc::new(on_ring);
        let is_dead = Rc::new(Cell::new(false));
        let worker = worker.map(|worker| {
            let (dead, ring) = (Rc::clone(&is_dead), Rc::clone(&on_ring));
            let failed = EventListener::new(&worker, "error", move |_| {
                // Whoever waits for it looks at the time, and sets it again.
                dead.set(true);
                ring();
            });
            let on_ring = Rc::clone(&on_ring);
            let rang = EventListener::new(&worker, "message", move |event| {
                let event = event.dyn_ref::<MessageEvent>();
                if event.is_some_and(|event| event.data() == id) {
                    on_ring();
                }
            });
            (worker, [rang, failed])
        });
        Self {
            id,
            on_ring,
            worker,
            is_dead,
            timeout: None,
        }
    }

    /// Rings once, in `ms` milliseconds. The time that it was set to before is forgotten.
    pub fn set(&mut self, ms: u64) {
        let ms = ms.min(MAX_MS) as u32;
        if let Some((worker, _)) = &self.worker
            && !self.is_dead.get()
            && worker
                .post_message(&Array::of2(&self.id.into(), &ms.into()))
                .is_ok()
        {
            return;
        }
        let on_ring = Rc::clone(&self.on_ring);
        self.timeout = Some(Timeout::new(ms, move || on_ring()));
    }
}
