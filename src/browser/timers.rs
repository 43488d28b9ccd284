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

/// What keeps time while the page is hidden, for all alarms of the page. Cheap to clone.
#[derive(Clone)]
pub struct Timekeeper {
    /// `None` if the browser has no workers.
    worker: Option<Worker>,
    /// The worker's file wasn't there, or was a page in its place: it will never answer.
    is_dead: Rc<Cell<bool>>,
    last_id: Rc<Cell<u32>>,
}

impl Timekeeper {
    /// Starts the worker.
    pub fn start() -> Self {
        Self {
            worker: Worker::new("timer-worker.js").ok(),
            is_dead: Rc::default(),
            last_id: Rc::default(),
        }
    }

    fn next_id(&self) -> u32 {
        self.last_id.set(self.last_id.get().wrapping_add(1));
        self.last_id.get()
    }
}

/// An alarm that can be set again and again; only the newest time counts.
pub struct Alarm {
    /// Tells it from the others of the same worker.
    id: u32,
    on_ring: Rc<dyn Fn()>,
    keeper: Timekeeper,
    _listeners: Option<[EventListener; 2]>,
    /// The page's own timer, used if there is no worker.
    timeout: Option<Timeout>,
}

impl Alarm {
    /// Returns an alarm that isn't set. It calls `on_ring` when it rings.
    pub fn new(keeper: &Timekeeper, on_ring: impl Fn() + 'static) -> Self {
        let id = keeper.next_id();
        let on_ring: Rc<dyn Fn()> = Rc::new(on_ring);
        let listeners = keeper.worker.as_ref().map(|worker| {
            let (dead, ring) = (Rc::clone(&keeper.is_dead), Rc::clone(&on_ring));
            let failed = EventListener::new(worker, "error", move |_| {
                // Whoever waits for it looks at the time, and sets it again.
                dead.set(true);
                ring();
            });
            let on_ring = Rc::clone(&on_ring);
            let rang = EventListener::new(worker, "message", move |event| {
                let event = event.dyn_ref::<MessageEvent>();
                if event.is_some_and(|event| event.data() == id) {
                    on_ring();
                }
            });
            [rang, failed]
        });
        Self {
            id,
            on_ring,
            keeper: keeper.clone(),
            _listeners: listeners,
            timeout: None,
        }
    }

    /// Rings once, in `ms` milliseconds. The time that it was set to before is forgotten.
    pub fn set(&mut self, ms: u64) {
        let ms = ms.min(MAX_MS) as u32;
        if let Some(worker) = &self.keeper.worker
            && !self.keeper.is_dead.get()
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
