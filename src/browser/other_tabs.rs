//! Other tabs that are in a meeting. Over HTTP/1.1 a browser opens six connections to a server, all tabs together, and the events
//! of every meeting take one of them all the time.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// Every tab of this panel listens here.
const CHANNEL: &str = "gavel";
const QUESTION: &str = "who is in a meeting?";
const ANSWER: &str = "I am";

/// This tab among the others: it answers their question until this is dropped.
pub struct OtherTabs {
    channel: Option<(BroadcastChannel, EventListener)>,
}

impl OtherTabs {
    /// Answers other tabs from now on, and calls `on_answer` for each tab that answers this one.
    pub fn listen(on_answer: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok().map(|channel| {
            let own = channel.clone();
            let listener = EventListener::new(&channel, "message", move |event| {
                let message = event
                    .dyn_ref::<MessageEvent>()
                    .and_then(|event| event.data().as_string());
                match message.as_deref() {
                    Some(QUESTION) => drop(own.post_message(&ANSWER.into())),
                    Some(ANSWER) => on_answer(),
                    _ => {}
                }
            });
            (channel, listener)
        });
        Self { channel }
    }

    /// Asks the other tabs whether they are in a meeting.
    pub fn ask(&self) {
        if let Some((channel, _)) = &self.channel {
            let _ = channel.post_message(&QUESTION.into());
        }
    }
}

impl Drop for OtherTabs {
    fn drop(&mut self) {
        if let Some((channel, _)) = &self.channel {
            channel.close();
        }
    }
}
