//! What is done to the whole meeting.

mod end;

use conference::{Command, Kind};
use leptos::prelude::*;

use super::{Desk, press::Press};
use crate::{
    i18n::{t, t_string},
    ui::{
        Icon, Look,
        el::{El, div, flag},
    },
};

pub(super) fn controls(desk: Desk) -> El {
    let Desk {
        view,
        actions,
        i18n,
        ..
    } = desk;
    let ending = RwSignal::new(false);
    let over = move || {
        let over = view
            .connection
            .with(|connection| matches!(connection, session::Connection::Ended(_)));
        over.then(|| t_string!(i18n, problem.not_connected).to_owned())
    };
    let start = Press::new(t!(i18n, room.start), move || {
        actions.act.run(Command::StartService)
    })
    .icon(Icon::Play)
    .refused(move || desk.refusal(Kind::StartService))
    .pending(move || view.is_under_way(&[Kind::StartService]));
    let leave = Press::new(t!(i18n, room.leave), move || actions.leave.run(()))
        .icon(Icon::Leave)
        .refused(over);
    let ask = move || {
        ending.try_set(true);
    };
    let end = Press::new(t!(i18n, room.end), ask)
        .icon(Icon::End)
        .look(Look::Danger)
        .refused(move || desk.refusal(Kind::DisconnectAll))
        .pending(move || view.is_under_way(&[Kind::DisconnectAll]));
    let lock = Toggle {
        labels: [t!(i18n, room.lock).into(), t!(i18n, room.unlock).into()],
        icons: [Icon::Lock, Icon::Unlock],
        kinds: [Kind::Lock, Kind::Unlock],
        commands: [Command::Lock, Command::Unlock],
        is_on: flag(move || view.meeting.get().locked == Some(true)),
    };
    let mute = Toggle {
        labels: [
            t!(i18n, room.mute_guests).into(),
            t!(i18n, room.unmute_guests).into(),
        ],
        icons: [Icon::MicOff, Icon::Mic],
        kinds: [Kind::MuteGuests, Kind::UnmuteGuests],
        commands: [Command::MuteGuests, Command::UnmuteGuests],
        is_on: flag(move || view.meeting.get().guests_muted == Some(true)),
    };
    div("room-controls")
        .child(
            div("toolbar")
                .attr("role", "toolbar")
                .bind("aria-label", t!(i18n, room.controls))
                .view(lock.view(desk))
                .view(mute.view(desk))
                .view(start.view())
                .view(leave.view())
                .view(end.view()),
        )
        .view(end::dialog(desk, ending))
}

/// One button for a thing that is so or not: it says what a press does.
struct Toggle {
    /// Off, on; so are the others.
    labels: [leptos::text_prop::TextProp; 2],
    icons: [Icon; 2],
    kinds: [Kind; 2],
    commands: [Command; 2],
    is_on: Signal<bool>,
}

impl Toggle {
    fn view(self, desk: Desk) -> AnyView {
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
            if is_on.get() {
                label_on.get()
            } else {
                label_off.get()
            }
        };
        let press = move || {
            let is_on = is_on.try_get_untracked().unwrap_or_default();
            desk.actions.act.run(if is_on {
                command_on.clone()
            } else {
                command_off.clone()
            });
        };
        Press::new(label, press)
            .icon_of(is_on, on, off)
            .refused(move || desk.refusal(if is_on.get() { kind_on } else { kind_off }))
            .pending(move || desk.view.is_under_way(&kinds))
            .view()
    }
}
