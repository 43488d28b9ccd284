//! Fields of a form: label above, what is wrong or a hint below, both tied to the field for who can't see them.

use super::{
    el::{El, Piece, Said, div, el},
    id,
};
use crate::reactive::{Callback, RwSignal, Signal, event_target_checked, event_target_value};

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
    /// What a telephone's keys type.
    Phone,
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
            Self::Phone => "tel",
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
pub struct TextField {
    label: Said,
    value: RwSignal<String>,
    kind: Kind,
    error: Said,
    hint: Said,
    placeholder: Said,
    autofocus: bool,
    end: Piece,
}

impl TextField {
    /// With its name above it and what stands in it.
    pub fn new(label: impl Into<Said>, value: RwSignal<String>, kind: Kind) -> Self {
        Self {
            label: label.into(),
            value,
            kind,
            error: Said::Nothing,
            hint: Said::Nothing,
            placeholder: Said::Nothing,
            autofocus: false,
            end: Piece::Nothing,
        }
    }

    /// What is wrong with what stands in it.
    pub fn error(mut self, error: impl Into<Said>) -> Self {
        self.error = error.into();
        self
    }

    /// What to type, below, while nothing is wrong.
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hint = hint.into();
        self
    }

    /// An example, while it is empty.
    pub fn placeholder(mut self, placeholder: impl Into<Said>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// Gets the focus when its dialog opens.
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// Something at the end of the line.
    pub fn end(mut self, end: impl Into<Piece>) -> Self {
        self.end = end.into();
        self
    }

    /// Makes it.
    pub fn el(self) -> El {
        let Self {
            label,
            value,
            kind,
            error,
            hint,
            placeholder,
            autofocus,
            end,
        } = self;
        let id = id::unique("field");
        let note = [&id, "-note"].concat();
        let has_hint = !matches!(hint, Said::Nothing);
        let note_id = note.clone();
        let (told, wrong, class) = (error.clone(), error.clone(), error.clone());
        let mut input = el("input")
            .class("input")
            .attr_of("id", &id)
            .attr("type", kind.input_type())
            .attr("inputmode", kind.input_mode())
            .attr("autocomplete", kind.autocomplete())
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .bind("placeholder", placeholder)
            .bind("aria-invalid", move || wrong.is_there().then_some("true"))
            .bind("aria-describedby", move || {
                (has_hint || told.is_there()).then(|| note_id.clone())
            })
            .bind_property("value", value)
            .on("input", move |event| value.set(event_target_value(&event)));
        if autofocus {
            input = input.attr("autofocus", "");
        }
        let class = move || {
            if class.is_there() {
                "field field-wrong"
            } else {
                "field"
            }
        };
        el("div")
            .bind("class", class)
            .child(
                el("label")
                    .class("field-label")
                    .attr_of("for", &id)
                    .say(label),
            )
            .child(div("field-line").child(input).child(end))
            .child(
                el("p")
                    .class("field-note")
                    .attr_of("id", &note)
                    .say(move || error.get().or_else(|| hint.get())),
            )
    }
}

impl From<TextField> for Piece {
    fn from(field: TextField) -> Self {
        field.el().into()
    }
}

/// A box to tick.
pub fn checkbox(label: impl Into<Said>, checked: RwSignal<bool>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .bind_flag("checked", move || checked.get())
        .on("change", move |event| {
            checked.set(event_target_checked(&event));
        });
    el("label")
        .class("check")
        .child(input)
        .child(el("span").say(label))
}

/// Something that is on or off at once.
pub fn switch(
    label: impl Into<Said>,
    on: Signal<bool>,
    on_change: impl Into<Callback<bool>>,
    refused: impl Into<Said>,
) -> El {
    let (on_change, refused) = (on_change.into(), refused.into());
    let (judged, title) = (refused.clone(), refused.clone());
    let press = move |_| {
        if judged.get_untracked().is_none() {
            on_change.run(!on.get_untracked());
        }
    };
    el("button")
        .attr("type", "button")
        .class("switch")
        .attr("role", "switch")
        .bind("aria-checked", move || on.get())
        .bind("aria-disabled", move || {
            refused.is_there().then_some("true")
        })
        .bind("title", title)
        .on("click", press)
        .child(el("span").class("switch-track").attr("aria-hidden", "true"))
        .child(el("span").say(label))
}
