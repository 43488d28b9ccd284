//! What can be done to one person, beyond the microphone: a menu, made when it is opened.

use conference::{Command, Kind, Participant, ParticipantId, Role};
use leptos::prelude::*;

use crate::{
    i18n::t_string,
    room::Desk,
    state::Row,
    ui::{MenuItem, el},
};

/// Makes one person's items. What is so now decides which of two opposites is offered.
pub(super) fn items(
    desk: Desk,
    removing: RwSignal<Option<Participant>>,
    row: &Row,
    pending: Signal<bool>,
) -> Vec<MenuItem> {
    let i18n = desk.i18n;
    let person = row.person.get_untracked();
    let item = |label: &'static str, kind: Kind, command: Command| {
        MenuItem::new(label, move || desk.actions.act.run(command.clone()))
            .disabled(reason(desk, row, kind, pending))
    };
    let id = || -> ParticipantId { row.id.clone() };
    let (spotlit, is_host) = (person.spotlight.is_some(), person.role == Role::Host);
    let may_receive = person.rx_presentation;
    untrack(|| {
        vec![
            if spotlit {
                item(
                    t_string!(i18n, room.spotlight_off),
                    Kind::SpotlightOff,
                    Command::SpotlightOff(id()),
                )
            } else {
                item(
                    t_string!(i18n, room.spotlight),
                    Kind::SpotlightOn,
                    Command::SpotlightOn(id()),
                )
            },
            if is_host {
                item(
                    t_string!(i18n, room.make_guest),
                    Kind::SetRole,
                    Command::SetRole(id(), Role::Guest),
                )
            } else {
                item(
                    t_string!(i18n, room.make_host),
                    Kind::SetRole,
                    Command::SetRole(id(), Role::Host),
                )
            },
            if may_receive {
                item(
                    t_string!(i18n, room.block_presentation),
                    Kind::DenyPresentation,
                    Command::DenyPresentation(id()),
                )
            } else {
                item(
                    t_string!(i18n, room.allow_presentation),
                    Kind::AllowPresentation,
                    Command::AllowPresentation(id()),
                )
            },
            MenuItem::new(t_string!(i18n, room.remove), move || {
                removing.try_set(Some(person.clone()));
            })
            .disabled(reason(desk, row, Kind::Disconnect, pending))
            .danger(),
        ]
    })
}

/// Why not: the table's refusal, or that something is under way for this person already.
fn reason(desk: Desk, row: &Row, kind: Kind, pending: Signal<bool>) -> Signal<Option<String>> {
    let person = row.person.clone();
    el::reason(move || {
        let refused = person.with(|person| desk.refusal_for(kind, Some(person)));
        refused.or_else(|| {
            pending
                .get()
                .then(|| t_string!(desk.i18n, ui.under_way).to_owned())
        })
    })
}
