//! What can be done to one person, beyond the microphone: a menu, made when it is opened.

use super::{List, forms::Form};
use crate::{
    i18n::{Word, t},
    reactive::{Signal, untrack},
    room::Desk,
    state::Row,
    ui::{MenuItem, el::Said},
};
use conference::{Command, Kind, ParticipantId, Role};

/// Makes one person's items. What is so now decides which of two opposites is offered.
pub(super) fn items(desk: Desk, list: List, row: &Row, pending: Signal<bool>) -> Vec<MenuItem> {
    let person = row.person.get_untracked();
    let item = |label: Word, kind: Kind, command: Command| {
        MenuItem::new(label, move |()| desk.actions.act.run(command.clone()))
            .refused(reason(desk, row, kind, pending))
    };
    let form = |form: Form, label: Word, kind: Kind| {
        let (person, judged) = (row.person.clone(), row.person.clone());
        MenuItem::new(label, move |()| {
            list.asked.set(Some((form, person.get_untracked())));
        })
        .refused(move || judged.with(|person| desk.refusal_for(kind, Some(person))))
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
            form(Form::Tones, t!(notice.dtmf), Kind::Dtmf),
            form(Form::Transfer, t!(notice.transfer), Kind::Transfer),
            form(Form::Caption, t!(notice.caption), Kind::OverlayText),
            {
                let person = row.person.clone();
                MenuItem::new(t!(calls.add_call), move |()| {
                    desk.adding.set(Some(person.get_untracked()));
                })
                .refused(reason(desk, row, Kind::AddCall, pending))
            },
            MenuItem::new(t!(room.remove), move |()| {
                list.selection.ask_to_remove(person.clone())
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
