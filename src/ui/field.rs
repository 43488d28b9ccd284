//! Fields of a form: label above, what is wrong or a hint below, both tied to the field for who can't see them.

use leptos::prelude::*;

use super::dom::{true_or_none, unique_id};

/// What kind of text a field takes, which decides keyboard, autofill and whether it can be read over a shoulder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
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
    /// A whole number between two.
    Count {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// Hours and minutes.
    TimeOfDay,
    /// A day, with hours and minutes.
    Moment,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Secret | Self::Pin => "password",
            Self::Count { .. } => "number",
            Self::TimeOfDay => "time",
            Self::Moment => "datetime-local",
            _ => "text",
        }
    }

    const fn input_mode(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Pin | Self::Number | Self::Count { .. } => "numeric",
            Self::Phone => "tel",
            _ => "text",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Url => "url",
            // Browsers pass over "off" where a password is typed, and offer to save it; these they heed.
            Self::Pin => "one-time-code",
            Self::Secret => "new-password",
            _ => "off",
        }
    }

    const fn limits(self) -> [Option<u32>; 2] {
        match self {
            Self::Count { min, max } => [Some(min), Some(max)],
            _ => [None, None],
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Its name, shown above it.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    value: RwSignal<String>,
    /// What it takes.
    #[prop(optional)]
    kind: FieldKind,
    /// What is wrong with what stands in it.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// What to type, below, while nothing is wrong.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// An example, while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// Gets the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Something at the end of the line: a button to choose from.
    #[prop(optional, into)]
    end: ViewFn,
) -> impl IntoView {
    let [min, max] = kind.limits();
    let id = unique_id("field");
    let note_id = [&id, "-note"].concat();
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let class = Signal::derive(move || {
        if is_wrong.get() {
            "field field-wrong"
        } else {
            "field"
        }
    });
    let note = MaybeProp::derive(move || error.get().or_else(|| hint.get()));
    let described_by = {
        let note_id = note_id.clone();
        MaybeProp::derive(move || note.get().map(|_| note_id.clone()))
    };
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <div class="field-line">
                <input
                    class="input"
                    id=id
                    type=kind.input_type()
                    inputmode=kind.input_mode()
                    min=min
                    max=max
                    autocomplete=kind.autocomplete()
                    autocapitalize="off"
                    spellcheck="false"
                    autofocus=autofocus
                    placeholder=placeholder
                    aria-invalid=true_or_none(is_wrong)
                    aria-describedby=described_by
                    bind:value=value
                />
                {end.run()}
            </div>
            <p class="field-note" id=note_id>
                {note}
            </p>
        </div>
    }
    .into_any()
}
