//! The groups of the address book: whoever of one is missing can be called, all at once, after a question.

use conference::address_book::Contact;
use leptos::prelude::*;

use super::{call_contacts, words::refusal};
use crate::{
    i18n::{td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, ConfirmDialog},
};

/// More of those to be called are counted, not listed.
const MAX_LISTED: usize = 12;

/// A line a group, and the question.
#[component]
pub fn GroupList() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let contacts = meeting.address_book.contacts;
    let refusal = refusal(meeting, locale);
    let groups = Memo::new(move |_| {
        contacts.with(|book| {
            let groups = book.groups().into_iter();
            groups.map(str::to_owned).collect::<Vec<String>>()
        })
    });
    let asked = RwSignal::new(String::new());
    view! {
        <ul class="dial-list">
            <For each=move || groups.get() key=|group| group.clone() let:group>
                <GroupRow group asked not_allowed=refusal />
            </For>
        </ul>
        <CallAllDialog asked not_allowed=refusal />
    }
}

/// A group: those of it who are missing can be called at once.
#[component]
fn GroupRow(
    /// Its name.
    group: String,
    /// The group whose missing are asked about.
    asked: RwSignal<String>,
    /// Why nobody can be called now.
    not_allowed: Signal<Option<String>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let name = group.clone();
    let stored = StoredValue::new(group.clone());
    let missing = Memo::new(move |_| missing(meeting, &group).len());
    let refusal = Signal::derive(move || {
        let nobody = (missing.get() == 0).then(|| td_string!(locale, dial.all_here).to_owned());
        not_allowed.get().or(nobody)
    });
    let label =
        Signal::derive(move || td_string!(locale, dial.call_missing, count = missing.get()));
    let call_name = MaybeProp::derive(move || {
        let (name, count) = (stored.get_value(), missing.get());
        Some(td_string!(
            locale,
            dial.call_missing_of,
            name = name,
            count = count
        ))
    });
    view! {
        <li class="dial-row">
            <bdi class="dial-who dial-name" dir="auto">
                {name}
            </bdi>
            <Button
                label=label
                name=call_name
                refusal=refusal
                on_press=move || asked.set(stored.get_value())
            />
        </li>
    }
}

/// Asks before everybody who is missing is called: a hundred telephones that ring can't be taken back.
#[component]
fn CallAllDialog(
    /// The group; empty = nothing is asked.
    asked: RwSignal<String>,
    /// Why nobody can be called now.
    not_allowed: Signal<Option<String>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    // Whoever comes in or is called meanwhile is no longer among them.
    let missing = Memo::new(move |_| {
        asked.with(|group| match group.as_str() {
            "" => Vec::new(),
            group => missing(meeting, group),
        })
    });
    let count = Memo::new(move |_| missing.with(Vec::len));
    let is_open = Memo::new(move |_| asked.with(|group| !group.is_empty()));
    let title = Signal::derive(move || match count.get() {
        1 => td_string!(locale, dial.call_one_title, group = asked.get()),
        count => td_string!(
            locale,
            dial.call_all_title,
            count = count,
            group = asked.get()
        ),
    });
    let call = move || {
        let called = missing.get_untracked();
        asked.set(String::new());
        if not_allowed.get_untracked().is_none() {
            call_contacts(meeting, &called);
        }
    };
    let list = move || {
        missing.with(|missing| {
            let listed = missing.iter().take(MAX_LISTED);
            listed.map(line).collect_view()
        })
    };
    let unlisted = move || {
        let unlisted = count.get().saturating_sub(MAX_LISTED);
        (unlisted > 0).then(|| td_string!(locale, select.and_more, count = unlisted))
    };
    let lead = Signal::derive(move || {
        let not_now = not_allowed.get();
        not_now.unwrap_or_else(|| td_string!(locale, dial.call_all_lead).to_owned())
    });
    view! {
        <ConfirmDialog
            open=is_open
            title=title
            confirm=td_string!(locale, dial.call_all)
            cancel=td_string!(locale, ui.cancel)
            on_confirm=call
            on_cancel=move |()| asked.set(String::new())
        >
            <ul class="dialog-facts">{list}</ul>
            <p>{unlisted}</p>
            <p class="dialog-lead">{lead}</p>
        </ConfirmDialog>
    }
}

/// Somebody to be called: names can be chosen to be mistaken, addresses can't.
fn line(contact: &Contact) -> impl IntoView + use<> {
    let name = contact.display_name().to_owned();
    let address = contact.address.to_string();
    let address = (address != name).then(|| {
        view! {
            " · "
            <bdi dir="auto" translate="no">
                {address}
            </bdi>
        }
    });
    view! {
        <li>
            <bdi dir="auto" translate="no">
                {name}
            </bdi>
            {address}
        </li>
    }
}

/// Who of a group is neither here nor being called; followed.
fn missing(meeting: Meeting, group: &str) -> Vec<Contact> {
    let roster = meeting.roster;
    roster.revision().track();
    let order = roster.order().get();
    let people: Vec<_> = order
        .iter()
        .filter_map(|id| roster.person_untracked(id))
        .collect();
    let people = people.iter().map(|person| &**person);
    let book = meeting.address_book.contacts;
    meeting.bulk.counts().track();
    let waiting = meeting.bulk.open();
    meeting.commands.pending().with(|pending| {
        let commands = pending.iter().map(|(_, command)| command);
        let commands = commands.chain(&waiting);
        book.with(|book| {
            let missing = book.missing(group, people, commands);
            missing.into_iter().cloned().collect()
        })
    })
}
