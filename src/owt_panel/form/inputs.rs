//! What a field is typed or chosen with. What isn't set is the server's default.

use leptos::prelude::*;
use owt::FieldKind;
use serde_json::Value;

use super::field::{error_at, value_at};
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::state::{RoomForm, use_panel},
    ui::{true_or_none, unique_id},
};

/// Puts a value at a path; `None` takes the field out.
fn put(form: RoomForm, path: &str, value: Option<Value>) {
    form.edit(|body| {
        match value {
            Some(value) => body.set(path, value),
            None => body.remove(path),
        };
    });
}

/// A text, a number, or regions as JSON.
#[component]
pub fn TextInput(
    /// Where it is.
    path: String,
    /// What it is called.
    label: &'static str,
    /// What it takes.
    kind: FieldKind,
) -> impl IntoView {
    let (form, locale) = (use_panel().room_form, use_locale());
    let (value, error) = (value_at(&path), error_at(&path, kind));
    let text = Memo::new(move |_| value.with(|value| kind.text(value.as_ref())));
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let id = unique_id("field");
    let note = [&id, "-note"].concat();
    let change = move |text: String| put(form, &path, kind.value(&text));
    let (described, placeholder) = (note.clone(), td_string!(locale, owt.form.default));
    let input = match kind {
        FieldKind::Regions => view! {
            <textarea
                class="textarea"
                id=id.clone()
                spellcheck="false"
                aria-invalid=true_or_none(is_wrong)
                aria-describedby=described
                prop:value=text
                on:change:target=move |event| change(event.target().value())
            ></textarea>
        }
        .into_any(),
        kind => {
            let (input_type, complete) = match kind {
                FieldKind::Secret => ("password", "new-password"),
                _ => ("text", "off"),
            };
            view! {
                <input
                    class="input"
                    id=id.clone()
                    type=input_type
                    autocomplete=complete
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder=placeholder
                    aria-invalid=true_or_none(is_wrong)
                    aria-describedby=described
                    prop:value=text
                    on:change:target=move |event| change(event.target().value())
                />
            }
            .into_any()
        }
    };
    view! {
        <div class="field" class:field-wrong=is_wrong>
            <label class="field-label" for=id>
                {label}
            </label>
            <div class="field-line">{input}</div>
            <p class="field-note" id=note>
                {error}
            </p>
        </div>
    }
}

/// Yes, no, or neither.
#[component]
pub fn FlagInput(
    /// Where it is.
    path: String,
    /// What it is called.
    label: &'static str,
) -> impl IntoView {
    let form = use_panel().room_form;
    let value = value_at(&path);
    let is_on = Memo::new(move |_| value.with(|value| value == &Some(Value::Bool(true))));
    let is_unset = Memo::new(move |_| value.with(Option::is_none));
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_on
                prop:indeterminate=is_unset
                on:change:target=move |event| {
                    put(form, &path, Some(Value::Bool(event.target().checked())));
                }
            />
            <span>{label}</span>
        </label>
    }
}

/// One of a few.
#[component]
pub fn OneInput(
    /// Where it is.
    path: String,
    /// What it is called.
    label: &'static str,
    /// What it takes.
    kind: FieldKind,
) -> impl IntoView {
    let (form, locale) = (use_panel().room_form, use_locale());
    let value = value_at(&path);
    let chosen = Memo::new(move |_| value.with(|value| kind.text(value.as_ref())));
    let known: Vec<String> = kind.options().into_iter().map(Into::into).collect();
    let id = unique_id("field");
    let options = move || {
        // What isn't in the document may be a newer server's word.
        let chosen = chosen.get();
        let other = (!chosen.is_empty() && !known.contains(&chosen)).then(|| chosen.clone());
        let all = [String::new()]
            .into_iter()
            .chain(known.clone())
            .chain(other);
        let option = |word: String| {
            let is_chosen = word == chosen;
            let text = match word.is_empty() {
                true => td_string!(locale, owt.form.default).to_owned(),
                false => word.clone(),
            };
            view! {
                <option value=word prop:selected=is_chosen>
                    {text}
                </option>
            }
        };
        all.map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <div class="field-line">
                <select
                    class="select"
                    id=id
                    on:change:target=move |event| {
                        put(form, &path, kind.value(&event.target().value()));
                    }
                >
                    {options}
                </select>
            </div>
        </div>
    }
}

/// Any of a few.
#[component]
pub fn ManyInput(
    /// Where it is.
    path: String,
    /// What it is called.
    label: &'static str,
    /// What it takes.
    kind: FieldKind,
) -> impl IntoView {
    let form = use_panel().room_form;
    let value = value_at(&path);
    let path = StoredValue::new(path);
    let option = move |word: String| {
        let (shown, own) = (word.clone(), word.clone());
        let is_on = Memo::new(move |_| value.with(|list| kind.has(list.as_ref(), &own)));
        let choose = move |is_chosen: bool| {
            let list = value.with_untracked(|list| kind.choose(list.as_ref(), &word, is_chosen));
            path.with_value(|path| put(form, path, Some(list)));
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_on
                    on:change:target=move |event| choose(event.target().checked())
                />
                <span>{shown}</span>
            </label>
        }
    };
    let options = kind.options().into_iter().map(|word| option(word.into()));
    view! {
        <fieldset class="owt-many">
            <legend class="field-label">{label}</legend>
            {options.collect_view()}
        </fieldset>
    }
}
