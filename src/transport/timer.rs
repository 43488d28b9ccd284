//! Waking up at a given time, hidden or not: a page's own timers drop to one tick a minute when nobody looks, a worker's don't.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};

use super::Listener;

/// A clock that goes on while the page is hidden: a dedicated worker, `None` where the browser gives none.
pub fn clockwork() -> Option<Worker> {
    Worker::new("timer-worker.js").ok()
}

/// One alarm, set anew as often as one likes; the newest time counts.
pub struct Alarm {
    worker: Option<(Worker, Listener)>,
    /// Where there is no worker: the window's own timer.
    ring: Rc<dyn Fn()>,
    timeout: Option<Timeout>,
    id: u32,
}

impl Alarm {
    /// An alarm that calls `ring`. `id` tells it from others with the same clockwork.
    pub fn new(clockwork: Option<Worker>, id: u32, ring: impl Fn() + 'static) -> Self {
        let ring: Rc<dyn Fn()> = Rc::new(ring);
        let worker = clockwork.map(|worker| {
            let ring = Rc::clone(&ring);
            let heard = move |event: web_sys::Event| {
                if event.unchecked_into::<MessageEvent>().data() == id {
                    ring();
                }
            };
            let listener = Listener::new(&worker, "message", heard);
            (worker, listener)
        });
        Self {
            worker,
            ring,
            timeout: None,
            id,
        }
    }

    /// Rings once, in `ms` milliseconds, and not when it was set to before.
    pub fn set(&mut self, ms: u64) {
        let ms = ms.min(600_000) as u32;
        if let Some((worker, _)) = &self.worker
            && worker
                .post_message(&Array::of2(&self.id.into(), &ms.into()))
                .is_ok()
        {
            return;
        }
        let ring = Rc::clone(&self.ring);
        self.timeout = Some(Timeout::new(ms, move || ring()));
    }
}
