//! A list whose newest line is at the bottom: it stays there unless somebody scrolls up to read.

use crate::{
    i18n::t,
    reactive::{RwSignal, Signal, follow, request_animation_frame},
    ui::{
        Button, Look,
        el::{Held, Piece, div, held, the, when},
    },
};

/// Nearer to the end than this counts as being there, in pixels.
const NEAR: i32 = 24;
/// Lines shown at first, and how many more a press shows.
const STEP: usize = 50;

/// Cheap to copy.
#[derive(Clone, Copy)]
pub struct Follow {
    /// The element that scrolls.
    pub element: Held,
    /// How many lines are in the page at most.
    pub limit: RwSignal<usize>,
    at_end: RwSignal<bool>,
    read: RwSignal<u64>,
    ever: Signal<u64>,
}

impl Follow {
    /// Follows a list that has had `ever` lines, while it is `shown`.
    pub fn new(ever: Signal<u64>, shown: Signal<bool>) -> Self {
        let list = Self {
            element: held(),
            limit: RwSignal::new(STEP),
            at_end: RwSignal::new(true),
            read: RwSignal::new(0),
            ever,
        };
        follow(move || {
            let now = ever.get();
            if shown.get() && list.at_end.get() {
                list.read.set(now);
                request_animation_frame(move || list.go_to_end());
            }
        });
        list
    }

    /// How many lines nobody has seen.
    pub fn unread(self) -> usize {
        usize::try_from(self.ever.get().saturating_sub(self.read.get())).unwrap_or_default()
    }

    /// To the newest line.
    pub fn to_end(self) {
        self.limit.set(STEP);
        self.at_end.set(true);
        self.go_to_end();
    }

    /// A button for older lines, there while more are `kept` than shown.
    pub fn earlier(self, kept: impl Fn() -> usize + 'static) -> Piece {
        when(
            move || kept() > self.limit.get(),
            move || {
                let more = Button::new(t!(room.earlier), move || self.more());
                div("earlier").child(more.look(Look::Quiet))
            },
        )
    }

    /// Shows older lines as well.
    fn more(self) {
        self.at_end.set(false);
        self.limit.update(|limit| *limit += 2 * STEP);
    }

    /// Somebody scrolled.
    pub fn scrolled(self) {
        if let Some(list) = the(self.element) {
            let at_end = list.scroll_height() - list.scroll_top() - list.client_height() < NEAR;
            self.at_end.put(at_end);
        }
    }

    fn go_to_end(self) {
        if let Some(list) = the(self.element) {
            list.set_scroll_top(list.scroll_height());
        }
    }
}
