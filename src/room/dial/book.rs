//! The address book: its people, its groups, and its files.

use conference::address_book::{AddressBook, ColumnQuestion, Import, Unread, write_csv};
use leptos::prelude::*;

use super::{
    import::ColumnsDialog,
    missing::GroupList,
    recent::{ContactRow, contact_key},
    words::{imported, not_a_book, refusal},
};
use crate::{
    browser::files,
    i18n::{td_string, use_locale},
    room::import_button::ImportButton,
    state::use_meeting,
    ui::{Button, Look, SearchField, ShowIf},
};

/// So many are looked through at a glance; among more somebody is searched for.
const MAX_UNSEARCHED: usize = 8;

/// The address book.
#[component]
pub fn BookSection() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let contacts = meeting.address_book.contacts;
    let refusal = refusal(meeting, locale);
    let query = meeting.panels.dial.query;
    // What is typed stays within reach while it narrows a list that has become short.
    let is_searched = Memo::new(move |_| {
        let is_long = contacts.with(|book| book.contacts().len() > MAX_UNSEARCHED);
        is_long || query.with(|query| !query.is_empty())
    });
    let found = Memo::new(move |_| {
        let found = |book: &_| query.with(|query| meeting.roster.found_contacts(book, query));
        contacts.with(found)
    });
    Effect::new(move || {
        let is_wanted = query.with(|query| !query.is_empty());
        if is_wanted && contacts.with(AddressBook::has_han) {
            meeting.roster.want_pinyin();
        }
    });
    let is_empty = Memo::new(move |_| contacts.with(|book| book.contacts().is_empty()));
    view! {
        <section aria-labelledby="dial-book">
            <h3 class="dial-title" id="dial-book">
                {td_string!(locale, dial.book)}
            </h3>
            <GroupList />
            <ShowIf when=is_searched>
                <div class="dial-find">
                    <SearchField
                        label=td_string!(locale, dial.find)
                        hint=td_string!(locale, room.find_hint)
                        query
                    />
                </div>
            </ShowIf>
            <ul class="dial-list">
                <For each=move || found.get() key=contact_key let:contact>
                    <ContactRow contact is_recent=false refusal />
                </For>
            </ul>
            <ShowIf when=Signal::derive(move || found.with(Vec::is_empty) && !is_empty.get())>
                <p class="dialog-lead" role="status">{td_string!(locale, room.nobody_found)}</p>
            </ShowIf>
            <ShowIf when=is_empty>
                <p class="dialog-lead">{td_string!(locale, dial.book_empty)}</p>
            </ShowIf>
            <BookFiles is_empty />
        </section>
    }
}

/// Import, export, and where it is kept.
#[component]
fn BookFiles(
    /// Nobody is in it.
    is_empty: Memo<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let book = meeting.address_book;
    let outcome = RwSignal::new(String::new());
    let outcome_text: Signal<String> = outcome.into();
    let question = RwSignal::<Option<ColumnQuestion>>::new(None);
    let import = move |text: Option<String>| {
        let (told, asked) = match text.map(|text| book.import(&text)) {
            Some(Ok(import)) => (imported(locale, &import), None),
            Some(Err(Unread::Ask(question))) => (String::new(), Some(*question)),
            Some(Err(Unread::NoBook(found))) => (not_a_book(locale, &found), None),
            None => (td_string!(locale, dial.bad_encoding).to_owned(), None),
        };
        // The dialog may be closed by now.
        outcome.try_set(told);
        question.try_set(asked);
    };
    let add = move |import: Import| outcome.set(imported(locale, &book.save_all(import)));
    let refusal = Signal::derive(move || {
        is_empty
            .get()
            .then(|| td_string!(locale, dial.book_empty).to_owned())
    });
    let file = td_string!(locale, dial.file);
    let export_csv = move || {
        let text = book
            .contacts
            .with_untracked(|book| write_csv(book.contacts()));
        files::save(&format!("{file}.csv"), "text/csv;charset=utf-8", &text);
    };
    let export_json =
        move || files::save(&format!("{file}.json"), "application/json", &book.to_json());
    view! {
        <div class="dial-tools">
            <ImportButton
                label=td_string!(locale, dial.import)
                accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
                on_text=import
                class="button button-quiet dial-import"
            />
            <Button
                label=td_string!(locale, dial.export_csv)
                look=Look::Quiet
                refusal=refusal
                on_press=export_csv
            />
            <Button
                label=td_string!(locale, dial.export_json)
                look=Look::Quiet
                refusal=refusal
                on_press=export_json
            />
        </div>
        <ShowIf
            when=book.is_stored
            fallback=move || view! { <p role="alert">{td_string!(locale, dial.not_stored)}</p> }
        >
            <p class="field-note">{td_string!(locale, dial.kept)}</p>
        </ShowIf>
        <p role="status">{outcome_text}</p>
        <ColumnsDialog question on_import=add />
    }
}
