//! One of a few, by the browser's own list: no other is as good with a keyboard, a finger and a screen reader.

use std::borrow::Cow;

use leptos::prelude::*;

use super::dom::{true_or_none, unique_id};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption<T> {
    /// What choosing it means.
    pub value: T,
    /// The `<option>`'s value in the page.
    pub word: Cow<'static, str>,
    /// What it is called.
    pub label: String,
}

impl<T> SelectOption<T> {
    /// Creates one.
    pub fn new(value: T, word: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self {
            value,
            word: word.into(),
            label: label.into(),
        }
    }
}

/// A list to choose one of.
#[component]
pub fn Select<T>(
    /// Its name, shown above it.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen.
    value: RwSignal<T>,
    /// What there is to choose from.
    options: Vec<SelectOption<T>>,
    /// What is wrong with what is chosen.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (values, options): (Vec<_>, Vec<_>) = options
        .into_iter()
        .map(|option| (option.value, (option.word, option.label)))
        .unzip();
    let chosen = {
        let values = values.clone();
        Memo::new(move |_| value.with(|value| values.iter().position(|one| one == value)))
    };
    let choose = Callback::new(move |index: usize| {
        if let Some(chosen) = values.get(index) {
            value.set(chosen.clone());
        }
    });
    list(label, chosen, options, choose, error)
}

/// The part that is the same for all types.
fn list(
    label: Signal<String>,
    chosen: Memo<Option<usize>>,
    options: Vec<(Cow<'static, str>, String)>,
    choose: Callback<usize>,
    error: MaybeProp<String>,
) -> AnyView {
    let id = unique_id("field");
    let note_id = [&id, "-note"].concat();
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let described_by = {
        let note_id = note_id.clone();
        MaybeProp::derive(move || error.get().map(|_| note_id.clone()))
    };
    // Each option says itself whether it is chosen: the list's own value can't be set before it has options.
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, (word, label))| {
            let is_chosen = Signal::derive(move || chosen.get() == Some(index));
            view! {
                <option value=word prop:selected=is_chosen>
                    {label}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field" class:field-wrong=is_wrong>
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <div class="field-line">
                <select
                    class="select"
                    id=id
                    aria-invalid=true_or_none(is_wrong)
                    aria-describedby=described_by
                    on:change:target=move |event| {
                        if let Ok(index) = usize::try_from(event.target().selected_index()) {
                            choose.run(index);
                        }
                    }
                >
                    {options}
                </select>
            </div>
            <p class="field-note" id=note_id>
                {error}
            </p>
        </div>
    }
    .into_any()
}
