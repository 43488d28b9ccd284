//! At most one run in a while: what changes sixty times a second nobody reads.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;

/// Runs something at once, and again at the end of a pause if it was asked for meanwhile. Cheap to clone.
#[derive(Clone)]
pub struct Throttle(Rc<Inner>);

struct Inner {
    pause_ms: u32,
    pausing: Cell<bool>,
    asked: Cell<bool>,
    run: Box<dyn Fn()>,
}

impl Throttle {
    /// Returns a throttle that runs `run` at most every `pause_ms` milliseconds.
    pub fn new(pause_ms: u32, run: impl Fn() + 'static) -> Self {
        Self(Rc::new(Inner {
            pause_ms,
            pausing: Cell::new(false),
            asked: Cell::new(false),
            run: Box::new(run),
        }))
    }

    /// Runs it now or at the end of the pause.
    pub fn run(&self) {
        if self.0.pausing.replace(true) {
            self.0.asked.set(true);
            return;
        }
        (self.0.run)();
        let throttle = self.clone();
        Timeout::new(self.0.pause_ms, move || throttle.end_pause()).forget();
    }

    fn end_pause(&self) {
        self.0.pausing.set(false);
        if self.0.asked.replace(false) {
            self.run();
        }
    }
}
