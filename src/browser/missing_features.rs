//! What a browser may lack. The panel does without each of these; what that costs is said on the page.

use js_sys::Reflect;

use super::{event_stream, storage};

/// Something that the panel would use if the browser had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MissingFeature {
    /// Workers: timers slow down while the page is hidden.
    Worker,
    /// Local storage: nothing is remembered.
    Storage,
    /// Streamed answers to requests: `EventSource` reads the events, which sees less.
    Streaming,
}

/// Returns the features that this browser lacks. Mostly none.
pub fn missing_features() -> Vec<MissingFeature> {
    let has_worker = Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or_default();
    [
        (has_worker, MissingFeature::Worker),
        (storage::is_available(), MissingFeature::Storage),
        (event_stream::is_read_by_fetch(), MissingFeature::Streaming),
    ]
    .into_iter()
    .filter_map(|(is_there, feature)| (!is_there).then_some(feature))
    .collect()
}
