//! Leptos's reactive graph, at a weight that a panel can carry.
//!
//! reactive_graph compiles its machinery once for each type that a signal, a memo or a callback holds; a panel has dozens of types,
//! and half its size was that. Here the machinery is compiled once: values lie in boxes of one type, the graph knows triggers, one
//! kind of memo and effects. What is written and read looks as it does in Leptos, with one difference: something whose owner is gone
//! reads as its type's default and does nothing, instead of stopping the program. Nobody sees it any more.

mod boxed;
mod callback;
mod kept;
mod memo;
mod signal;
mod topic;

pub use boxed::{Apply, Give};
pub use callback::Callback;
pub use kept::Kept;
pub use leptos::{
    leptos_dom::helpers::{document, request_animation_frame, set_timeout, window},
    prelude::{event_target_checked, event_target_value, untrack},
};
pub use memo::Memo;
pub use signal::{RwSignal, Signal};
pub use topic::Topic;

use leptos::{
    __reexports::send_wrapper::SendWrapper,
    prelude::{Effect, Owner, RenderEffect},
    reactive::graph::{Subscriber, ToAnySubscriber},
};

/// Does something in a moment, when what was just made stands in the page, and again whenever what it reads changes. For reaching
/// out of the page (focus, scrolling, timers); ends with its owner.
pub fn follow(effect: impl FnMut() + 'static) {
    start(Box::new(effect));
}

fn start(mut effect: Box<dyn FnMut()>) {
    let effect = Effect::new(move |_| effect());
    on_cleanup(move || unfollow(&effect));
}

/// Does something at once and again whenever what it reads changes, for as long as this is kept.
pub struct Following(RenderEffect<()>);

impl Following {
    /// Begins.
    pub fn new(mut effect: impl FnMut() + 'static) -> Self {
        Self(RenderEffect::new(move |_| effect()))
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        unfollow(&self.0);
    }
}

/// The graph forgets who followed something only when that changes, and some things hardly ever do: the language, for each line of
/// the log. To be called before a follower ends.
fn unfollow(follower: &impl ToAnySubscriber) {
    let follower = follower.to_any_subscriber();
    follower.clear_sources(&follower);
}

/// Does something when the current owner ends: a region made anew, a list's item gone.
pub fn on_cleanup(end: impl FnOnce() + 'static) {
    later(Box::new(end));
}

fn later(end: Box<dyn FnOnce()>) {
    let end = SendWrapper::new(end);
    Owner::on_cleanup(move || end.take()());
}
