//! What is done to the whole meeting.

use conference::{Command, Kind, StreamKind};
use leptos::prelude::*;

use super::{
    end_dialog::EndDialog,
    streams::StreamButton,
    toggle::{SettingToggle, Side},
};
use crate::{
    i18n::{td_string, use_locale},
    room::{dial::DialDialog, words},
    state::use_meeting,
    ui::{Button, Icon, Look, ShowIf},
};

/// The toolbar and the dialogs that it opens.
#[component]
pub fn Controls() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panels = meeting.panels;
    let refusal = move |kind: Kind| words::refusal_of(meeting, locale, kind);
    let over = Signal::derive(move || words::leave_refusal(meeting, locale));
    let waiting = meeting.roster.waiting();
    let lets_in = Signal::derive(move || {
        let count = waiting.with(|waiting| waiting.len());
        let is_locked = meeting.settings.with(|is| is.locked) == Some(true);
        (is_locked && count > 0).then(|| td_string!(locale, room.unlock_hint, count = count))
    });
    let has_hands = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.hands > 0));
    let pending = move |kind: Kind| Signal::derive(move || meeting.commands.is_pending(&[kind]));
    view! {
        <div class="room-controls">
            <div class="toolbar" role="toolbar" aria-label=td_string!(locale, room.controls)>
                <SettingToggle
                    is_on=|is| is.locked
                    off=Side {
                        icon: Icon::Lock,
                        command: || Command::Lock,
                    }
                    on=Side {
                        icon: Icon::Unlock,
                        command: || Command::Unlock,
                    }
                    hint=lets_in
                />
                <SettingToggle
                    is_on=|is| is.guests_muted
                    off=Side {
                        icon: Icon::MicOff,
                        command: || Command::MuteGuests,
                    }
                    on=Side {
                        icon: Icon::Mic,
                        command: || Command::UnmuteGuests,
                    }
                />
                <ShowIf when=has_hands>
                    <Button
                        label=td_string!(locale, room.lower_all_hands)
                        icon=Icon::Hand
                        refusal=refusal(Kind::LowerAllHands)
                        pending=pending(Kind::LowerAllHands)
                        on_press=move || {
                            meeting.commands.send(Command::LowerAllHands);
                        }
                    />
                </ShowIf>
                <Button
                    label=td_string!(locale, room.start)
                    icon=Icon::Play
                    refusal=refusal(Kind::StartService)
                    pending=pending(Kind::StartService)
                    on_press=move || {
                        meeting.commands.send(Command::StartService);
                    }
                />
                <Button
                    label=td_string!(locale, dial.open)
                    icon=Icon::Phone
                    refusal=refusal(Kind::Dial)
                    on_press=move || {
                        meeting.address_book.reload();
                        panels.dial.open_empty();
                    }
                />
                <StreamButton kind=StreamKind::Recording />
                <StreamButton kind=StreamKind::Live />
                <Button
                    label=td_string!(locale, room.leave)
                    icon=Icon::Leave
                    refusal=over
                    on_press=move || meeting.commands.leave()
                />
                <Button
                    label=td_string!(locale, room.end)
                    icon=Icon::End
                    look=Look::Danger
                    refusal=refusal(Kind::DisconnectAll)
                    pending=pending(Kind::DisconnectAll)
                    on_press=move || panels.ending.set(true)
                />
            </div>
            <EndDialog />
            <DialDialog />
        </div>
    }
}
