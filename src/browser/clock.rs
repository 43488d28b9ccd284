//! The browser's two clocks, and a seed.

use session::Now;

/// Returns the time, by the monotonic clock and by the wall clock, in ms.
pub fn now() -> Now {
    let performance = web_sys::window().and_then(|window| window.performance());
    Now {
        mono_ms: performance.map_or(0.0, |clock| clock.now()) as u64,
        wall_ms: js_sys::Date::now() as u64,
    }
}

/// Returns a number that differs from page to page. It spreads retries and keeps no secret.
pub fn random_seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}

/// Reads a day and a time of it as a field has them, local time; returns ms since 1970.
pub fn read_moment(text: &str) -> Option<u64> {
    let ms = js_sys::Date::parse(text);
    (ms.is_finite() && ms >= 0.0).then_some(ms as u64)
}
