//! Fields of a form: label above, what is wrong or a hint below, both tied to the field for who can't see them.

use leptos::{prelude::*, text_prop::TextProp};

use super::{
    el::{div, el},
    id,
};

/// What kind of text a field takes, which decides keyboard, autofill and whether it can be read over a shoulder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    #[default]
    Text,
    /// A web address.
    Url,
    /// A person's name.
    Name,
    /// Kept from eyes and from the browser's memory.
    Secret,
    /// The same, of digits mostly.
    Pin,
    /// Digits.
    Number,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Secret | Self::Pin => "password",
            _ => "text",
        }
    }

    const fn input_mode(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Pin | Self::Number => "numeric",
            _ => "text",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Url => "url",
            _ => "off",
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Its name, shown above it.
    #[prop(into)]
    label: TextProp,
    /// What stands in it.
    value: RwSignal<String>,
    /// What it takes.
    #[prop(optional)]
    kind: Kind,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// An example, in the empty field.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// Has the focus when the dialog that it stands in opens.
    #[prop(optional)]
    autofocus: bool,
    /// Something at its end: a button to choose from.
    #[prop(optional)]
    end: Option<AnyView>,
) -> impl IntoView {
    let id = id::unique("field");
    let note = [&id, "-note"].concat();
    let has_hint = hint.is_some();
    let note_id = note.clone();
    let described = move || (has_hint || error.with(Option::is_some)).then(|| note_id.clone());
    let below = move || match (error.get(), &hint) {
        (Some(error), _) => Some(error.into()),
        (None, hint) => hint.as_ref().map(TextProp::get),
    };
    let typed = move |event: web_sys::Event| {
        value.try_set(event_target_value(&event));
    };
    let mut input = el("input")
        .class("input")
        .attr("id", &id)
        .attr("type", kind.input_type())
        .attr("inputmode", kind.input_mode())
        .attr("autocomplete", kind.autocomplete())
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .bind("placeholder", move || {
            placeholder.as_ref().map(TextProp::get)
        })
        .bind("aria-invalid", move || {
            error.with(Option::is_some).then_some("true")
        })
        .bind("aria-describedby", described)
        .bind_property("value", move || value.get())
        .on("input", typed);
    if autofocus {
        input = input.attr("autofocus", "");
    }
    let mut line = div("field-line").child(input);
    if let Some(end) = end {
        line = line.view(end);
    }
    el("div")
        .bind("class", move || {
            if error.with(Option::is_some) {
                "field field-wrong"
            } else {
                "field"
            }
        })
        .child(
            el("label")
                .class("field-label")
                .attr("for", &id)
                .say(move || label.get()),
        )
        .child(line)
        .child(el("p").class("field-note").attr("id", &note).say(below))
        .any()
}

/// Something that is so or not.
#[component]
pub fn Checkbox(
    /// Its name, beside it.
    #[prop(into)]
    label: TextProp,
    /// Whether it is so.
    checked: RwSignal<bool>,
) -> impl IntoView {
    let input = el("input")
        .attr("type", "checkbox")
        .bind_flag("checked", move || checked.get())
        .on("change", move |event| {
            checked.try_set(event_target_checked(&event));
        });
    el("label")
        .class("check")
        .child(input)
        .child(el("span").say(move || label.get()))
        .any()
}

/// Something that is switched on or off, and at once.
#[component]
pub fn Switch(
    /// Its name, beside it.
    #[prop(into)]
    label: TextProp,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Asked to be on (true) or off.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Why it can't be switched now.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let press = move |_| {
        if disabled_reason.try_get_untracked().flatten().is_none()
            && let Some(now) = on.try_get_untracked()
        {
            on_change.run(!now);
        }
    };
    el("button")
        .attr("type", "button")
        .class("switch")
        .attr("role", "switch")
        .bind("aria-checked", move || on.get())
        .bind("aria-disabled", move || {
            disabled_reason.with(Option::is_some).then_some("true")
        })
        .bind("title", move || disabled_reason.get())
        .on("click", press)
        .child(el("span").class("switch-track").attr("aria-hidden", "true"))
        .child(el("span").say(move || label.get()))
        .any()
}
