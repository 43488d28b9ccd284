//! Effects, without their price: each `Effect::new` brings two kilobytes of its own into the program.

use leptos::prelude::*;

/// Runs `effect` now and whenever what it read changes, until its owner goes.
pub fn follow(effect: impl FnMut() + 'static) {
    start(Box::new(effect));
}

fn start(mut effect: Box<dyn FnMut()>) {
    Effect::new(move |_| effect());
}
