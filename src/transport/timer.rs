//! Waking up at a given time, hidden or not: a page's own timers drop to one tick a minute when nobody looks, a worker's don't.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::Worker;

use super::Listener;

/// One alarm, set anew as often as one likes; the newest time counts.
pub struct Alarm {
    /// A dedicated worker, where the browser gives one.
    worker: Option<(Worker, Listener)>,
    /// Where it doesn't: the window's own timer.
    ring: Rc<dyn Fn()>,
    timeout: Option<Timeout>,
    id: u32,
}

impl Alarm {
    /// An alarm that calls `ring`. `id` tells alarms apart and only shows in the worker.
    pub fn new(id: u32, ring: impl Fn() + 'static) -> Self {
        let ring: Rc<dyn Fn()> = Rc::new(ring);
        let worker = Worker::new("timer-worker.js").ok().map(|worker| {
            let ring = Rc::clone(&ring);
            let listener = Listener::new(&worker, "message", move |_| ring());
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
        let ms = ms.min(600_000) as f64;
        if let Some((worker, _)) = &self.worker {
            let message = js_sys::Object::new();
            let _ =
                js_sys::Reflect::set(&message, &JsValue::from_str("id"), &JsValue::from(self.id));
            let _ = js_sys::Reflect::set(&message, &JsValue::from_str("ms"), &JsValue::from(ms));
            if worker.post_message(&message).is_ok() {
                return;
            }
        }
        let ring = Rc::clone(&self.ring);
        self.timeout = Some(Timeout::new(ms as u32, move || ring()));
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some((worker, _)) = &self.worker {
            worker.terminate();
        }
    }
}
