//! The focus, when what has it goes from the page.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::dom::{focus_in_place, focused};

/// Parts of the page that say where one is.
const PLACES: &str = "dialog, [role=region], [role=grid], section, main";

/// What has the focus, and the places around it, the nearest first.
#[derive(Default)]
struct Focus {
    element: Option<Element>,
    places: Vec<HtmlElement>,
}

impl Focus {
    fn of(element: &Element) -> Self {
        let mut places = Vec::new();
        let mut next = Some(element.clone());
        while let Some(place) = next.and_then(|it| it.closest(PLACES).ok().flatten()) {
            next = place.parent_element();
            places.extend(place.dyn_into().ok());
        }
        Self {
            element: Some(element.clone()),
            places,
        }
    }

    /// Whether what had the focus is out of the page, and nothing has it now.
    fn is_lost(&self) -> bool {
        let is_gone = self.element.as_ref().is_some_and(|it| !it.is_connected());
        is_gone && nothing_has_focus()
    }

    /// Gives it to the nearest place that is still there and takes it.
    fn give_to_place(&self) {
        let main = document().query_selector("main").ok().flatten();
        let main = main.and_then(|it| it.dyn_into().ok());
        for place in self.places.iter().chain(&main) {
            if !place.has_attribute("tabindex") {
                let _ = place.set_attribute("tabindex", "-1");
            }
            focus_in_place(place);
            if !nothing_has_focus() {
                return;
            }
        }
    }
}

/// Whether nothing in the page has the focus.
fn nothing_has_focus() -> bool {
    let has_body = |it: Element| it.tag_name().eq_ignore_ascii_case("body");
    document().active_element().is_none_or(has_body)
}

/// Gives the focus to what stood around it where what had it goes from the page, for as long as the current owner lives. A browser
/// gives it to nothing: whoever works by keyboard begins at the top again, and a screen reader is silent.
///
/// To a place and not to the next control: a key that is still held must not press that one.
pub fn keep_focus() {
    let focus = Rc::new(RefCell::new(Focus::default()));
    let known = Rc::clone(&focus);
    // An element that leaves the page has no size any more: nothing else tells so without watching the whole page.
    let resized = Closure::<dyn FnMut()>::new(move || {
        if !known.borrow().is_lost() {
            return;
        }
        let known = Rc::clone(&known);
        // In a frame of its own: an observer that begins to watch something while it tells of another thing is called a loop.
        request_animation_frame(move || {
            if known.borrow().is_lost() {
                known.take().give_to_place();
            }
        });
    });
    let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else {
        return;
    };
    let watching = observer.clone();
    let focused = move |event: &web_sys::Event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(element) = target {
            watching.disconnect();
            watching.observe(&element);
            focus.replace(Focus::of(&element));
        }
    };
    // Kept by the current owner.
    StoredValue::new_local(Watch {
        observer,
        _resized: resized,
        _listener: EventListener::new(&document(), "focusin", focused),
    });
}

/// A watch over what has the focus, for as long as it is kept.
struct Watch {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _listener: EventListener,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Changes the order of what is in the page. An element that moves there loses the focus, though it stays: it has it again before the
/// next key comes.
pub fn keep_focus_through(change: impl FnOnce()) {
    let before = focused();
    change();
    spawn_local(async move {
        tick().await;
        if let Some(element) = before.filter(|_| nothing_has_focus()) {
            focus_in_place(&element);
        }
    });
}
