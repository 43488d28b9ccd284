//! Presentation frames: at most one load under way, the newest wins, and shown as object URLs, so that no token stands in an
//! image's address.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Response, Url};

use super::options;

/// Loads frames and owns the one that is shown.
#[derive(Clone)]
pub struct Frames {
    inner: Rc<RefCell<Inner>>,
    show: Rc<dyn Fn(Option<String>)>,
}

#[derive(Default)]
struct Inner {
    loading: bool,
    next: Option<String>,
    shown: Option<String>,
    /// Frames of a presentation that ended while they were loading are dropped.
    presentation: u32,
}

impl Frames {
    /// Frames that are handed to `show` as object URLs.
    pub fn new(show: impl Fn(Option<String>) + 'static) -> Self {
        Self {
            inner: Rc::default(),
            show: Rc::new(show),
        }
    }

    /// Loads the frame at `url`, now or as soon as the one under way is there.
    pub fn load(&self, url: String) {
        let mut inner = self.inner.borrow_mut();
        if inner.loading {
            inner.next = Some(url);
            return;
        }
        inner.loading = true;
        drop(inner);
        let frames = self.clone();
        spawn_local(async move { frames.work(url).await });
    }

    /// The presentation is over: shows nothing, and nothing that is still on its way.
    pub fn clear(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.next = None;
        inner.presentation = inner.presentation.wrapping_add(1);
        let old = inner.shown.take();
        drop(inner);
        (self.show)(None);
        revoke(old);
    }

    async fn work(&self, first: String) {
        let mut next = Some(first);
        while let Some(url) = next {
            let presentation = self.inner.borrow().presentation;
            let image = fetch_image(&url).await;
            let mut inner = self.inner.borrow_mut();
            next = inner.next.take();
            inner.loading = next.is_some();
            let object = image.filter(|_| inner.presentation == presentation);
            let Some(object) = object.and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
            else {
                continue;
            };
            let old = inner.shown.replace(object.clone());
            drop(inner);
            (self.show)(Some(object));
            revoke(old);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        revoke(self.shown.take());
    }
}

fn revoke(url: Option<String>) {
    if let Some(url) = url {
        let _ = Url::revoke_object_url(&url);
    }
}

async fn fetch_image(url: &str) -> Option<Blob> {
    let sent = web_sys::window()?.fetch_with_str_and_init(url, &options::common(None));
    let response: Response = JsFuture::from(sent).await.ok()?.dyn_into().ok()?;
    let is_image = response
        .headers()
        .get("content-type")
        .ok()
        .flatten()
        .is_none_or(|kind| kind.starts_with("image/"));
    if !response.ok() || !is_image {
        return None;
    }
    JsFuture::from(response.blob().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()
}
