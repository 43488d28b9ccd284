//! What can be done to one person, beyond the microphone: a menu, made when it is opened.

use std::sync::Arc;

use conference::{Command, Kind, Participant, ParticipantId, PersonForm, Role};
use leptos::prelude::*;

use super::row::Shown;
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Icon, Look, Menu, MenuItem},
};

/// The menu's button.
#[component]
pub fn ActionsMenu(
    /// Whose.
    id: Signal<ParticipantId>,
    /// As the row shows them.
    shown: Shown,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let label = Signal::derive(move || td_string!(locale, room.more, name = shown.name.get()));
    let items = move || {
        let person = meeting.roster.person_untracked(&id.get_untracked());
        person.map_or_else(Vec::new, |person| {
            Actions {
                meeting,
                locale,
                shown,
                person,
            }
            .items()
        })
    };
    view! {
        <Menu
            label=label
            items=items
            icon=Icon::More
            icon_only=true
            look=Look::Quiet
        />
    }
}

/// Makes one person's items. What is so when the menu opens decides which of two opposites is offered.
struct Actions {
    meeting: Meeting,
    locale: Locale,
    shown: Shown,
    /// As they are when the menu opens: what is done is done to that uuid.
    person: Arc<Participant>,
}

impl Actions {
    fn items(&self) -> Vec<MenuItem> {
        let locale = self.locale;
        let always = [
            self.spotlight(),
            self.role(),
            self.presentation(),
            self.form(
                td_string!(locale, notice.dtmf),
                PersonForm::Tones(String::new()),
            ),
            self.form(
                td_string!(locale, notice.transfer),
                PersonForm::Transfer {
                    alias: String::new(),
                    role: Role::Guest,
                    pin: String::new(),
                },
            ),
            self.form(
                td_string!(locale, notice.caption),
                PersonForm::Caption(self.person.overlay_text.to_string()),
            ),
            self.add_call(),
        ];
        let beyond_document = [self.hand(), self.camera(), self.ears()];
        let beyond_document = beyond_document.into_iter().flatten();
        always
            .into_iter()
            .chain(beyond_document)
            .chain([self.remove()])
            .collect()
    }

    /// Only while their hand is up.
    fn hand(&self) -> Option<MenuItem> {
        let command = Command::LowerHand(self.person.id.clone());
        self.person
            .hand_raised
            .then(|| self.command(td_string!(self.locale, room.lower_hand), command))
    }

    /// Until the server says that it doesn't offer it.
    fn camera(&self) -> Option<MenuItem> {
        let id = self.person.id.clone();
        let (label, command) = if self.person.camera_blocked {
            let label = td_string!(self.locale, room.allow_camera);
            (label, Command::AllowCamera(id))
        } else {
            let label = td_string!(self.locale, room.block_camera);
            (label, Command::BlockCamera(id))
        };
        self.unless_not_offered(label, command)
    }

    /// Where the server tells who hears nothing.
    fn ears(&self) -> Option<MenuItem> {
        let id = self.person.id.clone();
        let (label, command) = if self.person.deafened? {
            let label = td_string!(self.locale, room.undeafen);
            (label, Command::Undeafen(id))
        } else {
            let label = td_string!(self.locale, room.deafen);
            (label, Command::Deafen(id))
        };
        self.unless_not_offered(label, command)
    }

    /// An item that isn't there where the server is known not to offer it: the document doesn't promise it.
    fn unless_not_offered(&self, label: &'static str, command: Command) -> Option<MenuItem> {
        let kind = command.kind();
        let is_missing = self
            .meeting
            .powers
            .with_untracked(|powers| powers.unsupported.contains(&kind));
        (!is_missing).then(|| self.command(label, command))
    }

    fn spotlight(&self) -> MenuItem {
        let id = self.person.id.clone();
        if self.person.spotlight.is_some() {
            let label = td_string!(self.locale, room.spotlight_off);
            self.command(label, Command::SpotlightOff(id))
        } else {
            let label = td_string!(self.locale, room.spotlight);
            self.command(label, Command::SpotlightOn(id))
        }
    }

    fn role(&self) -> MenuItem {
        let id = self.person.id.clone();
        match self.person.role {
            Role::Host => {
                let label = td_string!(self.locale, room.make_guest);
                self.command(label, Command::SetRole(id, Role::Guest))
            }
            Role::Guest => {
                let label = td_string!(self.locale, room.make_host);
                self.command(label, Command::SetRole(id, Role::Host))
            }
        }
    }

    fn presentation(&self) -> MenuItem {
        let id = self.person.id.clone();
        if self.person.rx_presentation {
            let label = td_string!(self.locale, room.block_presentation);
            self.command(label, Command::DenyPresentation(id))
        } else {
            let label = td_string!(self.locale, room.allow_presentation);
            self.command(label, Command::AllowPresentation(id))
        }
    }

    fn add_call(&self) -> MenuItem {
        let (form, person) = (self.meeting.panels.media_call, self.person.clone());
        let label = td_string!(self.locale, calls.add_call);
        MenuItem::new(label, move || form.open(person.clone()))
            .refusal(self.refusal_or_pending(Kind::AddCall))
    }

    fn remove(&self) -> MenuItem {
        let (panel, person) = (self.meeting.panels.people, self.person.clone());
        let label = td_string!(self.locale, room.remove);
        MenuItem::new(label, move || panel.ask_to_remove(person.clone()))
            .refusal(self.refusal_or_pending(Kind::Disconnect))
            .danger()
    }

    /// An item that sends a command.
    fn command(&self, label: &'static str, command: Command) -> MenuItem {
        let (commands, kind) = (self.meeting.commands, command.kind());
        MenuItem::new(label, move || {
            commands.send(command.clone());
        })
        .refusal(self.refusal_or_pending(kind))
    }

    /// An item that opens a form.
    fn form(&self, label: &'static str, form: PersonForm) -> MenuItem {
        let (panel, person) = (self.meeting.panels.people, self.person.clone());
        let refusal = self.refusal(form.kind());
        MenuItem::new(label, move || panel.ask(form.clone(), person.clone())).refusal(refusal)
    }

    /// Why not, by the one table.
    fn refusal(&self, kind: Kind) -> Signal<Option<String>> {
        let Self {
            meeting,
            locale,
            shown,
            ..
        } = *self;
        Signal::derive(move || {
            let person = shown.person.get();
            let refusal = meeting.refusal_for(kind, person.as_deref());
            refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
        })
    }

    /// Why not: the table's refusal, or that something is under way for this person already.
    fn refusal_or_pending(&self, kind: Kind) -> Signal<Option<String>> {
        let (refusal, locale, pending) = (self.refusal(kind), self.locale, self.shown.pending);
        Signal::derive(move || {
            let under_way = || td_string!(locale, ui.under_way).to_owned();
            refusal.get().or_else(|| pending.get().then(under_way))
        })
    }
}
