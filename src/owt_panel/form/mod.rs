//! The form of a whole room: every field of the document's Room object, and its JSON beside.

mod entries;
mod field;
mod inputs;
mod labels;
mod views;

use leptos::{ev, html, prelude::*};
use owt::{Field, ROOM_FIELDS, RoomBody};

use super::{
    client::Trouble,
    state::{NotSaved, Panel, use_panel},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    kind::insecure_note::InsecureNote,
    preference_buttons::LanguageAndTheme,
    sign_in::{Alert, Warning, focus_first_invalid},
    ui::{Button, Icon, Look, ShowIf, true_or_none, unique_id},
};
use field::FormField;

/// What all fields follow. It lives with the form. Cheap to copy.
#[derive(Clone, Copy)]
struct FormContext {
    /// The paths of what isn't as the document has it.
    faults: Memo<Vec<String>>,
}

/// The page with the form.
#[component]
pub fn FormPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let form = panel.room_form;
    let faults = Memo::new(move |_| form.body().with(RoomBody::faults));
    provide_context(FormContext { faults });
    let room = form.room().get_untracked();
    let title = match &room {
        Some(room) => td_string!(locale, owt.form.edit_one, name = room.name().to_string()),
        None => td_string!(locale, owt.form.new_room).to_owned(),
    };
    let may_be_blocked = room.is_some() && panel.is_elsewhere();
    let warning = may_be_blocked.then(|| td_string!(locale, owt.form.cors).to_owned());
    let element = NodeRef::<html::Form>::new();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.tried.set(true);
        let is_wrong = faults.with_untracked(|faults| !faults.is_empty());
        if is_wrong || untrack(|| form.is_broken()) {
            focus_first_invalid(element);
        } else if !form.busy().get_untracked() && untrack(|| form.is_changed()) {
            panel.save_room();
        }
    };
    view! {
        <main class="kind-page" aria-label=title.clone()>
            <header class="room-bar">
                <Button
                    label=td_string!(locale, owt.live.back)
                    icon=Icon::Leave
                    look=Look::Quiet
                    on_press=move || panel.show_rooms()
                />
                <h1 class="room-title">
                    <bdi dir="auto">{title.clone()}</bdi>
                </h1>
                <div class="room-facts"></div>
                <LanguageAndTheme />
            </header>
            <InsecureNote form=panel.form.server server=panel.server() />
            <form class="owt-form" novalidate aria-label=title.clone() on:submit=save node_ref=element>
                {warning.map(|text| view! { <Warning text /> })}
                <div class="owt-form-sides">
                    <div class="owt-form-fields">
                        <Groups />
                    </div>
                    <Json />
                </div>
                <Foot panel />
            </form>
        </main>
    }
}

/// The fields, those of one object together.
#[component]
fn Groups() -> impl IntoView {
    let locale = use_locale();
    let mut groups: Vec<(&'static str, Vec<Field>)> = Vec::new();
    for field in ROOM_FIELDS {
        let group = labels::group(field.path);
        match groups.last_mut() {
            Some((last, fields)) if *last == group => fields.push(*field),
            _ => groups.push((group, vec![*field])),
        }
    }
    let group = |(group, fields): (&'static str, Vec<Field>)| {
        let fields = fields.into_iter().map(|field| {
            view! { <FormField path=field.path.to_owned() field /> }
        });
        view! {
            <fieldset class="panel owt-group">
                <legend>{labels::group_name(locale, group)}</legend>
                {fields.collect_view()}
            </fieldset>
        }
    };
    groups.into_iter().map(group).collect_view()
}

/// All of it as JSON, which the fields follow and which follows them.
#[component]
fn Json() -> impl IntoView {
    let (form, locale) = (use_panel().room_form, use_locale());
    let id = unique_id("json");
    let note = [&id, "-note"].concat();
    let is_broken = Signal::derive(move || form.is_broken());
    let text = move || match is_broken.get() {
        true => td_string!(locale, owt.form.json_broken),
        false => td_string!(locale, owt.form.json_hint),
    };
    let kept = Memo::new(move |_| form.kept().join(", "));
    let has_kept = Signal::derive(move || kept.with(|kept| !kept.is_empty()));
    let kept_text = move || td_string!(locale, owt.form.kept, what = kept.get());
    view! {
        <div class="field owt-json" class:field-wrong=is_broken>
            <label class="field-label" for=id.clone()>
                "JSON"
            </label>
            <textarea
                class="textarea"
                id=id
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                aria-invalid=true_or_none(is_broken)
                aria-describedby=note.clone()
                prop:value=move || form.json()
                on:change:target=move |event| form.set_json(event.target().value())
            ></textarea>
            <p class="field-note" id=note>
                {text}
            </p>
            <ShowIf when=has_kept>
                <p class="note note-warn" role="status" dir="auto">
                    {kept_text}
                </p>
            </ShowIf>
        </div>
    }
}

/// What went wrong, and the buttons.
#[component]
fn Foot(
    /// The page's state.
    panel: Panel,
) -> impl IntoView {
    let locale = use_locale();
    let context: FormContext = expect_context();
    let form = panel.room_form;
    let is_new = form.room().with_untracked(Option::is_none);
    let not_saved = form.not_saved();
    let problem = Signal::derive(move || {
        not_saved.with(|why| why.as_ref().map(|why| why_not(locale, why, is_new)))
    });
    let refusal = MaybeProp::derive(move || {
        let is_same = !form.is_changed();
        is_same.then(|| td_string!(locale, owt.form.unchanged).to_owned())
    });
    let wrong = Signal::derive(move || {
        let count = context.faults.with(Vec::len);
        match form.tried.get() && count > 0 {
            true => td_string!(locale, owt.form.wrong, count = count),
            false => String::new(),
        }
    });
    let has_wrong = Signal::derive(move || wrong.with(|wrong| !wrong.is_empty()));
    let label = match is_new {
        true => td_string!(locale, owt.rooms.create_submit),
        false => td_string!(locale, owt.form.save),
    };
    view! {
        <div class="panel owt-form-foot">
            <Alert problem />
            <ShowIf when=has_wrong>
                <p role="status">{wrong}</p>
            </ShowIf>
            <div class="dialog-foot">
                <Button label=td_string!(locale, ui.cancel) on_press=move || panel.show_rooms() />
                <Button
                    label
                    look=Look::Primary
                    pending=form.busy()
                    refusal
                    submit=true
                    on_press=|| {}
                />
            </div>
        </div>
    }
}

fn why_not(locale: Locale, why: &NotSaved, is_new: bool) -> String {
    let trouble = |why: &Trouble| words::trouble(locale, why);
    match why {
        NotSaved::Trouble(why @ Trouble::Refused(_)) => trouble(why),
        NotSaved::Trouble(why) if is_new => {
            td_string!(locale, owt.rooms.maybe_made, why = trouble(why))
        }
        NotSaved::Trouble(why) => td_string!(locale, owt.form.maybe_saved, why = trouble(why)),
        NotSaved::Blocked => td_string!(locale, owt.form.blocked).to_owned(),
        NotSaved::Unchanged(why) => td_string!(locale, owt.form.not_saved, why = trouble(why)),
        NotSaved::Other(why) => td_string!(locale, owt.form.other, why = trouble(why)),
    }
}
