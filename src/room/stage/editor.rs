//! The layout editor: what is to be on air next, staged beside what is, and sent in one piece.

use conference::{Kind, LayoutPlan};
use leptos::prelude::*;

use super::{
    audience_name,
    drag::{Drag, DragGhost},
    layouts::LayoutChoice,
    people_strip::PeopleStrip,
    picker::SlotPicker,
    presets::PresetsSection,
    side_by_side::SideBySide,
    slot_list::SlotList,
};
use crate::{
    i18n::{td_string, use_locale},
    room::words,
    state::use_meeting,
    ui::{Button, Icon, Look, Switch},
};

/// The region "Layout editor".
#[component]
pub fn LayoutEditorPanel() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let audience = Signal::derive(move || audience_name(locale, stage.audience.get()));
    let differences = Memo::new(move |_| stage.differences());
    let drag = Drag::listen(stage);
    view! {
        <section
            class="panel panel-editor"
            role="region"
            aria-label=td_string!(locale, editor.title)
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, editor.title)}</h2>
                <span class="panel-count">{audience}</span>
            </div>
            <div class="editor">
                <LayoutChoice />
                <SideBySide differences drag />
                <PeopleStrip />
                <SlotList differences drag />
                <PlanSwitches />
            </div>
            <EditorButtons />
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

/// Apply, Undo, Reset.
#[component]
fn EditorButtons() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let pending = Memo::new(move |_| meeting.commands.is_pending(&[Kind::OverrideLayout]));
    let refusal = Memo::new(move |_| {
        let refusal = meeting.refusal(Kind::OverrideLayout);
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    let undo_refusal = Signal::derive(move || {
        let has_nothing = !stage.can_undo();
        let nothing = has_nothing.then(|| td_string!(locale, editor.undo_none).to_owned());
        nothing.or_else(|| refusal.get())
    });
    view! {
        <div class="panel-foot">
            <Button
                label=td_string!(locale, editor.apply)
                icon=Icon::Check
                look=Look::Primary
                refusal=refusal
                pending=pending
                on_press=move || stage.apply()
            />
            <Button
                label=td_string!(locale, editor.undo)
                refusal=undo_refusal
                pending=pending
                on_press=move || stage.undo()
            />
            <Button
                label=td_string!(locale, editor.reset)
                class="end"
                refusal=refusal
                pending=pending
                on_press=move || stage.reset_layout()
            />
        </div>
    }
}
