//! Who is to take turns in a slot, and for how long.

use conference::{Kind, MAX_ROTATION_SECONDS, MIN_ROTATION_SECONDS};
use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    room::{deeds::focus_soon, stage::audience_name, whom, words},
    state::use_meeting,
    ui::{Button, Dialog, FieldKind, Look, Select, ShowIf, TextField},
};

/// The dialog "Rotate through a slot".
#[component]
pub fn RotationDialog() -> impl IntoView {
    let (asking, locale) = (use_meeting().rotations.asking, use_locale());
    let is_open = Memo::new(move |_| asking.with(Option::is_some));
    view! {
        <Dialog
            open=is_open
            title=td_string!(locale, rotation.dialog)
            on_close=move || asking.set(None)
        >
            <RotationForm />
        </Dialog>
    }
}

#[component]
fn RotationForm() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let rotations = meeting.rotations;
    let count = Memo::new(move |_| rotations.count());
    let lead = Signal::derive(move || {
        let slot = rotations.asking.get().unwrap_or_default() + 1;
        let audience = audience_name(locale, meeting.stage.audience.get());
        td_string!(
            locale,
            rotation.lead,
            slot = slot,
            audience = audience,
            count = count.get()
        )
    });
    let has_gap = Memo::new(move |_| rotations.has_gap_before());
    let refusal = Signal::derive(move || {
        let refusal = meeting.refusal(Kind::OverrideLayout);
        let refusal = refusal.map(|refusal| words::refusal(locale, refusal));
        let has_no_seconds = rotations.typed_seconds().is_none();
        let problem = || {
            if has_no_seconds {
                Some(td_string!(locale, rotation.need_seconds))
            } else {
                (count.get() == 0).then(|| td_string!(locale, rotation.need_people))
            }
        };
        refusal.or_else(problem).map(str::to_owned)
    });
    view! {
        <form class="dialog-form" novalidate on:submit=|event| event.prevent_default()>
            <p class="dialog-lead">{lead}</p>
            <TextField
                label=td_string!(locale, rotation.seconds)
                value=rotations.seconds
                kind=FieldKind::Count {
                    min: MIN_ROTATION_SECONDS,
                    max: MAX_ROTATION_SECONDS,
                }
                autofocus=true
            />
            <Select
                label=td_string!(locale, rotation.whom)
                value=rotations.whom
                options=whom::options(locale)
            />
            <ShowIf when=has_gap>
                <p class="note note-warn">{td_string!(locale, rotation.gap)}</p>
            </ShowIf>
            <div class="dialog-foot">
                <Button
                    label=td_string!(locale, ui.cancel)
                    look=Look::Quiet
                    on_press=move || rotations.asking.set(None)
                />
                <Button
                    label=td_string!(locale, rotation.start)
                    look=Look::Primary
                    refusal=refusal
                    submit=true
                    on_press=move || {
                        rotations.start();
                        // It stands above the stage, whatever of that is in view: with the focus it is.
                        focus_soon(".rotation .button".to_owned());
                    }
                />
            </div>
        </form>
    }
    .into_any()
}
