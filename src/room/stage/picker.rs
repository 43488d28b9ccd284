//! Who is to stand in a slot: a list with a search.

use conference::{LayoutPlan, SlotChoice};
use leptos::{ev, html, prelude::*};

use super::slot_text;
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Dialog, ShowIf, true_or_false},
};

/// The list's id, and the beginning of its options'.
const LIST_ID: &str = "editor-choices";

/// Asks who is to stand in the slot that was chosen.
#[component]
pub fn SlotPicker() -> impl IntoView {
    let (panel, locale) = (use_meeting().panels.stage, use_locale());
    let picking = panel.picking;
    let title = Signal::derive(move || {
        let number = picking.get().unwrap_or_default() + 1;
        td_string!(locale, room.slot, number = number)
    });
    let is_open = Memo::new(move |_| picking.with(Option::is_some));
    view! {
        <Dialog open=is_open title=title on_close=move || picking.set(None)>
            <Picker />
        </Dialog>
    }
}

#[component]
fn Picker() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.stage;
    let choices = Memo::new(move |_| {
        let query = panel.query.get();
        let label = |choice: &SlotChoice| choice_words(locale, choice).0;
        meeting.stage.choices(&query, label)
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let last = choices.with_untracked(Vec::len).saturating_sub(1);
        let active = panel.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => panel.active.set((active + 1).min(last)),
            "ArrowUp" => panel.active.set(active.saturating_sub(1)),
            "Enter" => {
                let choice = choices.with_untracked(|choices| choices.get(active).cloned());
                if let Some(choice) = choice {
                    choose(meeting, &choice);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let active_id = Signal::derive(move || option_id(panel.active.get()));
    view! {
        <div class="picker">
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                autofocus=true
                aria-controls=LIST_ID
                aria-activedescendant=active_id
                aria-label=td_string!(locale, editor.search)
                placeholder=td_string!(locale, editor.search)
                prop:value=panel.query
                on:input:target=move |event| panel.search(event.target().value())
                on:keydown=on_key
            />
            <Choices choices />
            <ShowIf when=move || choices.with(Vec::is_empty)>
                <p class="empty">{td_string!(locale, editor.nobody)}</p>
            </ShowIf>
        </div>
    }
}

/// The choices found.
#[component]
fn Choices(
    /// All of them.
    choices: Memo<Vec<SlotChoice>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let active = meeting.panels.stage.active;
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let at = u32::try_from(active.get()).unwrap_or_default();
        if let Some(option) = list.get().and_then(|list| list.children().item(at)) {
            option.scroll_into_view_with_bool(false);
        }
    });
    let options = move || {
        let plan = meeting.stage.staged();
        let option = |(index, choice)| {
            let (name, why) = describe(meeting, locale, &plan, &choice);
            view! { <ChoiceOption index choice name why /> }
        };
        let choices = choices.get().into_iter().enumerate();
        choices.map(option).collect_view()
    };
    view! {
        <div
            class="choices"
            id=LIST_ID
            role="listbox"
            aria-label=td_string!(locale, editor.people)
            node_ref=list
        >
            {options}
        </div>
    }
}

/// One choice.
#[component]
fn ChoiceOption(
    /// Its place in the list, from 0.
    index: usize,
    /// What it is.
    choice: SlotChoice,
    /// Its name.
    name: String,
    /// A word about it.
    why: String,
) -> impl IntoView {
    let meeting = use_meeting();
    let active = meeting.panels.stage.active;
    let is_active = Signal::derive(move || active.get() == index);
    let why_id = format!("{}-why", option_id(index));
    view! {
        <div
            class="choice"
            role="option"
            id=option_id(index)
            aria-describedby=why_id.clone()
            aria-selected=true_or_false(is_active)
            on:click=move |_| choose(meeting, &choice)
        >
            <bdi dir="auto">{name}</bdi>
            <bdi class="choice-why" id=why_id.clone() aria-hidden="true" dir="auto">
                {why}
            </bdi>
        </div>
    }
}

/// Returns a choice's name and a word about it: for somebody who has a slot in `plan` already which, else their address.
fn describe(
    meeting: Meeting,
    locale: Locale,
    plan: &LayoutPlan,
    choice: &SlotChoice,
) -> (String, String) {
    let SlotChoice::Person(id) = choice else {
        let (name, why) = choice_words(locale, choice);
        return (name.to_owned(), why.to_owned());
    };
    let slot = plan.slot_of(id);
    let in_slot = slot.map(|slot| td_string!(locale, editor.in_slot, number = slot + 1));
    let person = meeting.roster.person_untracked(id);
    let address = person.map(|person| person.address.to_string());
    let name = meeting.stage.name_of(id).to_string();
    (name, in_slot.or(address).unwrap_or_default())
}

fn option_id(index: usize) -> String {
    format!("{LIST_ID}-{index}")
}

/// Returns the name and the meaning of what isn't a person.
fn choice_words(locale: Locale, choice: &SlotChoice) -> (&'static str, &'static str) {
    match choice {
        SlotChoice::Person(_) => ("", ""),
        SlotChoice::Code(slot) => slot_text::code(locale, slot).unwrap_or_default(),
        SlotChoice::ActiveSpeaker => (
            td_string!(locale, editor.active),
            td_string!(locale, editor.active_why),
        ),
        SlotChoice::Open => (td_string!(locale, editor.clear), ""),
    }
}

fn choose(meeting: Meeting, choice: &SlotChoice) {
    let picking = meeting.panels.stage.picking;
    if let Some(at) = picking.get_untracked() {
        meeting.stage.choose(at, choice);
        picking.set(None);
    }
}
