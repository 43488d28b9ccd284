//! Presentation frames. At most one is being loaded, and the newest wins. They are shown as object URLs, so that no token stands in
//! an image's address.

use std::{cell::RefCell, rc::Rc};

use conference::Presentation;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Response, Url};

use super::{demo, request, time_limit::TimeLimit};

/// A frame that takes longer makes way for the next one, seconds.
const LIMIT_S: u32 = 10;

/// Loads frames and owns the one that is shown. Cheap to clone.
#[derive(Clone)]
pub struct Frames {
    state: Rc<RefCell<State>>,
    on_frame: Rc<dyn Fn(Option<String>)>,
}

#[derive(Default)]
struct State {
    is_loading: bool,
    /// The address of the frame to load next.
    next: Option<String>,
    shown: Option<ObjectUrl>,
    /// Whose frames these are.
    presentation: Option<Presentation>,
    /// The presentation's number: a frame that arrives after its presentation has ended is dropped.
    number: u32,
}

impl Frames {
    /// Calls `on_frame` with the object URL of each frame, and with `None` when there is none to show.
    pub fn new(on_frame: impl Fn(Option<String>) + 'static) -> Self {
        Self {
            state: Rc::default(),
            on_frame: Rc::new(on_frame),
        }
    }

    /// Loads the frame at `url`, at once or as soon as the one under way has arrived.
    pub fn load(&self, url: String) {
        let mut state = self.state.borrow_mut();
        if state.is_loading {
            state.next = Some(url);
            return;
        }
        state.is_loading = true;
        drop(state);
        let frames = self.clone();
        spawn_local(async move { frames.load_all(url).await });
    }

    /// Somebody presents, or nobody: frames of another presentation are shown no more, not even one that is still on its way.
    pub fn present(&self, presentation: Option<&Presentation>) {
        let mut state = self.state.borrow_mut();
        let before = state.presentation.take();
        state.presentation = presentation.cloned();
        let goes_on = match (before, presentation) {
            (Some(before), Some(now)) => before.is_by_presenter_of(now),
            (None, now) => now.is_some(),
            (Some(_), None) => false,
        };
        if goes_on {
            return;
        }
        state.next = None;
        state.number = state.number.wrapping_add(1);
        let old = state.shown.take();
        drop(state);
        (self.on_frame)(None);
        drop(old);
    }

    /// Loads the frame at `first`, and then whatever was asked for in the meantime.
    async fn load_all(&self, first: String) {
        let mut next = Some(first);
        while let Some(url) = next {
            let number = self.state.borrow().number;
            let image = load_image(&url).await.ok().flatten();
            let mut state = self.state.borrow_mut();
            next = state.next.take();
            state.is_loading = next.is_some();
            if state.number != number {
                continue;
            }
            let Some(image) = image.and_then(|image| ObjectUrl::new(&image)) else {
                continue;
            };
            let url = image.0.clone();
            let old = state.shown.replace(image);
            drop(state);
            (self.on_frame)(Some(url));
            // Revoked only when it is shown no more.
            drop(old);
        }
    }
}

/// The address of data in memory; the browser frees the data when this is dropped.
struct ObjectUrl(String);

impl ObjectUrl {
    fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Loads a picture. `None` if the answer isn't one.
async fn load_image(url: &str) -> Result<Option<Blob>, JsValue> {
    if demo::is_at_demo(url) {
        return demo::load_image(url).await;
    }
    let limit = TimeLimit::begin(LIMIT_S);
    let sent = request::image(url, limit.signal())?.send().await;
    let response = sent.map_err(|error| JsValue::from_str(&error.to_string()))?;
    let is_image = response
        .headers()
        .get("content-type")
        .is_none_or(|kind| kind.trim().to_ascii_lowercase().starts_with("image/"));
    if !response.ok() || !is_image {
        return Ok(None);
    }
    // gloo-net can't read an answer as a blob.
    let blob = JsFuture::from(Response::from(response).blob()?).await?;
    Ok(blob.dyn_into().ok())
}
