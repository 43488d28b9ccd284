//! Time goes by in a script, and everything happens that is on its way or due.

use crate::script::{Coming, Script};
use session::{Connection, Input};

impl Script {
    /// Lets time go by until all is live, an hour at most.
    pub fn runs_until_live(&mut self) {
        let end = self.now.mono_ms + 3_600_000;
        while self.session.connection() != Connection::Live {
            assert!(self.now.mono_ms < end, "not live after an hour");
            self.runs_ms(20);
        }
    }

    pub fn runs_s(&mut self, seconds: u64) {
        self.runs_ms(seconds * 1_000);
    }

    /// Lets time go by, and everything happen that is on its way or due.
    pub fn runs_ms(&mut self, ms: u64) {
        let end = self.now.mono_ms + ms;
        self.deliver();
        while self.goes_on_until(end) {}
    }

    /// Lets the next thing happen, if there is one until then; otherwise lets the time go by.
    pub fn goes_on_until(&mut self, end: u64) -> bool {
        let next = self.coming.keys().next().map(|(at, _)| *at);
        let due = [next, self.wake].into_iter().flatten().min();
        let Some(due) = due.filter(|at| *at <= end) else {
            self.passes_to(end);
            return false;
        };
        self.passes_to(due);
        if self.wake == Some(due) {
            self.wake = None;
            self.takes(Input::Tick);
        } else if let Some((_, coming)) = self.coming.pop_first() {
            self.arrives(coming);
        }
        true
    }

    fn arrives(&mut self, coming: Coming) {
        match coming {
            Coming::Input(input) => self.takes(input),
            Coming::KeepAlive(id) => {
                if self.stream == Some(id) {
                    self.streams_bytes(":\n\n");
                    let period = self.server.keep_alive_ms.unwrap_or(10_000);
                    self.queue(period, Coming::KeepAlive(id));
                }
            }
        }
    }

    fn passes_to(&mut self, mono_ms: u64) {
        let step = mono_ms.saturating_sub(self.now.mono_ms);
        self.now.mono_ms += step;
        self.now.wall_ms += step;
    }

    /// The clocks go on, nothing else does: the machine sleeps. Monotonic time may sleep too.
    pub fn sleeps_s(&mut self, seconds: u64, mono_runs: bool) {
        self.now.wall_ms += seconds * 1_000;
        if mono_runs {
            self.now.mono_ms += seconds * 1_000;
        }
    }
}
