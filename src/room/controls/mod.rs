//! What is done to the whole meeting.

mod end;

use conference::{Command, Kind};
use leptos::prelude::*;

use super::Desk;
use crate::{
    i18n::{t, t_string},
    ui::{Button, Icon, Look},
};

pub(super) fn controls(desk: Desk) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let ending = RwSignal::new(false);
    let over = Signal::derive(move || {
        view.connection.with(|connection| matches!(connection, session::Connection::Ended(_))).then(|| {
            t_string!(i18n, problem.not_connected).to_owned()
        })
    });
    view! {
        <div class="toolbar" role="toolbar" aria-label=t!(i18n, room.controls)>
            {lock(desk)}
            {mute_guests(desk)}
            <Button
                label=t!(i18n, room.start)
                icon=Signal::stored(Icon::Play)
                disabled_reason=desk.refused(Kind::StartService)
                pending=desk.under_way(&[Kind::StartService])
                on_press=move |()| actions.act.run(Command::StartService)
            />
            <Button label=t!(i18n, room.leave) icon=Signal::stored(Icon::Leave) disabled_reason=over on_press=actions.leave />
            <Button
                label=t!(i18n, room.end)
                icon=Signal::stored(Icon::End)
                look=Look::Danger
                disabled_reason=desk.refused(Kind::DisconnectAll)
                pending=desk.under_way(&[Kind::DisconnectAll])
                on_press=move |()| {
                    ending.try_set(true);
                }
            />
            {end::dialog(desk, ending)}
        </div>
    }
    .into_any()
}

/// One button for a thing that is so or not: it says what a press does.
fn lock(desk: Desk) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let locked = Memo::new(move |_| view.meeting.get().locked == Some(true));
    let label = move || if locked.get() { t_string!(i18n, room.unlock) } else { t_string!(i18n, room.lock) };
    let press = move |()| {
        let is_locked = locked.try_get_untracked().unwrap_or_default();
        actions.act.run(if is_locked { Command::Unlock } else { Command::Lock });
    };
    let refused = Signal::derive(move || desk.refusal(if locked.get() { Kind::Unlock } else { Kind::Lock }));
    view! {
        <Button
            label=label
            icon=Signal::derive(move || if locked.get() { Icon::Unlock } else { Icon::Lock })
            disabled_reason=refused
            pending=desk.under_way(&[Kind::Lock, Kind::Unlock])
            on_press=press
        />
    }
    .into_any()
}

fn mute_guests(desk: Desk) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let muted = Memo::new(move |_| view.meeting.get().guests_muted == Some(true));
    let label = move || if muted.get() { t_string!(i18n, room.unmute_guests) } else { t_string!(i18n, room.mute_guests) };
    let press = move |()| {
        let are_muted = muted.try_get_untracked().unwrap_or_default();
        actions.act.run(if are_muted { Command::UnmuteGuests } else { Command::MuteGuests });
    };
    let refused = Signal::derive(move || desk.refusal(if muted.get() { Kind::UnmuteGuests } else { Kind::MuteGuests }));
    view! {
        <Button
            label=label
            icon=Signal::derive(move || if muted.get() { Icon::Mic } else { Icon::MicOff })
            disabled_reason=refused
            pending=desk.under_way(&[Kind::MuteGuests, Kind::UnmuteGuests])
            on_press=press
        />
    }
    .into_any()
}
