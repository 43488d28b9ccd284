//! Asking before everybody drops out.

use conference::{Command, Kind, can};
use leptos::prelude::*;

use crate::{
    i18n::{t, t_string},
    room::Desk,
    ui::{
        Confirm,
        el::{div, el},
    },
};

pub(super) fn dialog(desk: Desk, open: RwSignal<bool>) -> AnyView {
    let Desk {
        view,
        actions,
        i18n,
        ..
    } = desk;
    let confirmed = move |()| {
        open.try_set(false);
        let may = view
            .powers
            .with_untracked(|powers| can(Kind::DisconnectAll, powers, None).is_ok());
        if may {
            actions.act.run(Command::DisconnectAll);
        }
    };
    let cancelled = move |()| {
        open.try_set(false);
    };
    let who = move || match view.counts.get().present {
        0 | 1 => t_string!(i18n, room.end_one).to_owned(),
        count => t_string!(i18n, room.end_many, count = count),
    };
    let inside = move || {
        div("dialog-body")
            .child(el("p").child(el("strong").say(who)))
            .child(
                el("p")
                    .class("dialog-lead")
                    .say(t!(i18n, room.end_or_leave)),
            )
            .any()
    };
    view! {
        <Confirm
            open=open
            title=t!(i18n, room.end_title)
            confirm_label=t!(i18n, room.end_confirm)
            cancel_label=t!(i18n, ui.cancel)
            on_confirm=confirmed
            on_cancel=cancelled
        >
            {inside()}
        </Confirm>
    }
    .into_any()
}
