//! How much room there is: a phone's width shows one panel at a time; a finger and a wall get higher rows.

use crate::reactive::{RwSignal, Signal, document, on_cleanup, window};
use leptos::prelude::window_event_listener_untyped;

/// Narrower than this, panels take turns. As in `narrow.css`.
const NARROW: f64 = 720.0;
/// `--row` in `tokens.css`, in rem: for a mouse, for a finger.
const ROW_REM: (f64, f64) = (2.75, 3.25);

/// What follows the window's size. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Screen {
    /// One panel at a time.
    pub narrow: Signal<bool>,
    /// The height of a person's row, in pixels.
    pub row: Signal<f64>,
    /// The panel that a phone shows.
    pub tab: RwSignal<&'static str>,
    /// Chat lines that nobody has seen.
    pub unread: RwSignal<usize>,
}

impl Screen {
    /// Follows the window for as long as the owner lives.
    pub fn follow() -> Self {
        let (narrow, row) = (RwSignal::new(is_narrow()), RwSignal::new(row_height()));
        let listener = window_event_listener_untyped("resize", move |_| {
            narrow.put(is_narrow());
            let height = row_height();
            if (row.get_untracked() - height).abs() > 0.1 {
                row.set(height);
            }
        });
        on_cleanup(move || listener.remove());
        Self {
            narrow: narrow.into(),
            row: row.into(),
            tab: RwSignal::new("people"),
            unread: RwSignal::new(0),
        }
    }
}

fn is_narrow() -> bool {
    window()
        .inner_width()
        .ok()
        .and_then(|width| width.as_f64())
        .is_some_and(|width| width < NARROW)
}

fn row_height() -> f64 {
    let coarse = window()
        .match_media("(pointer: coarse)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    let style = document()
        .document_element()
        .and_then(|page| window().get_computed_style(&page).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    // The browser's parser: Rust's own brings a table of ten kilobytes along.
    let rem = size
        .map(|size| js_sys::parse_float(&size))
        .filter(|rem| rem.is_finite())
        .unwrap_or(16.0);
    rem * if coarse { ROW_REM.1 } else { ROW_REM.0 }
}
