//! A field of the form, by its kind.

use leptos::prelude::*;
use owt::{Field, FieldKind};
use serde_json::Value;

use super::{
    FormContext,
    entries::Entries,
    inputs::{FlagInput, ManyInput, OneInput, TextInput},
    labels,
};
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::state::use_panel,
};

/// One field, or a list of objects of fields.
#[component]
pub fn FormField(
    /// Where it is.
    path: String,
    /// What it takes.
    field: Field,
) -> impl IntoView {
    let locale = use_locale();
    let label = labels::label(locale, field.path);
    let kind = field.kind;
    match kind {
        FieldKind::List(fields) => view! { <Entries path fields label /> }.into_any(),
        FieldKind::Flag => view! { <FlagInput path label /> }.into_any(),
        FieldKind::Choice(_) | FieldKind::AudioFormat(_) | FieldKind::VideoFormat(_) => {
            view! { <OneInput path label kind /> }.into_any()
        }
        FieldKind::Numbers(_)
        | FieldKind::Words(_)
        | FieldKind::AudioFormats(_)
        | FieldKind::VideoFormats(_) => view! { <ManyInput path label kind /> }.into_any(),
        FieldKind::Text
        | FieldKind::Secret
        | FieldKind::Whole(..)
        | FieldKind::Number(..)
        | FieldKind::Regions => view! { <TextInput path label kind /> }.into_any(),
    }
}

/// Returns what stands at a path; followed.
pub fn value_at(path: &str) -> Memo<Option<Value>> {
    let (body, path) = (use_panel().room_form.body(), path.to_owned());
    Memo::new(move |_| body.with(|body| body.get(&path).filter(|it| !it.is_null()).cloned()))
}

/// Returns what is wrong with the field at a path, in words.
pub fn error_at(path: &str, kind: FieldKind) -> Signal<Option<String>> {
    let (tried, locale) = (use_panel().room_form.tried, use_locale());
    let FormContext { faults } = expect_context();
    let path = path.to_owned();
    Signal::derive(move || {
        let is_wrong = faults.with(|faults| faults.contains(&path));
        // A name is missed only once it was to be sent.
        let is_told = is_wrong && (path != "name" || tried.get());
        is_told.then(|| match kind {
            _ if path == "name" => td_string!(locale, owt.rooms.need_name).to_owned(),
            FieldKind::Whole(from, to) => {
                td_string!(locale, owt.form.need_whole, from = from, to = to)
            }
            FieldKind::Number(from, to) => {
                td_string!(
                    locale,
                    owt.form.need_number,
                    from = Value::from(from).to_string(),
                    to = Value::from(to).to_string()
                )
            }
            _ => td_string!(locale, owt.form.wrong_kind).to_owned(),
        })
    })
}
