//! How much room there is: a phone's width shows one panel at a time; a finger and a wall get higher rows.

use leptos::{ev, prelude::*};
use leptos_use::use_media_query;

use crate::state::{Density, set_if_changed, use_preferences};

/// Narrower than this, panels take turns. As in `narrow.css`.
const NARROW: &str = "(width < 720px)";
/// `--row` in `tokens.css`, in rem: for a finger, and for a mouse where things stand close or not.
const FINGER_REM: f64 = 3.25;
const CLOSE_REM: f64 = 2.25;
const ROW_REM: f64 = 2.75;
/// What a browser's font size is where it can't be read.
const REM_PX: f64 = 16.0;

/// What follows the window's size. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Screen {
    /// One panel at a time.
    pub is_narrow: Signal<bool>,
    /// The height of a person's row, in pixels.
    pub row_height: Signal<f64>,
    /// The font size of the page, in pixels.
    pub rem: Signal<f64>,
}

/// Returns the screen of the room.
///
/// # Panics
///
/// Outside of `<Room/>`, which provides it.
pub fn use_screen() -> Screen {
    expect_context()
}

impl Screen {
    /// Follows the window for as long as the current owner lives.
    pub fn watch() -> Self {
        let is_coarse = use_media_query("(pointer: coarse)");
        // On a wall the page's font is larger (`base.css`), and a window can be brought there.
        let rem = RwSignal::new(font_size());
        let resized = window_event_listener(ev::resize, move |_| set_if_changed(rem, font_size()));
        on_cleanup(move || resized.remove());
        let density = use_preferences().density();
        let row_height = move || {
            let row_rem = match (is_coarse.get(), density.get()) {
                (true, _) => FINGER_REM,
                (false, Density::Compact) => CLOSE_REM,
                (false, Density::Comfortable) => ROW_REM,
            };
            rem.get() * row_rem
        };
        Self {
            is_narrow: use_media_query(NARROW),
            row_height: Memo::new(move |_| row_height()).into(),
            rem: rem.into(),
        }
    }
}

/// The page's font size in pixels.
fn font_size() -> f64 {
    let style = document()
        .document_element()
        .and_then(|page| window().get_computed_style(&page).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.map(|size| js_sys::parse_float(&size))
        .filter(|size| size.is_finite())
        .unwrap_or(REM_PX)
}
