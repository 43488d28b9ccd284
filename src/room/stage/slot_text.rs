//! What stands in a slot of a plan, in words.

use conference::{
    FoundPerson, LayoutPlan, Participant, ParticipantId, PlannedSlot, Slot, find_person,
};
use leptos::prelude::{Get, Track};

use crate::{
    i18n::{Locale, td_string},
    state::Meeting,
};

/// Returns what a code of the private edition is called and what it means; `None` for a participant.
pub fn code(locale: Locale, slot: &Slot) -> Option<(&'static str, &'static str)> {
    match slot {
        Slot::Participant(_) => None,
        Slot::Rotate => Some((
            td_string!(locale, editor.rotate),
            td_string!(locale, editor.rotate_why),
        )),
        Slot::Speaker => Some((
            td_string!(locale, editor.speaker),
            td_string!(locale, editor.speaker_why),
        )),
        Slot::Automatic => Some((
            td_string!(locale, editor.automatic),
            td_string!(locale, editor.automatic_why),
        )),
        Slot::Empty => Some((
            td_string!(locale, editor.empty),
            td_string!(locale, editor.empty_why),
        )),
    }
}

/// Returns whether a slot is somebody's who isn't in the meeting; follows who is.
pub fn is_hole(meeting: Meeting, planned: Option<&PlannedSlot>) -> bool {
    meeting.roster.order().track();
    let id = planned.and_then(PlannedSlot::person_id);
    id.is_some_and(|id| !meeting.roster.has(id))
}

/// Returns what stands in the slot at `at`; follows who is in the meeting, and their name.
pub fn slot_text(meeting: Meeting, locale: Locale, plan: &LayoutPlan, at: usize) -> String {
    let Some(planned) = plan.slot(at) else {
        return open_slot(locale, plan).to_owned();
    };
    match planned.person_id() {
        Some(id) => meeting.roster.person(id).map_or_else(
            || hole(meeting, locale, id, &planned.name),
            |person| person.name.to_string(),
        ),
        None => {
            let code = code(locale, &planned.slot);
            code.map(|(name, _)| name).unwrap_or_default().to_owned()
        }
    }
}

/// Returns that somebody isn't here; where several are called so, as of a plan from another meeting, it isn't known who is
/// meant, and that is said instead.
fn hole(meeting: Meeting, locale: Locale, id: &ParticipantId, name: &str) -> String {
    let order = meeting.roster.order().get();
    let has_namesakes = meeting.roster.with_people(|person_of| {
        let people: Vec<&Participant> = order.iter().filter_map(person_of).collect();
        matches!(find_person(id, name, &people), FoundPerson::OneOf(_))
    });
    let name = name.to_owned();
    if has_namesakes {
        td_string!(locale, editor.hole_namesakes, name = name)
    } else {
        td_string!(locale, editor.hole, name = name)
    }
}

/// Returns what an open slot shows: anybody where nobody is asked for at all.
fn open_slot(locale: Locale, plan: &LayoutPlan) -> &'static str {
    if plan.actors().is_empty() {
        td_string!(locale, editor.anybody)
    } else if plan.backfill {
        td_string!(locale, editor.active)
    } else {
        td_string!(locale, room.slot_empty)
    }
}
