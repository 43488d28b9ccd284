//! One of a few, by the browser's own list: no other is as good with a keyboard, a finger and a screen reader.

use super::{
    el::{El, Said, div, el},
    id,
};
use crate::{
    i18n::Word,
    reactive::{RwSignal, event_target_value},
};

/// A list to choose one of: `value` is the first half of the chosen option.
pub fn select(
    label: impl Into<Said>,
    value: RwSignal<String>,
    options: Vec<(&'static str, Word)>,
) -> El {
    list_of(label.into(), value, options)
}

fn list_of(label: Said, value: RwSignal<String>, options: Vec<(&'static str, Word)>) -> El {
    let id = id::unique("field");
    let mut list = el("select").class("select").attr_of("id", &id);
    for (value, name) in options {
        list = list.child(el("option").attr("value", value).say(name));
    }
    let list = list
        // After the options: what isn't among them can't be chosen.
        .bind_property("value", value)
        .on("change", move |event| value.set(event_target_value(&event)));
    div("field")
        .child(
            el("label")
                .class("field-label")
                .attr_of("for", &id)
                .say(label),
        )
        .child(div("field-line").child(list))
}
