//! A request that may take so long and no longer.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;
use web_sys::{AbortController, AbortSignal};

/// A limit of a request. The request is aborted when the time is over, unless this is dropped before.
pub(super) struct TimeLimit {
    signal: Option<AbortSignal>,
    is_over: Rc<Cell<bool>>,
    _timeout: Timeout,
}

impl TimeLimit {
    /// Begins one of so many seconds.
    pub(super) fn begin(seconds: u32) -> Self {
        let abort = AbortController::new().ok();
        let signal = abort.as_ref().map(AbortController::signal);
        let is_over = Rc::new(Cell::new(false));
        let over = Rc::clone(&is_over);
        let timeout = Timeout::new(seconds.saturating_mul(1000), move || {
            over.set(true);
            if let Some(abort) = abort {
                abort.abort();
            }
        });
        Self {
            signal,
            is_over,
            _timeout: timeout,
        }
    }

    /// Returns what the request is to be sent with.
    pub(super) fn signal(&self) -> Option<&AbortSignal> {
        self.signal.as_ref()
    }

    /// Returns whether the time is over.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }
}
