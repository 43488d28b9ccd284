//! Where a menu stands.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::ui::dom::pixels;

/// Between the menu and its button, or the edge of the window, in pixels.
const GAP: f64 = 4.0;

/// Puts a menu under its button, or above it where there is no room; never past the window's edges.
pub(super) fn beside(list: &HtmlElement, button: &HtmlElement) {
    let size = |size: Result<JsValue, JsValue>| {
        size.ok().and_then(|size| size.as_f64()).unwrap_or_default()
    };
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let anchor = button.get_bounding_client_rect();
    let own = list.get_bounding_client_rect();
    let below = anchor.bottom() + GAP;
    let top = if below + own.height() <= height {
        below
    } else {
        anchor.top() - GAP - own.height()
    };
    let left = (anchor.right() - own.width()).min(width - own.width() - GAP);
    let style = list.style();
    let _ = style.set_property("top", &pixels(top.max(GAP)));
    let _ = style.set_property("left", &pixels(left.max(GAP)));
}
