//! What is told in passing, by programs of other kinds of servers.

use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Toast, ToastKind, Toasts},
};

/// More than these at once nobody reads.
const MOST: usize = 5;

/// Something that is told in passing.
pub trait Notice: Clone + PartialEq + Send + Sync + 'static {
    /// Whether it is about something that failed: that stays until it is read.
    fn is_failure(&self) -> bool;

    /// Returns it in words.
    fn text(&self, locale: Locale) -> String;
}

/// What is told in passing, oldest first, each with a number of its own. Cheap to copy.
#[derive(Debug)]
pub struct Notices<N: Notice> {
    shown: RwSignal<Vec<(u32, N)>>,
    last: StoredValue<u32>,
}

impl<N: Notice> Clone for Notices<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: Notice> Copy for Notices<N> {}

impl<N: Notice> Default for Notices<N> {
    fn default() -> Self {
        Self {
            shown: RwSignal::default(),
            last: StoredValue::default(),
        }
    }
}

impl<N: Notice> Notices<N> {
    /// Tells something. News about the same matter takes the place of what was told before.
    pub fn tell(self, notice: N) {
        let number = self.last.get_value().wrapping_add(1);
        self.last.set_value(number);
        self.shown.update(|shown| {
            shown.retain(|(_, one)| *one != notice);
            shown.push((number, notice));
            if shown.len() > MOST {
                let good = shown.iter().position(|(_, one)| !one.is_failure());
                shown.remove(good.unwrap_or_default());
            }
        });
    }

    /// Takes all of them off the screen.
    pub fn clear(self) {
        self.shown.set(Vec::new());
    }

    fn dismiss(self, number: u32) {
        self.shown
            .update(|shown| shown.retain(|(one, _)| *one != number));
    }
}

/// Notices on the screen.
#[component]
pub fn NoticeToasts<N: Notice>(
    /// What is told.
    notices: Notices<N>,
) -> impl IntoView {
    let locale = use_locale();
    let toast = move |(id, notice): &(u32, N)| Toast {
        id: *id,
        kind: match notice.is_failure() {
            true => ToastKind::Failure,
            false => ToastKind::Success,
        },
        text: notice.text(locale),
    };
    let toasts = Signal::derive(move || {
        notices
            .shown
            .with(|shown| shown.iter().map(toast).collect::<Vec<_>>())
    });
    view! {
        <Toasts
            toasts
            on_dismiss=move |number| notices.dismiss(number)
            dismiss=td_string!(locale, ui.dismiss)
        />
    }
}
