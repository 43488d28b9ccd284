//! One button for a setting of the meeting that is so or not: it says what a press does.

use conference::{Command, Kind, Meeting as MeetingSettings};
use leptos::prelude::*;

use crate::{
    i18n::use_locale,
    room::words,
    state::use_meeting,
    ui::{Button, Icon},
};

/// What a press does in one of the two states. Its command's name is the button's.
#[derive(Clone, Copy)]
pub struct Side {
    /// Its picture.
    pub icon: Icon,
    /// What it sends.
    pub command: fn() -> Command,
}

impl Side {
    fn kind(self) -> Kind {
        (self.command)().kind()
    }
}

/// The button.
#[component]
pub fn SettingToggle(
    /// Whether it is so, where the server has told it.
    is_on: fn(&MeetingSettings) -> Option<bool>,
    /// What a press does while it isn't so.
    off: Side,
    /// What a press does while it is.
    on: Side,
    /// What a press does that its name doesn't say.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let is_on = Memo::new(move |_| meeting.settings.with(is_on) == Some(true));
    let side = move || if is_on.get() { on } else { off };
    let refusal = Signal::derive(move || {
        let refusal = meeting.refusal(side().kind());
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    let kinds = [on.kind(), off.kind()];
    view! {
        <Button
            label=Signal::derive(move || words::command(locale, side().kind()).to_owned())
            icon=Signal::derive(move || side().icon)
            refusal=refusal
            hint=hint
            pending=Signal::derive(move || meeting.commands.is_pending(&kinds))
            on_press=move || {
                let side = if is_on.get_untracked() { on } else { off };
                meeting.commands.send((side.command)());
            }
        />
    }
}
