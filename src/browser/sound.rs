//! A sound without a file: two short tones.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// The tones: how high, in Hz, and when they begin, in seconds.
const TONES: [(f32, f64); 2] = [(659.0, 0.0), (880.0, 0.16)];
/// How long a tone lasts, in seconds.
const LENGTH_S: f64 = 0.3;
/// How loud it begins, of 1.
const LOUDNESS: f32 = 0.2;
/// What it fades to: nothing that could be heard.
const SILENCE: f32 = 0.001;

thread_local! {
    /// One for the page: browsers allow a few only.
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Sounds like somebody at the door. Silent where the browser allows no sound: before the first click on a page, for one.
pub fn knock() {
    let context = CONTEXT.with_borrow_mut(|context| {
        if context.is_none() {
            *context = AudioContext::new().ok();
        }
        context.clone()
    });
    if let Some(context) = context {
        // One that was made before it was allowed, or slept, wakes up; what it promises nobody waits for.
        let _ = context.resume();
        for (pitch, at) in TONES {
            let _ = play(&context, pitch, context.current_time() + at);
        }
    }
}

fn play(context: &AudioContext, pitch: f32, begins: f64) -> Result<(), JsValue> {
    let (tone, volume) = (context.create_oscillator()?, context.create_gain()?);
    let ends = begins + LENGTH_S;
    tone.frequency().set_value(pitch);
    volume.gain().set_value_at_time(LOUDNESS, begins)?;
    volume
        .gain()
        .exponential_ramp_to_value_at_time(SILENCE, ends)?;
    tone.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&context.destination())?;
    tone.start_with_when(begins)?;
    tone.stop_with_when(ends)
}
