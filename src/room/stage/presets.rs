//! Named layouts.

use std::sync::Arc;

use conference::{LayoutName, Preset, Presets};
use leptos::prelude::*;

use super::drawing::LayoutOutline;
use crate::{
    browser::files,
    i18n::{td_string, use_locale},
    room::import_button::ImportButton,
    state::{PresetImportProblem, use_meeting},
    ui::{Button, FieldKind, Icon, Look, ShowIf, TextField},
};

/// What is unfolded below the editor's buttons.
#[component]
pub fn PresetsSection() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.stage;
    meeting.stage.presets.reload();
    let is_open: Signal<bool> = panel.presets_open.into();
    let import_problem = Signal::derive(move || match panel.import_problem.get() {
        None => String::new(),
        Some(PresetImportProblem::NoPresets) => td_string!(locale, editor.import_bad).to_owned(),
        Some(PresetImportProblem::LeftOut(count)) => {
            td_string!(locale, editor.left_out, count = count, max = Presets::MAX)
        }
    });
    let is_stored = meeting.stage.presets.is_stored();
    let is_lost = Signal::derive(move || !is_stored.get());
    view! {
        <details
            class="presets"
            open=is_open
            on:toggle:target=move |event| panel.presets_open.set(event.target().open())
        >
            <summary>{td_string!(locale, editor.presets)}</summary>
            <PresetList />
            <PresetTools />
            <p class="editor-hint" role="status">
                {import_problem}
            </p>
            <ShowIf when=is_lost>
                <p class="editor-hint" role="alert">
                    {td_string!(locale, editor.not_stored)}
                </p>
            </ShowIf>
        </details>
    }
    .into_any()
}

#[component]
fn PresetList() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let presets = stage.presets.presets();
    view! {
        <ul class="preset-list" aria-label=td_string!(locale, editor.presets)>
            <For
                each=move || presets.with(|presets| presets.as_slice().to_vec())
                key=what_is_shown
                let(preset)
            >
                <PresetCard preset />
            </For>
        </ul>
    }
}

/// Returns what a card shows of a preset: with another layout under the same name it is another card.
fn what_is_shown(preset: &Preset) -> (Arc<str>, [LayoutName; 2]) {
    let plans = &preset.plans;
    let layouts = [plans.hosts.layout.clone(), plans.guests.layout.clone()];
    (preset.name.clone(), layouts)
}

#[component]
fn PresetCard(
    /// The preset, of which name and layouts are shown.
    preset: Preset,
) -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let name = StoredValue::new(preset.name.to_string());
    let (shown, used, deleted) = (name.get_value(), name.get_value(), name.get_value());
    view! {
        <li class="preset">
            <LayoutOutline layout=preset.plans.hosts.layout />
            <LayoutOutline layout=preset.plans.guests.layout />
            <Button
                label=shown
                name=td_string!(locale, editor.use_preset, name = used)
                on_press=move || name.with_value(|name| stage.stage_preset(name))
            />
            <Button
                label=td_string!(locale, editor.delete_preset, name = deleted)
                icon=Icon::Cross
                icon_only=true
                look=Look::Quiet
                on_press=move || stage.presets.remove(&name.get_value())
            />
        </li>
    }
}

/// Save, export, import.
#[component]
fn PresetTools() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (stage, panel) = (meeting.stage, meeting.panels.stage);
    let save = move || {
        let name = panel.preset_name.get_untracked();
        if stage.save_preset(&name) {
            panel.preset_name.set(String::new());
        }
    };
    let full = Signal::derive(move || {
        let name = panel.preset_name.get();
        let has_room = stage.presets.presets().with(|all| all.has_room_for(&name));
        (!has_room).then(|| td_string!(locale, editor.full, count = Presets::MAX))
    });
    let export = move || {
        let name = format!("{}.json", td_string!(locale, editor.file));
        files::save(&name, "application/json", &stage.presets.to_json());
    };
    let import = move |text: Option<String>| {
        let text = text.unwrap_or_default();
        panel.import_problem.set(stage.presets.import(&text));
    };
    view! {
        <div class="editor-row">
            <TextField
                label=td_string!(locale, editor.preset_name)
                value=panel.preset_name
                kind=FieldKind::Text
            />
            <Button
                label=td_string!(locale, editor.save)
                icon=Icon::Star
                refusal=full
                on_press=save
            />
            <Button label=td_string!(locale, editor.export) on_press=export />
            <ImportButton label=td_string!(locale, editor.import) on_text=import />
        </div>
    }
}
