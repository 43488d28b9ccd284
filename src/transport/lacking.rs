//! What a browser may lack. The panel does without each, and says what that costs.

use crate::{
    i18n::{Word, t},
    transport::{event_stream, storage},
};

/// What this one lacks, in words; mostly nothing.
pub fn lacking() -> Vec<Word> {
    let has_worker = js_sys::Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or_default();
    let lacks = [
        (has_worker, t!(connect.no_worker)),
        (storage::works(), t!(connect.no_storage)),
        (event_stream::is_streamed(), t!(connect.no_streaming)),
    ];
    lacks
        .into_iter()
        .filter_map(|(has, word)| (!has).then_some(word))
        .collect()
}
