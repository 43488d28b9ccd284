//! A list of objects: roles, views, a view's own layouts.

use leptos::prelude::*;
use owt::Field;
use serde_json::json;

use super::{field::FormField, views::ViewPicture};
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::state::use_panel,
    ui::{Button, Icon, Look},
};

/// The list, with buttons to add to it and to take out of it.
#[component]
pub fn Entries(
    /// Where it is.
    path: String,
    /// What each entry has.
    fields: &'static [Field],
    /// What an entry is called.
    label: &'static str,
) -> impl IntoView {
    let (form, locale) = (use_panel().room_form, use_locale());
    let path = StoredValue::new(path);
    let count =
        Memo::new(move |_| path.with_value(|path| form.body().with(|body| body.count(path))));
    let add = move || {
        let at = count.get_untracked().to_string();
        path.with_value(|path| {
            form.edit(|body| {
                // A list that isn't there yet, or is none.
                if at == "0" {
                    body.set(path, json!([]));
                }
                body.set(&[path, ".", &at].concat(), first(path));
            })
        });
    };
    let entry = move |at: usize| {
        let name = td_string!(locale, owt.form.entry, what = label, number = at + 1);
        let place = path.with_value(|path| format!("{path}.{at}"));
        let removed = place.clone();
        let remove = move || {
            form.edit(|body| {
                body.remove(&removed);
            });
        };
        let is_view = path.with_value(|path| path == "views");
        let inside = match is_view {
            true => view! { <ViewPicture at fields place /> }.into_any(),
            false => fields_of(&place, fields.iter().copied()),
        };
        view! {
            <fieldset class="owt-entry">
                <legend>{name.clone()}</legend>
                {inside}
                <Button
                    label=td_string!(locale, owt.form.remove, name = name)
                    icon=Icon::Cross
                    icon_only=true
                    look=Look::Quiet
                    class="owt-entry-remove"
                    on_press=remove
                />
            </fieldset>
        }
    };
    view! {
        <div class="owt-entries">
            <For each=move || 0..count.get() key=|at| *at let(at)>
                {entry(at)}
            </For>
            <Button
                label=td_string!(locale, owt.form.add, what = label)
                icon=Icon::Plus
                on_press=add
            />
        </div>
    }
}

/// Returns fields of an entry.
pub fn fields_of(place: &str, fields: impl Iterator<Item = Field>) -> AnyView {
    let field = |field: Field| {
        let path = [place, ".", field.path].concat();
        view! { <FormField path field /> }
    };
    fields.map(field).collect_view().into_any()
}

/// Returns an entry to begin with.
fn first(path: &str) -> serde_json::Value {
    match path {
        "roles" => json!({
            "role": "",
            "publish": { "audio": true, "video": true },
            "subscribe": { "audio": true, "video": true },
        }),
        "views" => json!({ "label": "" }),
        // The picture in two halves.
        _ => {
            let half = |id: &str, left: &str| {
                let area = json!({ "left": left, "top": "0", "width": "1/2", "height": "1" });
                json!({ "id": id, "shape": "rectangle", "area": area })
            };
            json!({ "region": [half("1", "0"), half("2", "1/2")] })
        }
    }
}
