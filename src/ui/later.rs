//! What can wait for a frame.

use std::time::Duration;

use super::el::flag;
use crate::reactive::{RwSignal, Signal, follow, request_animation_frame, set_timeout};

/// Whether something is so and a frame of it has been drawn: what is in sight comes first, the rest then.
pub fn drawn(is_so: impl Fn() -> bool + 'static) -> Signal<bool> {
    let is_so = flag(is_so);
    let drawn = RwSignal::new(false);
    follow(move || {
        drawn.put(false);
        if is_so.get() {
            // It may be over by then.
            let tell = move || drawn.put(is_so.get_untracked());
            request_animation_frame(move || set_timeout(tell, Duration::ZERO));
        }
    });
    drawn.into()
}
