//! Calling out: a form, who was called last, and an address book.

mod book;
mod form;
mod import;
mod missing;
mod recent;
pub(crate) mod words;

use conference::{Command, Dial, address_book::Contact};
use leptos::prelude::*;

use crate::{
    config::{self, Feature},
    i18n::{td_string, use_locale},
    room::progress::BulkProgress,
    state::{Meeting, use_meeting},
    ui::{Dialog, ShowIf},
};
use book::BookSection;
use form::CallForm;
use recent::RecentSection;

/// The dialog.
#[component]
pub fn DialDialog() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.dial;
    view! {
        <Dialog
            open=panel.open
            title=td_string!(locale, dial.open)
            on_close=move || panel.close()
        >
            <div class="dial">
                <CallForm />
                <ShowIf when=config::is_on(Feature::AddressBook)>
                    <div class="dial-book">
                        <RecentSection />
                        <BookSection />
                    </div>
                </ShowIf>
            </div>
            <BulkProgress />
        </Dialog>
    }
    .into_any()
}

/// Calls once. Who is called already, by the same words, isn't called again while the server is being asked.
fn call(meeting: Meeting, dial: Dial) {
    meeting.commands.send(Command::Dial(Box::new(dial)));
}

/// Keeps in mind who is called, unless it is in a demo, of which nothing stays.
fn record_call(meeting: Meeting, contact: &Contact) {
    if !untrack(|| meeting.is_demo()) {
        meeting.address_book.record_call(contact);
    }
}

/// Calls somebody who is known.
fn call_contact(meeting: Meeting, contact: &Contact) {
    record_call(meeting, contact);
    call(meeting, contact.dial());
}

/// Calls many who are known, a few at a time: all at once would wait in the browser until their time is over.
fn call_contacts(meeting: Meeting, contacts: &[Contact]) {
    let dials = contacts.iter().map(|contact| {
        record_call(meeting, contact);
        Command::Dial(Box::new(contact.dial()))
    });
    meeting.bulk.run(dials.collect());
}
