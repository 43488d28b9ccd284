//! A list of what is in the room: of many rows, those in sight are in the page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    room::screen::use_screen,
    ui::{ShowIf, VirtualList},
};

/// The rows of a list by their ids, and a sentence in place of none.
#[component]
pub fn LiveGrid(
    /// Its name; not shown.
    label: &'static str,
    /// Whose rows they are, in order.
    keys: Signal<Arc<[Arc<str>]>>,
    /// Says why there are none.
    none: Signal<&'static str>,
    /// Draws a row, at its place.
    row: fn(Signal<Arc<str>>, Signal<usize>) -> AnyView,
) -> impl IntoView {
    let screen = use_screen();
    let row_height = move || screen.row_height.get() * 2.0 + screen.rem.get() / 4.0;
    let total = Memo::new(move |_| keys.with(|keys| keys.len()));
    let is_empty = Signal::derive(move || total.get() == 0);
    view! {
        <div class="people" role="grid" aria-label=label aria-rowcount=total>
            <VirtualList
                keys=keys
                row_height=Signal::derive(row_height)
                reveal=RwSignal::new(None)
                row=row
            />
        </div>
        <ShowIf when=is_empty>
            <div class="empty people-empty">
                <p>{none}</p>
            </div>
        </ShowIf>
    }
}
