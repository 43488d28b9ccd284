//! What is done to the whole meeting.

mod end;

use conference::{Command, Kind};

use super::{Desk, Parts, dial, streaming};
use crate::{
    i18n::{Word, t, t_string},
    reactive::{RwSignal, Signal},
    ui::{
        Button, Icon, Look,
        el::{El, div, flag},
    },
};

pub(super) fn controls(desk: Desk) -> El {
    let Parts { view, actions, .. } = *desk;
    let ending = RwSignal::new(false);
    let over = move || {
        let over = view
            .connection
            .with(|connection| matches!(connection, session::Connection::Ended(_)));
        over.then(|| t_string!(problem.not_connected).to_owned())
    };
    let start = Button::new(t!(room.start), move || {
        actions.act.run(Command::StartService)
    })
    .icon(Icon::Play)
    .refused(move || desk.refusal(Kind::StartService))
    .pending(move || view.is_under_way(&[Kind::StartService]));
    let leave = Button::new(t!(room.leave), move || actions.leave.run(()))
        .icon(Icon::Leave)
        .refused(over);
    let end = Button::new(t!(room.end), move || ending.set(true))
        .icon(Icon::End)
        .look(Look::Danger)
        .refused(move || desk.refusal(Kind::DisconnectAll))
        .pending(move || view.is_under_way(&[Kind::DisconnectAll]));
    let lock = Toggle {
        labels: [t!(room.lock), t!(room.unlock)],
        icons: [Icon::Lock, Icon::Unlock],
        kinds: [Kind::Lock, Kind::Unlock],
        commands: [Command::Lock, Command::Unlock],
        is_on: flag(move || view.meeting.get().locked == Some(true)),
    };
    let mute = Toggle {
        labels: [t!(room.mute_guests), t!(room.unmute_guests)],
        icons: [Icon::MicOff, Icon::Mic],
        kinds: [Kind::MuteGuests, Kind::UnmuteGuests],
        commands: [Command::MuteGuests, Command::UnmuteGuests],
        is_on: flag(move || view.meeting.get().guests_muted == Some(true)),
    };
    let [record, live] = streaming::buttons(desk);
    let calling = RwSignal::new(false);
    let call = Button::new(t!(dial.open), move || calling.set(true))
        .icon(Icon::Phone)
        .refused(move || desk.refusal(Kind::Dial));
    div("room-controls")
        .child(
            div("toolbar")
                .attr("role", "toolbar")
                .bind("aria-label", t!(room.controls))
                .child(lock.button(desk))
                .child(mute.button(desk))
                .child(start)
                .child(call)
                .child(record)
                .child(live)
                .child(leave)
                .child(end),
        )
        .child(end::dialog(desk, ending))
        .child(dial::dialog(desk, calling))
}

/// One button for a thing that is so or not: it says what a press does.
struct Toggle {
    /// Off, on; so are the others.
    labels: [Word; 2],
    icons: [Icon; 2],
    kinds: [Kind; 2],
    commands: [Command; 2],
    is_on: Signal<bool>,
}

impl Toggle {
    fn button(self, desk: Desk) -> Button {
        let Self {
            labels,
            icons: [off, on],
            kinds,
            commands,
            is_on,
        } = self;
        let [label_off, label_on] = labels;
        let [kind_off, kind_on] = kinds;
        let [command_off, command_on] = commands;
        let label = move || {
            if is_on.get() { label_on } else { label_off }
        };
        let press = move || {
            let is_on = is_on.get_untracked();
            desk.actions.act.run(if is_on {
                command_on.clone()
            } else {
                command_off.clone()
            });
        };
        Button::new(label, press)
            .icon_of(move || if is_on.get() { on } else { off })
            .refused(move || desk.refusal(if is_on.get() { kind_on } else { kind_off }))
            .pending(move || desk.view.is_under_way(&kinds))
    }
}
