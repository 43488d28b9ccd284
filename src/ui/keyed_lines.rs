//! Lines that are added at one end and dropped at the other: a chat, a log, notices.

use leptos::{
    prelude::*,
    tachys::{reactive_graph::OwnedView, view::keyed::keyed},
};

/// Lines that never change once they are made, told from each other by a key.
///
/// It is `<For>` for what runs for hours: a `<For>` leaves something of every row that it ever showed in its parent's list of
/// children, as Leptos 0.8's owners do. Here a line's owner has no parent, so that all of it goes with the line. Two things follow:
/// `line` reads its texts and contexts from what it captured (no `use_context` in it), and signals that hardly ever change
/// (language, preferences, permissions) are read untracked in it, for the graph remembers who followed them.
#[component]
pub fn KeyedLines<T, F>(
    /// The lines, in their order.
    #[prop(into)]
    lines: Signal<Vec<T>>,
    /// What tells a line from the others.
    key: fn(&T) -> u64,
    /// Makes a line. Called once for each.
    line: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    move || {
        let line = line.clone();
        keyed(lines.get(), key, move |_, item| {
            let owner = Owner::default();
            let view = owner.with(|| untrack(|| line(item)));
            let set_index: fn(usize) = drop;
            (set_index, OwnedView::new_with_owner(view, owner))
        })
    }
}
