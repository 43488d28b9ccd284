//! One scene of the rundown.

use std::sync::Arc;

use conference::Scene;
use leptos::prelude::*;

use super::{is_busy, refusal, take};
use crate::{
    i18n::{td_string, use_locale},
    room::{stage::LayoutOutline, time},
    state::use_meeting,
    ui::{Button, Icon, Look, Menu, MenuItem, keep_focus_through},
};

const MINUTE_MS: u64 = 60_000;

/// A line: drawing, name, time, and what can be done. Whoever points at it or comes to it by keyboard sees what it would change.
#[component]
pub fn SceneLine(
    /// The scene, of which name, picture and length are shown.
    scene: Scene,
    /// The scene on air.
    on_air: Memo<Option<Arc<str>>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (scenes, cued) = (meeting.scenes, meeting.panels.scenes.cued);
    let name = StoredValue::new(scene.name.clone());
    let shown = scene.name.to_string();
    let is_on_air = Memo::new(move |_| {
        name.with_value(|name| on_air.with(|on_air| on_air.as_ref() == Some(name)))
    });
    let planned_ms = scene.minutes.map(|minutes| u64::from(minutes) * MINUTE_MS);
    let lasted_ms = move || {
        let since_ms = scenes.on_air().filter(|_| is_on_air.get())?.since_ms;
        Some(meeting.lasted_until_ms.get().saturating_sub(since_ms))
    };
    let time = Signal::derive(move || {
        let parts = [lasted_ms(), planned_ms].into_iter().flatten();
        parts.map(time::span).collect::<Vec<_>>().join(" / ")
    });
    let warning = Signal::derive(move || {
        let is_over = lasted_ms()
            .zip(planned_ms)
            .is_some_and(|(is, most)| is > most);
        if is_over { "over" } else { "none" }
    });
    let cue = move || {
        let name = Some(name.get_value());
        if cued.get_untracked() != name {
            cued.set(name);
        }
    };
    let items = move || {
        let is_first = name.with_value(|name| scenes.is_first(name));
        let first = is_first.then(|| td_string!(locale, scenes.move_up_first).to_owned());
        vec![
            MenuItem::new(td_string!(locale, scenes.move_up).to_owned(), move || {
                keep_focus_through(|| scenes.move_up(&name.get_value()));
            })
            .refusal(first),
            MenuItem::new(td_string!(locale, scenes.delete).to_owned(), move || {
                scenes.remove(&name.get_value());
            })
            .danger(),
        ]
    };
    let outline = scene
        .plans
        .map(|plans| view! { <LayoutOutline layout=plans.hosts.layout /> });
    view! {
        <li
            class="scene"
            aria-current=move || is_on_air.get().then_some("true")
            on:pointerenter=move |_| cue()
            on:focusin=move |_| cue()
        >
            {outline}
            <bdi class="scene-name" dir="auto">
                {shown.clone()}
            </bdi>
            <span class="scene-time" data-warning=warning>
                {time}
            </span>
            <Button
                label=td_string!(locale, scenes.take_short)
                name=td_string!(locale, scenes.take, name = shown.clone())
                refusal=Signal::derive(move || refusal(meeting, locale))
                pending=Signal::derive(move || is_busy(meeting))
                on_press=move || take(meeting, Some(name.get_value()))
            />
            <Menu
                label=td_string!(locale, scenes.more, name = shown)
                items=move |()| items()
                icon=Icon::More
                icon_only=true
                look=Look::Quiet
            />
        </li>
    }
    .into_any()
}
