//! What can be done to one person, beyond the microphone: a menu, made when it is opened.

use crate::{
    i18n::{Word, t},
    reactive::{RwSignal, Signal, untrack},
    room::Desk,
    state::Row,
    ui::{MenuItem, el::Said},
};
use conference::{Command, Kind, Participant, ParticipantId, Role};

/// Makes one person's items. What is so now decides which of two opposites is offered.
pub(super) fn items(
    desk: Desk,
    removing: RwSignal<Option<Participant>>,
    row: &Row,
    pending: Signal<bool>,
) -> Vec<MenuItem> {
    let person = row.person.get_untracked();
    let item = |label: Word, kind: Kind, command: Command| {
        MenuItem::new(label, move |()| desk.actions.act.run(command.clone()))
            .refused(reason(desk, row, kind, pending))
    };
    let id = || -> ParticipantId { row.id.clone() };
    let (spotlit, is_host) = (person.spotlight.is_some(), person.role == Role::Host);
    let may_receive = person.rx_presentation;
    untrack(|| {
        vec![
            if spotlit {
                item(
                    t!(room.spotlight_off),
                    Kind::SpotlightOff,
                    Command::SpotlightOff(id()),
                )
            } else {
                item(
                    t!(room.spotlight),
                    Kind::SpotlightOn,
                    Command::SpotlightOn(id()),
                )
            },
            if is_host {
                item(
                    t!(room.make_guest),
                    Kind::SetRole,
                    Command::SetRole(id(), Role::Guest),
                )
            } else {
                item(
                    t!(room.make_host),
                    Kind::SetRole,
                    Command::SetRole(id(), Role::Host),
                )
            },
            if may_receive {
                item(
                    t!(room.block_presentation),
                    Kind::DenyPresentation,
                    Command::DenyPresentation(id()),
                )
            } else {
                item(
                    t!(room.allow_presentation),
                    Kind::AllowPresentation,
                    Command::AllowPresentation(id()),
                )
            },
            MenuItem::new(t!(room.remove), move |()| {
                removing.set(Some(person.clone()))
            })
            .refused(reason(desk, row, Kind::Disconnect, pending))
            .danger(),
        ]
    })
}

/// Why not: the table's refusal, or that something is under way for this person already.
fn reason(desk: Desk, row: &Row, kind: Kind, pending: Signal<bool>) -> Said {
    let person = row.person.clone();
    Said::from(move || {
        let refused = person.with(|person| desk.refusal_for(kind, Some(person)));
        refused.or_else(|| pending.get().then_some(t!(ui.under_way)))
    })
}
