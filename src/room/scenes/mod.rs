//! The rundown: scenes in order, what taking one would change, and the buttons that take it.

mod add;
mod changes;
mod line;

use std::sync::Arc;

use conference::{Kind, LastTake, Refusal, Rundown, Scene};
use leptos::prelude::*;

use super::{import_button::ImportButton, words};
use crate::{
    browser::files,
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, PresetImportProblem, use_meeting},
    ui::{Button, Icon, ShowIf},
};
use add::AddScene;
use changes::{Changes, TakeStatus};
use line::SceneLine;

/// The region "Rundown".
#[component]
pub fn RundownPanel() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let scenes = meeting.scenes;
    scenes.reload();
    let on_air = Memo::new(move |_| scenes.name_on_air());
    let on_air_name = move || on_air.get().map(|name| name.to_string());
    let has_scenes = Memo::new(move |_| {
        let rundown = scenes.rundown();
        rundown.with(|rundown| !rundown.as_slice().is_empty())
    });
    view! {
        <section
            class="panel panel-rundown"
            role="region"
            aria-label=td_string!(locale, scenes.title)
            data-scene=on_air_name
        >
            <div class="panel-head">
                <h2 class="panel-title">{td_string!(locale, scenes.title)}</h2>
            </div>
            <ShowIf when=has_scenes>
                <SceneList on_air />
            </ShowIf>
            <TakeButtons has_scenes />
            <ShowIf when=has_scenes>
                <TakeStatus />
                <Changes />
            </ShowIf>
            <AddScene />
            <Files has_scenes />
        </section>
    }
    .into_any()
}

#[component]
fn SceneList(
    /// The scene on air.
    on_air: Memo<Option<Arc<str>>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let rundown = meeting.scenes.rundown();
    view! {
        <ol class="scenes" aria-label=td_string!(locale, scenes.scenes)>
            <For
                each=move || rundown.with(|rundown| rundown.as_slice().to_vec())
                key=what_is_shown
                let(scene)
            >
                <SceneLine scene on_air />
            </For>
        </ol>
    }
}

/// Returns what a line shows of a scene: with another picture under the same name it is another line.
fn what_is_shown(scene: &Scene) -> (Arc<str>, Option<u16>, Option<conference::LayoutName>) {
    let plans = scene.plans.as_ref();
    let layout = plans.map(|plans| plans.hosts.layout.clone());
    (scene.name.clone(), scene.minutes, layout)
}

/// Returns why nothing at all can be taken now; followed. What a part of a scene is refused for is told with what would change.
fn refusal(meeting: Meeting, locale: Locale) -> Option<String> {
    let why = meeting.refusal(Kind::OverrideLayout)?;
    (why != Refusal::NotOffered).then(|| words::refusal(locale, why).to_owned())
}

/// Returns why a scene can't be taken now: `none` where there is no such scene; followed.
pub fn take_refusal(
    meeting: Meeting,
    locale: Locale,
    scene: Option<&str>,
    none: &'static str,
) -> Option<String> {
    let is_none = scene.is_none();
    let none = is_none.then(|| none.to_owned());
    none.or_else(|| refusal(meeting, locale))
}

/// Returns whether something is on its way that a take would get in the way of; followed.
pub fn is_busy(meeting: Meeting) -> bool {
    meeting.scenes.is_busy() || meeting.commands.is_pending(&[Kind::OverrideLayout])
}

/// Takes the scene of this name, if there is one.
pub fn take(meeting: Meeting, scene: Option<Arc<str>>) {
    if let Some(scene) = scene {
        // What comes after it is the next to be looked at.
        meeting.panels.scenes.cued.set(None);
        meeting.scenes.take(&scene);
    }
}

/// Previous, next, undo.
#[component]
fn TakeButtons(
    /// Whether there is something to take.
    has_scenes: Memo<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let scenes = meeting.scenes;
    let pending = Memo::new(move |_| is_busy(meeting));
    let (next, previous) = (
        Memo::new(move |_| scenes.next()),
        Memo::new(move |_| scenes.previous()),
    );
    let refusal_of = move |scene: Memo<Option<Arc<str>>>, none: &'static str| {
        Signal::derive(move || {
            let none = match has_scenes.get() {
                true => none,
                false => td_string!(locale, scenes.none),
            };
            scene.with(|scene| take_refusal(meeting, locale, scene.as_deref(), none))
        })
    };
    let undo_refusal = Signal::derive(move || {
        let why = match scenes.last_take() {
            LastTake::Scene => return refusal(meeting, locale),
            LastTake::Picture if scenes.has_taken() => td_string!(locale, scenes.undo_on_stage),
            LastTake::Picture | LastTake::None => td_string!(locale, stage.undo_none),
        };
        Some(why.to_owned())
    });
    view! {
        <div class="rundown-buttons">
            <Button
                label=td_string!(locale, scenes.previous)
                refusal=refusal_of(previous, td_string!(locale, scenes.previous_none))
                pending=pending
                on_press=move || take(meeting, previous.get_untracked())
            />
            <Button
                label=td_string!(locale, scenes.next)
                refusal=refusal_of(next, td_string!(locale, scenes.next_none))
                pending=pending
                on_press=move || take(meeting, next.get_untracked())
            />
            // The stage has a button of this name as well: two that can do nothing would be one too many.
            <ShowIf when=Signal::derive(move || has_scenes.get() || scenes.has_taken())>
                <Button
                    label=td_string!(locale, stage.undo_take)
                    refusal=undo_refusal
                    pending=pending
                    on_press=move || scenes.undo()
                />
            </ShowIf>
        </div>
    }
}

/// Export, import, and what is to be told of them.
#[component]
fn Files(
    /// Whether there is something to export.
    has_scenes: Memo<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (scenes, panel) = (meeting.scenes, meeting.panels.scenes);
    let export = move || {
        let name = format!("{}.json", td_string!(locale, scenes.file));
        files::save(&name, "application/json", &scenes.to_json());
    };
    let import = move |text: Option<String>| {
        let text = text.unwrap_or_default();
        panel.import_problem.set(scenes.import(&text));
    };
    let problem = Signal::derive(move || match panel.import_problem.get() {
        None => String::new(),
        Some(PresetImportProblem::NoPresets) => td_string!(locale, scenes.import_bad).to_owned(),
        Some(PresetImportProblem::LeftOut(count)) => {
            td_string!(locale, scenes.left_out, count = count, max = Rundown::MAX)
        }
    });
    let is_lost = Signal::derive(move || !scenes.is_stored().get());
    let export_refusal = Signal::derive(move || {
        (!has_scenes.get()).then(|| td_string!(locale, scenes.none).to_owned())
    });
    view! {
        <div class="rundown-buttons">
            <Button
                label=td_string!(locale, scenes.export)
                icon=Icon::Log
                refusal=export_refusal
                on_press=export
            />
            <ImportButton label=td_string!(locale, scenes.import) on_text=import />
        </div>
        <p class="rundown-note" role="status">
            {problem}
        </p>
        <ShowIf when=is_lost>
            <p class="rundown-note" role="alert">
                {td_string!(locale, scenes.not_stored)}
            </p>
        </ShowIf>
    }
}
