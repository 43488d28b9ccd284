//! Adding a scene of how everything stands.

use conference::{MAX_SCENE_MINUTES, Rundown, scene_minutes};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, SceneDraft, use_meeting},
    ui::{Button, FieldKind, Icon, Switch, TextField},
};

/// The button, and what can be said of the scene before.
#[component]
pub fn AddScene() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (scenes, panel) = (meeting.scenes, meeting.panels.scenes);
    let full = Signal::derive(move || {
        let name = panel.name.get();
        let has_room = scenes.rundown().with(|rundown| rundown.has_room_for(&name));
        (!has_room).then(|| td_string!(locale, scenes.full, count = Rundown::MAX))
    });
    let wrong_minutes = Signal::derive(move || {
        let is_wrong = panel.minutes.with(|typed| scene_minutes(typed).is_none());
        is_wrong.then(|| td_string!(locale, scenes.minutes_wrong, max = MAX_SCENE_MINUTES))
    });
    // Where that is typed may be folded away.
    let refusal = Signal::derive(move || full.get().or_else(|| wrong_minutes.get()));
    let is_open: Signal<bool> = panel.is_open.into();
    view! {
        <div class="rundown-buttons">
            <Button
                label=td_string!(locale, scenes.add)
                icon=Icon::Plus
                refusal=refusal
                on_press=move || add(meeting, locale)
            />
        </div>
        <details
            class="scene-form"
            open=is_open
            on:toggle:target=move |event| panel.is_open.set(event.target().open())
        >
            <summary>{td_string!(locale, scenes.details)}</summary>
            <TextField
                label=td_string!(locale, scenes.name)
                value=panel.name
                hint=td_string!(locale, scenes.name_hint)
            />
            <TextField
                label=td_string!(locale, scenes.minutes)
                value=panel.minutes
                kind=FieldKind::Number
                error=wrong_minutes
            />
            <TextField label=td_string!(locale, scenes.message) value=panel.message />
            <Switch
                label=td_string!(locale, scenes.picture_next)
                checked=panel.is_next
                on_change=move |on| panel.is_next.set(on)
            />
        </details>
    }
}

/// Adds a scene of what was typed, unless some of it is wrong; without a name it gets a number that none has.
fn add(meeting: Meeting, locale: Locale) {
    let (scenes, panel) = (meeting.scenes, meeting.panels.scenes);
    let Some(minutes) = panel.minutes.with_untracked(|typed| scene_minutes(typed)) else {
        return;
    };
    let typed = panel.name.get_untracked();
    let name = if typed.trim().is_empty() {
        scenes.rundown().with_untracked(|rundown| {
            let numbers = 1..=Rundown::MAX + 1;
            let names = numbers.map(|number| td_string!(locale, scenes.numbered, number = number));
            let mut free = names.filter(|name| rundown.find(name).is_none());
            free.next().unwrap_or_default()
        })
    } else {
        typed
    };
    let draft = SceneDraft {
        name,
        minutes,
        message: panel.message.get_untracked(),
        is_next: panel.is_next.get_untracked(),
    };
    if scenes.save(draft) {
        panel.clear_typed();
    }
}
