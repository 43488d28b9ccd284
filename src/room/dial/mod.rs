//! Calling out: a form, who was called last, and an address book.

mod book;
mod form;

use conference::{Command, Dial, address_book::Contact};

use super::Desk;
use crate::{
    i18n::t,
    reactive::RwSignal,
    state::address_book,
    ui::{
        self,
        el::{Piece, div},
    },
};

pub(super) fn dialog(desk: Desk, open: RwSignal<bool>) -> Piece {
    let close = move |()| open.set(false);
    ui::dialog(open.into(), t!(dial.open), close, move || {
        address_book::look_again();
        let form = form::Form::default();
        div("dial")
            .child(form::view(desk, form, open))
            .child(book::view(desk, form))
    })
}

/// Calls once. Who is called already, by the same words, isn't called again while the server is being asked.
fn call(desk: Desk, dial: Dial) {
    desk.actions.act.run(Command::Dial(Box::new(dial)));
}

/// Calls somebody who is known.
fn call_contact(desk: Desk, contact: &Contact) {
    address_book::called(contact);
    call(desk, contact.dial());
}
