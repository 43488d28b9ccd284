//! The page's life, as the browser tells it.

use std::rc::Rc;

use session::Page;
use web_sys::EventTarget;

use super::Listener;

/// Listeners on the page's life, for as long as this value lives.
pub struct PageLife {
    _listeners: Vec<Listener>,
}

impl PageLife {
    /// Calls `tell` for everything that happens to the page, and once at the start if there is no network.
    pub fn watch(tell: impl Fn(Page) + 'static) -> Self {
        let mut listeners = Vec::new();
        let tell: Rc<dyn Fn(Page)> = Rc::new(tell);
        let Some(window) = web_sys::window() else {
            return Self {
                _listeners: listeners,
            };
        };
        let mut on = |target: &EventTarget, name: &'static str, page: Page| {
            let tell = Rc::clone(&tell);
            listeners.push(Listener::new(target, name, move |_| tell(page)));
        };
        on(&window, "online", Page::Online);
        on(&window, "offline", Page::Offline);
        on(&window, "pagehide", Page::Leaving);
        if let Some(document) = window.document() {
            on(&document, "resume", Page::Resumed);
            let visible = Rc::clone(&tell);
            let watched = document.clone();
            listeners.push(Listener::new(&document, "visibilitychange", move |_| {
                visible(if watched.hidden() {
                    Page::Hidden
                } else {
                    Page::Visible
                });
            }));
        }
        let shown = Rc::clone(&tell);
        listeners.push(Listener::new(&window, "pageshow", move |event| {
            // Only a page out of the back-forward cache was away; the first show is the beginning.
            if js_sys::Reflect::get(&event, &"persisted".into())
                .is_ok_and(|persisted| persisted.is_truthy())
            {
                shown(Page::Resumed);
            }
        }));
        if !window.navigator().on_line() {
            tell(Page::Offline);
        }
        Self {
            _listeners: listeners,
        }
    }
}
