//! Fields of a form: label above, what is wrong or a hint below, both tied to the field for who can't see them.

use leptos::{prelude::*, text_prop::TextProp};

use super::id;

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
    #[prop(optional, into)]
    end: ViewFn,
) -> impl IntoView {
    let id = id::unique("field");
    let note = [&id, "-note"].concat();
    let has_hint = hint.is_some();
    let described = {
        let note = note.clone();
        move || (has_hint || error.with(Option::is_some)).then(|| note.clone())
    };
    let below = move || {
        error.get().unwrap_or_else(|| {
            hint.as_ref()
                .map(|hint| hint.get().to_string())
                .unwrap_or_default()
        })
    };
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" for=id.clone()>
                {move || label.get()}
            </label>
            <div class="field-line">
                <input
                    class="input"
                    id=id
                    type=kind.input_type()
                    inputmode=kind.input_mode()
                    autocomplete=kind.autocomplete()
                    autocapitalize="off"
                    spellcheck="false"
                    autofocus=autofocus
                    placeholder=move || placeholder.as_ref().map(|text| text.get().to_string())
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input=move |event| {
                        value.try_set(event_target_value(&event));
                    }
                />
                {end.run()}
            </div>
            <p class="field-note" id=note>
                {below}
            </p>
        </div>
    }
    .into_any()
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
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                on:change=move |event| {
                    checked.try_set(event_target_checked(&event));
                }
            />
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
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
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=move || if on.get() { "true" } else { "false" }
            aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
            title=move || disabled_reason.get()
            on:click=press
        >
            <span class="switch-track" aria-hidden="true"></span>
            <span>{move || label.get()}</span>
        </button>
    }
    .into_any()
}
