//! A list whose newest line is at the bottom: it stays there unless somebody scrolls up to read.

use leptos::{html, prelude::*};

use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, Look, ShowIf},
};

/// Nearer to the end than this counts as being there, in pixels.
const NEAR_END: i32 = 24;
/// Lines shown at first, and half as many as a press shows more.
const STEP: usize = 50;

/// Where such a list is scrolled to, and how much of it is shown. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LineScroll {
    /// The element that scrolls.
    pub element: NodeRef<html::Div>,
    /// How many lines are in the page at most.
    pub limit: ReadSignal<usize>,
    set_limit: WriteSignal<usize>,
    is_at_end: RwSignal<bool>,
    read: RwSignal<u64>,
    total: Signal<u64>,
}

impl LineScroll {
    /// Follows a list that has had `total` lines, while it is `seen`. `read`: how many of those somebody has seen.
    pub fn new(total: Signal<u64>, seen: Signal<bool>, read: RwSignal<u64>) -> Self {
        let (limit, set_limit) = signal(STEP);
        let list = Self {
            element: NodeRef::new(),
            limit,
            set_limit,
            is_at_end: RwSignal::new(true),
            read,
            total,
        };
        Effect::new(move || {
            let now = total.get();
            if seen.get() && list.is_at_end.get() {
                list.read.set(now);
                request_animation_frame(move || list.scroll_to_end());
            }
        });
        list
    }

    /// Returns how many lines nobody has seen; followed.
    pub fn unread(self) -> usize {
        let unread = self.total.get().saturating_sub(self.read.get());
        usize::try_from(unread).unwrap_or_default()
    }

    /// Goes to the newest line.
    pub fn go_to_end(self) {
        self.set_limit.set(STEP);
        self.is_at_end.set(true);
        self.scroll_to_end();
    }

    /// Shows older lines as well.
    fn show_more(self) {
        self.is_at_end.set(false);
        self.set_limit.update(|limit| *limit += 2 * STEP);
    }

    /// Somebody scrolled.
    pub fn on_scroll(self) {
        // The browser tells of it a frame later: the list may be gone.
        if let Some(list) = self.element.try_get_untracked().flatten() {
            let left = list.scroll_height() - list.scroll_top() - list.client_height();
            let is_at_end = left < NEAR_END;
            if self.is_at_end.get_untracked() != is_at_end {
                self.is_at_end.set(is_at_end);
            }
        }
    }

    fn scroll_to_end(self) {
        if let Some(list) = self.element.try_get_untracked().flatten() {
            list.set_scroll_top(list.scroll_height());
        }
    }
}

/// A button for older lines, there while more are kept than shown.
#[component]
pub fn EarlierButton(
    /// The list.
    scroll: LineScroll,
    /// How many lines are kept.
    #[prop(into)]
    kept: Signal<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let has_more = Memo::new(move |_| kept.get() > scroll.limit.get());
    view! {
        <ShowIf when=has_more>
            <div class="earlier">
                <Button
                    label=td_string!(locale, room.earlier)
                    look=Look::Quiet
                    on_press=move || scroll.show_more()
                />
            </div>
        </ShowIf>
    }
}
