//! A list whose newest line is at the bottom: it stays there unless somebody scrolls up to read.

use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};
use web_sys::HtmlElement;

use crate::ui;

/// Nearer to the end than this counts as being there, in pixels.
const NEAR: i32 = 24;
/// Lines shown at first, and how many more a press shows.
const STEP: usize = 50;

/// Cheap to copy.
#[derive(Clone, Copy)]
pub struct Follow {
    /// The element that scrolls.
    pub element: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// How many lines are in the page at most.
    pub limit: RwSignal<usize>,
    at_end: RwSignal<bool>,
    read: RwSignal<u64>,
    ever: Signal<u64>,
}

impl Follow {
    /// Follows a list that has had `ever` lines, while it is `shown`.
    pub fn new(ever: Signal<u64>, shown: Signal<bool>) -> Self {
        let follow = Self {
            element: StoredValue::new_local(None),
            limit: RwSignal::new(STEP),
            at_end: RwSignal::new(true),
            read: RwSignal::new(0),
            ever,
        };
        ui::follow(move || {
            let now = ever.get();
            if shown.get() && follow.at_end.get() {
                follow.read.try_set(now);
                request_animation_frame(move || follow.go_to_end());
            }
        });
        follow
    }

    /// How many lines nobody has seen.
    pub fn unread(self) -> usize {
        usize::try_from(self.ever.get().saturating_sub(self.read.get())).unwrap_or_default()
    }

    /// To the newest line.
    pub fn to_end(self) {
        self.limit.try_set(STEP);
        self.at_end.try_set(true);
        self.go_to_end();
    }

    /// Shows older lines as well.
    pub fn more(self) {
        self.at_end.try_set(false);
        self.limit.try_update(|limit| *limit += 2 * STEP);
    }

    /// Somebody scrolled.
    pub fn scrolled(self) {
        if let Some(list) = self.element.try_get_value().flatten() {
            let at_end = list.scroll_height() - list.scroll_top() - list.client_height() < NEAR;
            if self.at_end.try_get_untracked() == Some(!at_end) {
                self.at_end.try_set(at_end);
            }
        }
    }

    fn go_to_end(self) {
        if let Some(list) = self.element.try_get_value().flatten() {
            list.set_scroll_top(list.scroll_height());
        }
    }
}
