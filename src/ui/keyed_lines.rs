//! Lines that are added at one end and dropped at the other: a chat, a log, notices.

use std::hash::Hash;

use leptos::{
    prelude::*,
    tachys::{reactive_graph::OwnedView, view::keyed::keyed},
};

/// Lines that are made once for each key.
///
/// It is `<For>` for what runs for hours: a `<For>` leaves something of every row that it ever showed in its parent's list of
/// children, as Leptos 0.8's owners do. Here a line's owner has no parent, so that all of it goes with the line. Two things follow:
/// `line` has its contexts from what it captured, and provides them where its parts ask for some; and what outlives a line is either
/// read untracked in it or followed by a [`scoped_memo`] alone, for a signal never forgets who followed it.
///
/// [`scoped_memo`]: super::scoped_memo
#[component]
pub fn KeyedLines<T, K, F>(
    /// The lines, in their order.
    #[prop(into)]
    lines: Signal<Vec<T>>,
    /// What tells a line from the others.
    key: fn(&T) -> K,
    /// Makes a line. Called once for each.
    line: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Eq + Hash + Send + Sync + 'static,
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
