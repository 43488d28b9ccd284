//! One place in the picture on air.

use conference::{ParticipantId, Rect};
use leptos::prelude::*;

use super::drawing::percent;
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Icon, IconView, ShowIf, true_or_false},
};

/// Wider than this share of the picture, a name is set large.
const LARGE: f32 = 0.3;
/// Narrower than this, small.
const SMALL: f32 = 0.12;

/// A slot with who stands in it.
#[component]
pub fn OnAirSlot(
    /// The slot, from 0.
    at: usize,
    /// Its place in the picture.
    rect: Rect,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let picture = meeting.stage.picture();
    let id = Memo::new(move |_| picture.with(|picture| picture.slots.get(at).cloned()));
    let speaks = Memo::new(move |_| {
        let speaking = meeting.roster.speaking();
        id.with(|id| {
            let speaks = |id| speaking.with(|speaking| speaking.contains(id));
            id.as_ref().is_some_and(speaks)
        })
    });
    let name = Memo::new(move |_| match id.get() {
        None => td_string!(locale, room.slot_empty).to_owned(),
        // A slot may be told before its person is: then membership tells.
        Some(id) => meeting.roster.person(&id).map_or_else(
            || td_string!(locale, room.slot_gone).to_owned(),
            |person| person.name.to_string(),
        ),
    });
    let name: Signal<String> = name.into();
    let uuid = Signal::derive(move || {
        id.with(|id| id.as_ref().map_or("", ParticipantId::as_str).to_owned())
    });
    let is_empty = Signal::derive(move || id.with(Option::is_none));
    let (is_large, is_small) = (rect.w > LARGE, rect.w < SMALL);
    view! {
        <li
            class="slot"
            class:slot-big=is_large
            class:slot-small=is_small
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
            <bdi class="slot-name" dir="auto">
                {name}
            </bdi>
        </li>
    }
}
