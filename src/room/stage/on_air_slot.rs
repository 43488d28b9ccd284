//! One place in the picture on air.

use conference::{ParticipantId, PlannedSlot, Rect};
use leptos::prelude::*;

use super::{
    drawing::{SlotSize, percent},
    slot_name::{SlotName, short_name},
    slot_text::slot_text,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Icon, IconView, ShowIf, true_or_false},
};

/// A slot with who stands in it.
#[component]
pub fn OnAirSlot(
    /// The slot, from 0.
    at: usize,
    /// Its place in the picture.
    rect: Rect,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let id = Memo::new(move |_| person_on_air(meeting, at));
    let speaks = Memo::new(move |_| {
        let speaking = meeting.roster.speaking();
        id.with(|id| {
            let speaks = |id| speaking.with(|speaking| speaking.contains(id));
            id.as_ref().is_some_and(speaks)
        })
    });
    let name = Memo::new(move |_| text_on_air(meeting, locale, at));
    let name: Signal<String> = name.into();
    let uuid = Signal::derive(move || {
        id.with(|id| id.as_ref().map_or("", ParticipantId::as_str).to_owned())
    });
    let is_empty = Signal::derive(move || id.with(Option::is_none));
    // An empty slot is seen to be one.
    let short = Signal::derive(move || {
        let is_taken = id.with(Option::is_some);
        let short = is_taken.then(|| name.with(|name| short_name(name)));
        short.unwrap_or_default()
    });
    let size = SlotSize::of(rect);
    view! {
        <li
            class="slot"
            class:slot-big=size.is_large
            class:slot-small=size.is_small
            class:slot-empty=is_empty
            data-slot=at.to_string()
            data-uuid=uuid
            data-speaking=true_or_false(speaks)
            title=name
            style:left=percent(rect.x)
            style:top=percent(rect.y)
            style:width=percent(rect.w)
            style:height=percent(rect.h)
        >
            <span class="visually-hidden">{td_string!(locale, room.slot, number = at + 1)}</span>
            <ShowIf when=speaks>
                <span class="slot-speaks">
                    <IconView icon=Icon::Mic />
                    <span class="visually-hidden">{td_string!(locale, room.speaking)}</span>
                </span>
            </ShowIf>
            <SlotName name short is_large=size.is_large />
        </li>
    }
}

/// Returns who stands in a slot on air, as far as it is known: as the server tells it of this session's own audience, as it was sent of
/// the other one. Followed.
fn person_on_air(meeting: Meeting, at: usize) -> Option<ParticipantId> {
    if meeting.is_own_audience() {
        let picture = meeting.stage.picture();
        return picture.with(|picture| picture.slots.get(at).cloned());
    }
    let plan = meeting.stage.plan_on_air()?;
    plan.slot(at).and_then(PlannedSlot::person_id).cloned()
}

/// Returns what a slot on air shows; nothing where nobody knows. Followed.
fn text_on_air(meeting: Meeting, locale: Locale, at: usize) -> String {
    if meeting.is_own_audience() {
        return match person_on_air(meeting, at) {
            None => td_string!(locale, room.slot_empty).to_owned(),
            // A slot may be told before its person is: then membership tells.
            Some(id) => meeting.roster.person(&id).map_or_else(
                || td_string!(locale, room.slot_gone).to_owned(),
                |person| person.name.to_string(),
            ),
        };
    }
    let plan = meeting.stage.plan_on_air().unwrap_or_default();
    match plan.slot(at) {
        None => String::new(),
        Some(_) => slot_text(meeting, locale, &plan, at),
    }
}
