//! Notifications of the desktop, which reach a host who looks at something else.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Takes the place of the one before.
const TAG: &str = "gavel";

/// What the browser allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// They are shown.
    Yes,
    /// The person has said no, or the browser does for all pages like this one.
    No,
    /// The person is asked when there is a reason to.
    NotAsked,
    /// The browser has none.
    Missing,
}

thread_local! {
    /// The one that is shown, with what a click on it does.
    static SHOWN: RefCell<Option<(Notification, EventListener)>> = const { RefCell::new(None) };
}

/// Returns whether they are shown.
pub fn allowed() -> Allowed {
    let is_there = js_sys::Reflect::has(&js_sys::global(), &JsValue::from_str("Notification"));
    if !is_there.unwrap_or_default() {
        return Allowed::Missing;
    }
    of(Notification::permission())
}

const fn of(permission: NotificationPermission) -> Allowed {
    match permission {
        NotificationPermission::Granted => Allowed::Yes,
        NotificationPermission::Default => Allowed::NotAsked,
        _ => Allowed::No,
    }
}

/// Asks the person whether they may be shown, and calls `on_answer` with what is allowed then. To be called in a click.
pub fn ask(on_answer: impl FnOnce(Allowed) + 'static) {
    if allowed() == Allowed::Missing {
        return on_answer(Allowed::Missing);
    }
    let asked = Notification::request_permission();
    spawn_local(async move {
        if let Ok(promise) = asked {
            // What it answers is what the browser tells as well.
            let _ = JsFuture::from(promise).await;
        }
        on_answer(allowed());
    });
}

/// Shows one, in place of the one before. A click on it brings the page to the front.
pub fn show(title: &str, body: &str) {
    if allowed() != Allowed::Yes {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(TAG);
    // Browsers on phones show them by a service worker only.
    let Ok(notification) = Notification::new_with_options(title, &options) else {
        return;
    };
    let on_click = EventListener::new(&notification, "click", |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        close();
    });
    SHOWN.set(Some((notification, on_click)));
}

/// Takes away what is shown: there is nothing to come for any more.
pub fn close() {
    // Not while it is borrowed: its listener may be what calls this.
    if let Some((notification, on_click)) = SHOWN.take() {
        notification.close();
        // A listener that is running is dropped after it.
        spawn_local(async move { drop(on_click) });
    }
}
