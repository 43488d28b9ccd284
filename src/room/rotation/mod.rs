//! The rotation: people take turns in one slot of the picture.

mod dialog;

use conference::{Kind, ParticipantId, Rotation, RotationPause};
use leptos::prelude::*;

use super::{deeds::focus_soon, time, words};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, Rotations, use_meeting},
    ui::{Button, Look, MenuItem, ShowIf},
};
pub use dialog::RotationDialog;

/// Returns what a slot's menu offers, counted from 0.
pub fn slot_items(meeting: Meeting, locale: Locale, at: usize) -> Vec<MenuItem> {
    let rotations = meeting.rotations;
    let refusal = Signal::derive(move || {
        let is_one = rotations.rotation().with(Option::is_some);
        let refusal = meeting.refusal(Kind::OverrideLayout);
        let refusal = refusal.map(|refusal| words::refusal(locale, refusal));
        let under_way = || is_one.then(|| td_string!(locale, rotation.under_way));
        refusal.or_else(under_way).map(str::to_owned)
    });
    let open = move || rotations.asking.set(Some(at));
    vec![MenuItem::new(td_string!(locale, rotation.rotate), open).refusal(refusal)]
}

/// The region "Rotation", while one is under way: who is in, who is next, and how to stop it.
#[component]
pub fn RotationPanel() -> impl IntoView {
    let rotation = use_meeting().rotations.rotation();
    let is_there = Memo::new(move |_| rotation.with(Option::is_some));
    view! {
        <ShowIf when=is_there>
            <UnderWay />
        </ShowIf>
    }
}

#[component]
fn UnderWay() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let rotations = meeting.rotations;
    let pause = Memo::new(move |_| {
        let rotation = rotations.rotation().get();
        rotation.and_then(|rotation| rotation.pause())
    });
    let text = Signal::derive(move || sentence(meeting, locale));
    let due = Signal::derive(move || {
        let rotation = rotations.rotation().get();
        let due = rotation.and_then(|rotation| rotation.due_in_ms(meeting.now_ms.get()));
        due.map(time::span).unwrap_or_default()
    });
    let is_paused = Memo::new(move |_| pause.get().is_some());
    let why = Signal::derive(move || match pause.get() {
        None => "",
        Some(RotationPause::ByHost) => td_string!(locale, rotation.paused),
        Some(RotationPause::Connection) => td_string!(locale, rotation.not_live),
        Some(RotationPause::Taken) => td_string!(locale, rotation.taken),
        Some(RotationPause::NoSlot) => td_string!(locale, rotation.no_slot),
        Some(RotationPause::Failed) => td_string!(locale, rotation.failed),
    });
    let label = Signal::derive(move || {
        let words = if is_paused.get() {
            td_string!(locale, rotation.resume)
        } else {
            td_string!(locale, rotation.pause)
        };
        words.to_owned()
    });
    view! {
        <section class="panel rotation" role="region" aria-label=td_string!(locale, rotation.title)>
            <div class="rotation-line">
                <p class="rotation-text">
                    <span prop:textContent=text></span>
                    " "
                    <span class="rotation-due" prop:textContent=due></span>
                </p>
                <Button
                    label=label
                    on_press=move || {
                        rotations
                            .change(|rotation| match rotation.pause() {
                                Some(_) => rotation.resume(),
                                None => rotation.pause_by_host(),
                            });
                    }
                />
                <Button
                    label=td_string!(locale, rotation.stop)
                    look=Look::Quiet
                    on_press=move || stop(rotations)
                />
            </div>
            <ShowIf when=is_paused>
                <p class="note note-warn" role="status">
                    {why}
                </p>
            </ShowIf>
        </section>
    }
    .into_any()
}

/// Stops it. The buttons go with it: the focus goes to the slot's menu, where the next one begins.
fn stop(rotations: Rotations) {
    let slot = rotations
        .rotation()
        .with_untracked(|rotation| rotation.as_ref().map(Rotation::slot));
    let menu = slot.map(|slot| format!(".seat[data-slot=\"{slot}\"] .menu-button"));
    let is_there = |selector: &String| {
        let found = document().query_selector(selector);
        found.is_ok_and(|found| found.is_some())
    };
    // The slot may be none of those that are shown now.
    let next = menu.filter(is_there);
    focus_soon(next.unwrap_or_else(|| ".panel-stage [role=tab][aria-selected=true]".to_owned()));
    rotations.change(Rotation::stop);
}

/// Which slot, who is in it, and who is next.
fn sentence(meeting: Meeting, locale: Locale) -> String {
    let name = |id: Option<&ParticipantId>| {
        let name = id.map(|id| words::isolated(&meeting.stage.name_of(id)));
        name.unwrap_or_else(|| td_string!(locale, rotation.nobody).to_owned())
    };
    meeting.rotations.rotation().with(|rotation| {
        rotation.as_ref().map_or_else(String::new, |rotation| {
            td_string!(
                locale,
                rotation.now,
                slot = rotation.slot() + 1,
                audience = super::stage::audience_name(locale, rotation.audience()),
                name = name(rotation.current()),
                next = name(rotation.next())
            )
        })
    })
}
