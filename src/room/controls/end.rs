//! Asking before everybody drops out.

use crate::{
    i18n::{t, t_string},
    reactive::{Callback, RwSignal},
    room::{Desk, Parts},
    ui::{
        Confirm,
        el::{Piece, div, el},
    },
};
use conference::{Command, Kind, can};

pub(super) fn dialog(desk: Desk, open: RwSignal<bool>) -> Piece {
    let Parts { view, actions, .. } = *desk;
    let confirmed = move |()| {
        open.set(false);
        let may = view
            .powers
            .with_untracked(|powers| can(Kind::DisconnectAll, powers, None).is_ok());
        if may {
            actions.act.run(Command::DisconnectAll);
        }
    };
    let who = move || match view.counts.get().present {
        0 | 1 => t_string!(room.end_one).to_owned(),
        count => t_string!(room.end_many, count = count),
    };
    Confirm {
        open: open.into(),
        title: t!(room.end_title).into(),
        confirm: t!(room.end_confirm).into(),
        cancel: t!(ui.cancel).into(),
        on_confirm: Callback::new(confirmed),
        on_cancel: Callback::new(move |()| open.set(false)),
    }
    .view(move || {
        div("")
            .child(el("p").child(el("strong").say(who)))
            .child(el("p").class("dialog-lead").say(t!(room.end_or_leave)))
    })
}
