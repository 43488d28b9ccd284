//! The browser's two clocks.

use session::Now;

thread_local! {
    static MONOTONIC: Option<web_sys::Performance> =
        web_sys::window().and_then(|window| window.performance());
}

/// What both say now.
pub fn now() -> Now {
    let mono_ms = MONOTONIC.with(|clock| clock.as_ref().map_or(0.0, web_sys::Performance::now));
    Now {
        mono_ms: mono_ms as u64,
        wall_ms: js_sys::Date::now() as u64,
    }
}

/// A number that differs from one page to the next, for jitter.
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}
