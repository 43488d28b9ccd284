//! Following what lives longer.

use leptos::{
    prelude::*,
    reactive::graph::{Subscriber, ToAnySubscriber},
};

/// Returns a memo that is forgotten by what it follows when the current owner ends.
///
/// A signal of Leptos 0.8 keeps a mark of everybody who ever followed it, also of those who are gone. It is small, but there is one for
/// each row of a list that follows something of the whole meeting, and meetings run for days. What lives as long as the signal itself,
/// or as the page, needs a [`Memo`] only.
pub fn scoped_memo<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let memo = ArcMemo::new(move |_| read());
    let following = memo.clone();
    on_cleanup(move || following.clear_sources(&following.to_any_subscriber()));
    memo.into()
}
