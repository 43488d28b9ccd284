//! The layout editor: what is to be on air next, staged beside what is, and taken in one piece.

use conference::{Kind, LastTake, LayoutDifferences, LayoutPlan};
use leptos::prelude::*;

use super::{
    audience_name,
    drag::{Drag, DragGhost},
    layouts::LayoutChoice,
    next::NextPicture,
    people_strip::PeopleStrip,
    picker::SlotPicker,
    presets::PresetsSection,
    slot_list::SlotList,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, ShowIf, Switch},
};

/// The region "Layout editor".
#[component]
pub fn LayoutEditor() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let audience = Signal::derive(move || audience_name(locale, stage.audience.get()));
    let differences = Memo::new(move |_| stage.differences());
    let changed = Signal::derive(move || differences.with(LayoutDifferences::count).to_string());
    let layout = Signal::derive(move || stage.staged().layout.as_str().to_owned());
    let drag = Drag::listen(stage);
    view! {
        <section
            class="stage-side stage-next"
            role="region"
            aria-label=td_string!(locale, editor.title)
            data-changed=changed
        >
            <div class="stage-head">
                <h3 class="panel-title">{td_string!(locale, editor.next)}</h3>
                <span class="panel-count">{audience}</span>
                <bdi class="panel-count end">{layout}</bdi>
            </div>
            <NextPicture differences drag />
            <EditorButtons />
            <LayoutChoice />
            <PeopleStrip />
            <SlotList differences drag />
            <PlanSwitches />
            <PresetsSection />
            <SlotPicker />
            <DragGhost drag />
        </section>
    }
    .into_any()
}

/// What is switched on or off for the whole picture.
#[component]
fn PlanSwitches() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="editor-row">
            <PlanSwitch
                label=td_string!(locale, editor.backfill)
                read=|plan| plan.backfill
                write=|plan, on| plan.backfill = on
            />
            <PlanSwitch
                label=td_string!(locale, editor.captions)
                read=|plan| plan.captions
                write=|plan, on| plan.captions = on
            />
        </div>
    }
}

#[component]
fn PlanSwitch(
    /// Its name.
    label: &'static str,
    /// Returns whether it is on in a plan.
    read: fn(&LayoutPlan) -> bool,
    /// Switches it in a plan.
    write: fn(&mut LayoutPlan, bool),
) -> impl IntoView {
    let stage = use_meeting().stage;
    let is_on = Memo::new(move |_| read(&stage.staged()));
    view! {
        <Switch
            label=label
            checked=is_on
            on_change=move |on| stage.edit(|plan| write(plan, on))
        />
    }
}

/// Returns why the stage has nothing to take back now; followed.
pub fn undo_obstacle(meeting: Meeting, locale: Locale) -> Option<String> {
    let why = match meeting.scenes.last_take() {
        LastTake::Picture => return None,
        LastTake::Scene => td_string!(locale, stage.undo_in_rundown),
        LastTake::None => td_string!(locale, stage.undo_none),
    };
    Some(why.to_owned())
}

/// Take, and the ways back.
#[component]
fn EditorButtons() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let pending = Memo::new(move |_| meeting.commands.is_pending(&[Kind::OverrideLayout]));
    let refusal = Memo::new(move |_| {
        let refusal = meeting.refusal(Kind::OverrideLayout);
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    let has_edits = Memo::new(move |_| stage.has_edits());
    let undo_refusal =
        Signal::derive(move || undo_obstacle(meeting, locale).or_else(|| refusal.get()));
    view! {
        <div class="stage-buttons">
            <Button
                label=td_string!(locale, stage.take)
                icon=Icon::Check
                look=Look::Primary
                refusal=refusal
                pending=pending
                on_press=move || stage.apply()
            />
            <Button
                label=td_string!(locale, stage.undo_take)
                refusal=undo_refusal
                pending=pending
                on_press=move || stage.undo()
            />
            <ShowIf when=has_edits>
                <Button
                    label=td_string!(locale, stage.discard)
                    look=Look::Quiet
                    on_press=move || stage.discard()
                />
            </ShowIf>
            <Button
                label=td_string!(locale, editor.reset)
                look=Look::Quiet
                refusal=refusal
                pending=pending
                on_press=move || stage.reset_layout()
            />
        </div>
    }
}
