//! Everything of a room that isn't people or streams: what is recorded, what goes out and comes in, calls, analytics, tokens.

mod analytics;
mod change;
mod chosen_streams;
mod describe;
mod form;
mod item;
mod picture;
mod recordings;
mod region;
mod sip_calls;
mod sources;
mod stop;
mod streaming_in;
mod streaming_out;
mod tokens;
mod words;

use leptos::prelude::*;

use super::refusal;
use analytics::Analytics;
use change::{ChangeDialog, Changing};
use recordings::Recordings;
use sip_calls::SipCalls;
use stop::{StopDialog, Stopping};
use streaming_in::StreamingIn;
use streaming_out::StreamingOut;
use tokens::Tokens;

pub use describe::{audio_format_name, from_words, layer_words, short};
pub use words::{command, next_step};

/// What all regions share. It lives with them. Cheap to copy.
#[derive(Clone, Copy)]
struct MediaContext {
    /// Why nothing can be asked now.
    refusal: Signal<Option<String>>,
    /// What is to be changed, as it was when it was asked.
    changing: RwSignal<Option<Changing>>,
    /// What is to be ended, as it was when it was asked.
    stopping: RwSignal<Option<Stopping>>,
}

/// The regions.
#[component]
pub fn Media() -> impl IntoView {
    let (changing, stopping) = (RwSignal::new(None), RwSignal::new(None));
    provide_context(MediaContext {
        refusal: refusal(),
        changing,
        stopping,
    });
    view! {
        <Recordings />
        <StreamingOut />
        <StreamingIn />
        <SipCalls />
        <Analytics />
        <Tokens />
        <ChangeDialog changing />
        <StopDialog stopping />
    }
}
