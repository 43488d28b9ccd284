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

/// A command about one person, without whom.
type About = fn(ParticipantId) -> Command;

impl Actions {
    fn items(&self) -> Vec<MenuItem> {
        let person = &self.person;
        let transfer = PersonForm::Transfer {
            alias: String::new(),
            role: Role::Guest,
            pin: String::new(),
        };
        let mut items = vec![
            self.opposite(
                person.spotlight.is_some(),
                [Command::SpotlightOn, Command::SpotlightOff],
            ),
            self.role(),
            self.opposite(
                person.rx_presentation,
                [Command::AllowPresentation, Command::DenyPresentation],
            ),
            self.form(PersonForm::Tones(String::new())),
            self.form(transfer),
            self.form(PersonForm::Caption(person.overlay_text.to_string())),
            self.add_call(),
        ];
        items.extend(person.hand_raised.then(|| self.command(Command::LowerHand)));
        items.extend(self.beyond_document());
        items.push(self.pin());
        items.push(self.remove());
        items
    }

    /// What the document doesn't promise: each until the server says that it doesn't offer it. Where rows tell how it stands, what a
    /// press changes is offered. Where they don't nobody knows which of the two it is: both stand behind "More", so that the menu
    /// isn't longer than a screen for what a server may not even have.
    fn beyond_document(&self) -> Vec<MenuItem> {
        let person = &self.person;
        let pairs: [(Option<bool>, [About; 2]); 4] = [
            (
                Some(person.camera_blocked),
                [Command::BlockCamera, Command::AllowCamera],
            ),
            (person.deafened, [Command::Deafen, Command::Undeafen]),
            (person.on_hold, [Command::Hold, Command::Resume]),
            (
                person.pinned_in_picture,
                [Command::PinInPicture, Command::UnpinFromPicture],
            ),
        ];
        let (mut items, mut untold) = (Vec::new(), Vec::new());
        for (is_so, pair) in pairs {
            match is_so {
                _ if self.lacks(pair) => {}
                Some(is_so) => items.push(self.opposite(is_so, pair)),
                None => untold.extend(pair.map(|command| self.command(command))),
            }
        }
        if !untold.is_empty() {
            items.push(MenuItem::unfolding(
                td_string!(self.locale, ui.more),
                untold,
            ));
        }
        items
    }

    /// Whether the server is known not to offer one of two commands that undo each other.
    fn lacks(&self, pair: [About; 2]) -> bool {
        let kinds = pair.map(|command| command(self.person.id.clone()).kind());
        self.meeting
            .powers
            .with_untracked(|powers| kinds.iter().any(|kind| powers.unsupported.contains(kind)))
    }

    /// Of two commands that undo each other the one that changes something.
    fn opposite(&self, is_so: bool, [begin, end]: [About; 2]) -> MenuItem {
        self.command(if is_so { end } else { begin })
    }

    /// Nothing that the server knows of: a place in this list.
    fn pin(&self) -> MenuItem {
        let (panel, id) = (self.meeting.panels.people, self.person.id.clone());
        let is_pinned = panel.pinned.with_untracked(|pinned| pinned.contains(&id));
        let label = if is_pinned {
            td_string!(self.locale, list.unpin)
        } else {
            td_string!(self.locale, list.pin)
        };
        MenuItem::new(label, move || panel.pin(&id, !is_pinned))
    }

    fn role(&self) -> MenuItem {
        let (label, role) = match self.person.role {
            Role::Host => (td_string!(self.locale, room.make_guest), Role::Guest),
            Role::Guest => (td_string!(self.locale, room.make_host), Role::Host),
        };
        self.send(label, Command::SetRole(self.person.id.clone(), role))
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

    /// An item that sends a command, by the command's name.
    fn command(&self, command: About) -> MenuItem {
        let command = command(self.person.id.clone());
        self.send(words::command(self.locale, command.kind()), command)
    }

    /// An item that sends a command.
    fn send(&self, label: &'static str, command: Command) -> MenuItem {
        let (commands, kind) = (self.meeting.commands, command.kind());
        MenuItem::new(label, move || {
            commands.send(command.clone());
        })
        .refusal(self.refusal_or_pending(kind))
    }

    /// An item that opens a form, by its command's name.
    fn form(&self, form: PersonForm) -> MenuItem {
        let (panel, person) = (self.meeting.panels.people, self.person.clone());
        let label = words::command(self.locale, form.kind());
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
