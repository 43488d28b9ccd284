//! What this page shares with others: the HTTP version that it was served with, and the tabs that hold a stream open, too.
//! HTTP/1.1 allows six connections to a server over all tabs, and every meeting holds one of them all the time.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{BroadcastChannel, MessageEvent};

use super::Listener;
use wasm_bindgen::JsCast;

/// All tabs of this panel hear each other here.
const CHANNEL: &str = "gavel";
const ASK: &str = "who is in a meeting?";
const ANSWER: &str = "I am";

/// The HTTP version of the newest answer of a conferencing node, as the browser names it; `None` where it may not say.
pub fn http_version() -> Option<String> {
    let entries = web_sys::window()?
        .performance()?
        .get_entries_by_type("resource");
    let word = |entry: &JsValue, key: &str| Reflect::get(entry, &key.into()).ok()?.as_string();
    let version = |entry: JsValue| {
        let name: JsString = Reflect::get(&entry, &"name".into()).ok()?.dyn_into().ok()?;
        // The address holds a token at times, and stays on the other side.
        name.includes("/api/services/", 0)
            .then(|| word(&entry, "nextHopProtocol"))
            .flatten()
            .filter(|version| !version.is_empty())
    };
    entries.iter().filter_map(version).next_back()
}

/// This tab among others: as long as it is kept, it answers who asks.
pub struct Neighbours {
    channel: Option<(BroadcastChannel, Listener)>,
}

impl Neighbours {
    /// Answers from now on; `found` hears of each tab that answers this one.
    pub fn meet(found: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok().map(|channel| {
            let own = channel.clone();
            let heard = move |event: web_sys::Event| {
                let said = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                match said.and_then(|said| said.as_string()).as_deref() {
                    Some(ASK) => drop(own.post_message(&ANSWER.into())),
                    Some(ANSWER) => found(),
                    _ => {}
                }
            };
            let listener = Listener::new(&channel, "message", heard);
            (channel, listener)
        });
        Self { channel }
    }

    /// Asks who else is in a meeting.
    pub fn ask(&self) {
        if let Some((channel, _)) = &self.channel {
            let _ = channel.post_message(&ASK.into());
        }
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        if let Some((channel, _)) = &self.channel {
            channel.close();
        }
    }
}
