//! What is on air beside what comes next, drawn to scale, and what is different in words.

use conference::{Audience, LayoutDifferences, LayoutName, Rect};
use leptos::prelude::*;

use super::{
    drag::{Drag, DropArea},
    drawing::percent,
    slot_text::slot_text,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, Stage, use_meeting},
    ui::true_or_false,
};

/// Both drawings, and the differences.
#[component]
pub fn SideBySide(
    /// What differs between them.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged onto the slots of what comes next.
    drag: Drag,
) -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let text = Signal::derive(move || {
        differences.with(|differences| differences_text(stage, locale, differences))
    });
    view! {
        <div class="editor-sides">
            <OnAirDrawing />
            <NextDrawing differences drag />
            <p class="editor-differs" role="status">
                {text}
            </p>
        </div>
    }
}

/// A drawing with its title and the layout's name.
#[component]
fn Drawing(
    /// Its title.
    title: &'static str,
    /// The layout; `None` = not known.
    layout: Memo<Option<LayoutName>>,
    /// Draws a slot by its number, from 0, and its place.
    #[prop(into)]
    draw_slot: Callback<(usize, Rect), AnyView>,
) -> impl IntoView {
    let name = Signal::derive(move || {
        layout.with(|layout| layout.as_ref().map_or("", LayoutName::as_str).to_owned())
    });
    let slots = move || {
        let rects = layout
            .get()
            .map(|layout| layout.rects())
            .unwrap_or_default();
        let slots = rects.into_iter().enumerate();
        slots.map(|at_rect| draw_slot.run(at_rect)).collect_view()
    };
    view! {
        <figure>
            <figcaption>
                <span>{title}</span>
                <bdi>{name}</bdi>
            </figcaption>
            <div class="mini" aria-hidden="true">
                {slots}
            </div>
        </figure>
    }
    .into_any()
}

#[component]
fn OnAirDrawing() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let layout = Memo::new(move |_| layout_on_air(meeting.stage));
    let draw_slot = move |(at, rect): (usize, Rect)| {
        let name = Memo::new(move |_| name_on_air(meeting, locale, at).unwrap_or_default());
        let name: Signal<String> = name.into();
        view! {
            <bdi
                class="mini-slot"
                dir="auto"
                style:left=percent(rect.x)
                style:top=percent(rect.y)
                style:width=percent(rect.w)
                style:height=percent(rect.h)
            >
                {name}
            </bdi>
        }
        .into_any()
    };
    view! { <Drawing title=td_string!(locale, room.on_air) layout draw_slot /> }
}

#[component]
fn NextDrawing(
    /// What differs from what is on air.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged.
    drag: Drag,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let layout = Memo::new(move |_| Some(meeting.stage.staged().layout.clone()));
    let draw_slot = move |(at, rect): (usize, Rect)| {
        let name = Memo::new(move |_| {
            let plan = meeting.stage.staged();
            let taken = plan.slot(at);
            taken.map_or_else(String::new, |_| slot_text(meeting, locale, &plan, at))
        });
        let name: Signal<String> = name.into();
        let differs = Memo::new(move |_| differences.with(|differences| differences.slot(at)));
        view! {
            <bdi
                class="mini-slot"
                dir="auto"
                data-drop=at.to_string()
                data-over=drag.mark_over(DropArea::Drawing, at)
                data-changed=true_or_false(differs)
                style:left=percent(rect.x)
                style:top=percent(rect.y)
                style:width=percent(rect.w)
                style:height=percent(rect.h)
            >
                {name}
            </bdi>
        }
        .into_any()
    };
    view! { <Drawing title=td_string!(locale, editor.next) layout draw_slot /> }
}

/// Returns the layout on air for the audience shown; followed.
fn layout_on_air(stage: Stage) -> Option<LayoutName> {
    let audience = stage.audience.get();
    stage
        .picture()
        .with(|picture| picture.layout(audience).cloned())
}

/// Returns the name of who stands in a slot on air; followed. Who that is is told to hosts about their own picture: of what guests see
/// only what was sent is known.
fn name_on_air(meeting: Meeting, locale: Locale, at: usize) -> Option<String> {
    match meeting.stage.audience.get() {
        Audience::Hosts => {
            let picture = meeting.stage.picture();
            let id = picture.with(|picture| picture.slots.get(at).cloned())?;
            let person = meeting.roster.person(&id)?;
            Some(person.name.to_string())
        }
        Audience::Guests => {
            let plan = meeting.stage.plan_on_air()?;
            plan.slot(at)?;
            Some(slot_text(meeting, locale, &plan, at))
        }
    }
}

/// Returns what differs, and what the server will make of it; followed.
fn differences_text(stage: Stage, locale: Locale, differences: &LayoutDifferences) -> String {
    let plan = stage.staged();
    let layout = differences.layout.then(|| {
        let on_air = layout_on_air(stage);
        let from = on_air.as_ref().map_or("–", LayoutName::as_str).to_owned();
        let to = plan.layout.as_str().to_owned();
        td_string!(locale, editor.layout_differs, from = from, to = to)
    });
    let count = differences.slot_count();
    let slots = (count > 0).then(|| td_string!(locale, editor.slots_differ, count = count));
    let is_same = layout.is_none() && slots.is_none();
    let same = is_same.then(|| td_string!(locale, editor.same).to_owned());
    let gap = plan
        .has_gap()
        .then(|| td_string!(locale, editor.gap).to_owned());
    let parts: Vec<String> = [layout, slots, same, gap].into_iter().flatten().collect();
    parts.join(" · ")
}
