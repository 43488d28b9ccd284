//! What is typed and chosen to call somebody.

use conference::{CallType, DialProtocol, KeepAlive, Role, address_book::Contact, dial::DialForm};
use leptos::prelude::*;

use crate::state::set_if_changed;

/// The dial form, field by field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct DialPanel {
    /// The dialog is open.
    pub open: RwSignal<bool>,
    /// Address, number or URL.
    pub address: RwSignal<String>,
    /// Protocol.
    pub protocol: RwSignal<DialProtocol>,
    /// Role in the meeting.
    pub role: RwSignal<Role>,
    /// Picture, presentation, voice.
    pub call_type: RwSignal<CallType>,
    /// An RTMP call as a stream.
    pub streaming: RwSignal<bool>,
    /// The name that their row gets.
    pub name: RwSignal<String>,
    /// The meeting's name shown to them.
    pub source_name: RwSignal<String>,
    /// The meeting's address to call from.
    pub source: RwSignal<String>,
    /// Tones to send on connect.
    pub tones: RwSignal<String>,
    /// What the call means for the meeting's end.
    pub keep_alive: RwSignal<Option<KeepAlive>>,
    /// The caption that their row gets.
    pub caption: RwSignal<String>,
    /// Groups of the address book.
    pub groups: RwSignal<String>,
    /// Whom of the address book is looked for.
    pub query: RwSignal<String>,
    /// Somebody wanted to call or to save: from now on it says what is wrong.
    pub tried: RwSignal<bool>,
}

impl DialPanel {
    pub(super) fn new() -> Self {
        let panel = Self {
            open: RwSignal::default(),
            address: RwSignal::default(),
            protocol: RwSignal::default(),
            role: RwSignal::new(Role::Guest),
            call_type: RwSignal::default(),
            streaming: RwSignal::default(),
            name: RwSignal::default(),
            source_name: RwSignal::default(),
            source: RwSignal::default(),
            tones: RwSignal::default(),
            keep_alive: RwSignal::default(),
            caption: RwSignal::default(),
            groups: RwSignal::default(),
            query: RwSignal::default(),
            tried: RwSignal::default(),
        };
        panel.set_form(DialForm::default());
        panel
    }

    /// Returns what is typed and chosen; follows it.
    pub fn form(self) -> DialForm {
        DialForm {
            address: self.address.get(),
            protocol: self.protocol.get(),
            role: self.role.get(),
            call_type: self.call_type.get(),
            streaming: self.streaming.get(),
            name: self.name.get(),
            source_name: self.source_name.get(),
            source: self.source.get(),
            tones: self.tones.get(),
            keep_alive: self.keep_alive.get(),
            caption: self.caption.get(),
            groups: self.groups.get(),
        }
    }

    /// Puts right what was typed and pasted, in the fields themselves: what is sent is what is shown.
    pub fn tidy(self) {
        let mut form = untrack(|| self.form());
        form.tidy();
        let fields = [
            (self.address, form.address),
            (self.tones, form.tones),
            (self.source, form.source),
        ];
        for (field, text) in fields {
            set_if_changed(field, text);
        }
    }

    /// Fills in somebody who is known.
    pub fn fill_in(self, contact: &Contact) {
        let mut form = untrack(|| self.form());
        form.fill_in(contact);
        self.set_form(form);
    }

    /// Opens the dialog with an empty form.
    pub fn open_empty(self) {
        self.close();
        self.open.set(true);
    }

    /// Closes the dialog and forgets what was typed: tones and an RTMP target's path may be secrets.
    pub fn close(self) {
        self.open.set(false);
        self.tried.set(false);
        self.query.set(String::new());
        self.set_form(DialForm::default());
    }

    fn set_form(self, form: DialForm) {
        self.address.set(form.address);
        self.protocol.set(form.protocol);
        self.role.set(form.role);
        self.call_type.set(form.call_type);
        self.streaming.set(form.streaming);
        self.name.set(form.name);
        self.source_name.set(form.source_name);
        self.source.set(form.source);
        self.tones.set(form.tones);
        self.keep_alive.set(form.keep_alive);
        self.caption.set(form.caption);
        self.groups.set(form.groups);
    }
}
