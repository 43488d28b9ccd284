//! What comes next, drawn to scale as what is on air is, with what differs marked and said in words.

use conference::{LayoutDifferences, LayoutName, Rect};
use leptos::prelude::*;

use super::{
    drag::{Drag, DropArea},
    drawing::{SlotSize, percent},
    slot_name::{SlotName, short_name},
    slot_text::slot_text,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::words,
    state::{Meeting, Stage, use_meeting},
    ui::true_or_false,
};

/// The drawing, and the differences.
#[component]
pub fn NextPicture(
    /// What differs from what is on air.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged onto its slots.
    drag: Drag<Stage>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let stage = meeting.stage;
    let layout = Memo::new(move |_| stage.staged().layout.clone());
    let text = Signal::derive(move || {
        differences.with(|differences| differences_text(stage, locale, differences))
    });
    let lack = Signal::derive(move || lack_text(meeting, locale).unwrap_or_default());
    // The list of slots says the same to who doesn't see it.
    let slots = move || {
        let slots = layout.get().rects().into_iter().enumerate();
        let slot = |(at, rect)| view! { <NextSlot at rect differences drag /> };
        slots.map(slot).collect_view()
    };
    view! {
        <div class="air air-next" aria-hidden="true">
            {slots}
        </div>
        <p class="editor-differs" role="status">
            <span class="editor-lack">{lack}</span>
            {text}
        </p>
    }
}

#[component]
fn NextSlot(
    /// The slot, from 0.
    at: usize,
    /// Its place in the picture.
    rect: Rect,
    /// What differs from what is on air.
    differences: Memo<LayoutDifferences>,
    /// What is being dragged.
    drag: Drag<Stage>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let name = Memo::new(move |_| slot_text(meeting, locale, &meeting.stage.staged(), at));
    let name: Signal<String> = name.into();
    let is_open = Memo::new(move |_| meeting.stage.staged().slot(at).is_none());
    let differs = Memo::new(move |_| differences.with(|differences| differences.slot(at)));
    // An open one has the number by which the list below calls it.
    let short = Signal::derive(move || {
        if is_open.get() {
            (at + 1).to_string()
        } else {
            name.with(|name| short_name(name))
        }
    });
    let size = SlotSize::of(rect);
    view! {
        <div
            class="slot next-slot"
            class:slot-big=size.is_large
            class:slot-small=size.is_small
            class:slot-empty=is_open
            data-drop=at.to_string()
            data-over=drag.mark_over(DropArea::Drawing, at)
            data-changed=true_or_false(differs)
            title=name
            style:left=percent(rect.x)
            style:top=percent(rect.y)
            style:width=percent(rect.w)
            style:height=percent(rect.h)
        >
            <SlotName name short is_large=size.is_large />
        </div>
    }
    .into_any()
}

/// Returns what of all that is staged this server will probably refuse; followed.
fn lack_text(meeting: Meeting, locale: Locale) -> Option<String> {
    let edition = meeting.powers.with(|powers| powers.edition)?;
    let layout = meeting.stage.lacks(edition)?;
    Some(words::lack(locale, edition, &layout))
}

/// Returns what differs, and what the server will make of it; followed.
fn differences_text(stage: Stage, locale: Locale, differences: &LayoutDifferences) -> String {
    let plan = stage.staged();
    let layout = differences.layout.then(|| {
        let on_air = stage.layout_on_air();
        let from = on_air.as_ref().map_or("–", LayoutName::as_str).to_owned();
        let to = plan.layout.as_str().to_owned();
        td_string!(locale, editor.layout_differs, from = from, to = to)
    });
    let count = differences.slot_count();
    let slots = (count > 0).then(|| td_string!(locale, editor.slots_differ, count = count));
    let switched = |differs: bool, name: &'static str| differs.then(|| name.to_owned());
    let backfill = switched(differences.backfill, td_string!(locale, stage.backfill));
    let captions = switched(differences.captions, td_string!(locale, stage.captions));
    let is_same = differences.count() == 0;
    let same = is_same.then(|| td_string!(locale, editor.same).to_owned());
    let gap = plan
        .has_gap()
        .then(|| td_string!(locale, editor.gap).to_owned());
    let parts = [layout, slots, backfill, captions, same, gap];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}
