//! The page's life: shown, hidden, frozen, offline, closed.

use std::rc::Rc;

use gloo_events::EventListener;
use session::Page;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PageTransitionEvent};

/// Listeners on the page's life. They are removed when this is dropped.
pub struct PageLife {
    _listeners: Vec<EventListener>,
}

impl PageLife {
    /// Calls `on_change` with everything that happens to the page, and once at the start if there is no network.
    pub fn watch(on_change: impl Fn(Page) + 'static) -> Self {
        let on_change: Rc<dyn Fn(Page)> = Rc::new(on_change);
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            listeners.extend([
                tell(&window, "online", Page::Online, &on_change),
                tell(&window, "offline", Page::Offline, &on_change),
                tell(&window, "pagehide", Page::Leaving, &on_change),
                tell_of_return(&window, &on_change),
            ]);
            if let Some(document) = window.document() {
                listeners.push(tell(&document, "resume", Page::Resumed, &on_change));
                listeners.push(tell_of_visibility(document, &on_change));
            }
            if !window.navigator().on_line() {
                on_change(Page::Offline);
            }
        }
        Self {
            _listeners: listeners,
        }
    }
}

fn tell(
    target: &EventTarget,
    event: &'static str,
    page: Page,
    on_change: &Rc<dyn Fn(Page)>,
) -> EventListener {
    let on_change = Rc::clone(on_change);
    EventListener::new(target, event, move |_| on_change(page))
}

fn tell_of_visibility(document: web_sys::Document, on_change: &Rc<dyn Fn(Page)>) -> EventListener {
    let on_change = Rc::clone(on_change);
    let target = document.clone();
    EventListener::new(&target, "visibilitychange", move |_| {
        on_change(if document.hidden() {
            Page::Hidden
        } else {
            Page::Visible
        });
    })
}

fn tell_of_return(window: &EventTarget, on_change: &Rc<dyn Fn(Page)>) -> EventListener {
    let on_change = Rc::clone(on_change);
    EventListener::new(window, "pageshow", move |event| {
        // Only a page out of the back-forward cache was away; the first show is the beginning.
        let event = event.dyn_ref::<PageTransitionEvent>();
        if event.is_some_and(PageTransitionEvent::persisted) {
            on_change(Page::Resumed);
        }
    })
}
