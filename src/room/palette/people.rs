//! What the palette offers about people.

use conference::{Kind, Participant, ParticipantId, PeopleSearch, PersonDeed, can};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, decompose, td_string},
    room::{deeds::focus_soon, words},
    state::{Meeting, RoomTab},
    ui::ListOption,
};

/// So many people are offered for each thing that can be done to one.
const MOST: usize = 8;

/// Does it to whom it was offered for: to that uuid.
fn run(meeting: Meeting, id: &ParticipantId, deed: PersonDeed) {
    let people = meeting.panels.people;
    let Some(command) = deed.command(id.clone()) else {
        meeting.panels.tab.set(RoomTab::People);
        people.show_row(id.clone());
        return focus_row(id);
    };
    let is_pending = untrack(|| meeting.commands.is_pending_for(id));
    let person = meeting.roster.person_untracked(id);
    let may = meeting
        .powers
        .with_untracked(|powers| can(command.kind(), powers, person.as_deref()).is_ok());
    if !may || is_pending {
        return;
    }
    match (deed, person) {
        // As their menu does: nobody drops without a question, which stands in the list's panel.
        (PersonDeed::Remove, Some(person)) => {
            meeting.panels.tab.set(RoomTab::People);
            people.ask_to_remove(person);
        }
        _ => {
            meeting.commands.send(command);
        }
    }
}

/// Gives the focus to somebody's row once it is in the page.
fn focus_row(id: &ParticipantId) {
    let id = id.as_str().replace(['\\', '"'], "");
    focus_soon(format!(".people [role=row][data-uuid=\"{id}\"]"));
}

/// Returns what `query` finds: some of its words may say what to do, the others to whom. Nobody for a query without a word. Followed.
pub fn person_deeds(meeting: Meeting, locale: Locale, query: &str) -> Vec<ListOption> {
    let mut found = Vec::new();
    if query.trim().is_empty() {
        return found;
    }
    // Of thousands it is asked once for the same words.
    let mut searched = vec![(query.to_owned(), search(meeting, query))];
    for (deed, whom) in conference::person_deeds(query, |deed| words(locale, deed), decompose) {
        // "mute li" is about Li, and so is "li"; "mu" may be about Mu.
        if !whom.is_empty() && searched.iter().all(|(text, _)| *text != whom) {
            let ids = search(meeting, &whom);
            searched.push((whom.clone(), ids));
        }
        let mut offered = Vec::<&ParticipantId>::new();
        let asked = searched
            .iter()
            .filter(|(text, _)| text == query || *text == whom);
        for id in asked.flat_map(|(_, ids)| ids) {
            if offered.len() < MOST
                && !offered.contains(&id)
                && let Some(option) = offer(meeting, locale, deed, id)
            {
                found.push(option);
                offered.push(id);
            }
        }
    }
    found
}

fn search(meeting: Meeting, text: &str) -> Vec<ParticipantId> {
    meeting.roster.search(&PeopleSearch {
        text: text.to_owned(),
        ..PeopleSearch::default()
    })
}

/// Returns the words that mean it.
fn words(locale: Locale, deed: PersonDeed) -> String {
    let kind = match deed {
        PersonDeed::GoTo => return td_string!(locale, palette.go_to, name = ""),
        PersonDeed::MakeHost => return td_string!(locale, room.make_host).to_owned(),
        PersonDeed::MakeGuest => return td_string!(locale, room.make_guest).to_owned(),
        PersonDeed::Mute => Kind::Mute,
        PersonDeed::Unmute => Kind::Unmute,
        PersonDeed::Spotlight => Kind::SpotlightOn,
        PersonDeed::EndSpotlight => Kind::SpotlightOff,
        PersonDeed::LowerHand => Kind::LowerHand,
        PersonDeed::Admit => Kind::Admit,
        PersonDeed::AllowPresentation => Kind::AllowPresentation,
        PersonDeed::DenyPresentation => Kind::DenyPresentation,
        PersonDeed::Remove => Kind::Disconnect,
    };
    words::command(locale, kind).to_owned()
}

/// Returns it as it is called about somebody.
fn label(locale: Locale, deed: PersonDeed, name: &str) -> String {
    match deed {
        PersonDeed::GoTo => td_string!(locale, palette.go_to, name = name),
        PersonDeed::Mute => td_string!(locale, room.mute, name = name),
        PersonDeed::Unmute => td_string!(locale, room.unmute, name = name),
        PersonDeed::Admit => td_string!(locale, room.admit_name, name = name),
        PersonDeed::Remove => td_string!(locale, palette.remove, name = name),
        deed => format!("{}: {name}", words(locale, deed)),
    }
}

/// Returns it for somebody, where it would change something about them as they are now.
fn offer(
    meeting: Meeting,
    locale: Locale,
    deed: PersonDeed,
    id: &ParticipantId,
) -> Option<ListOption> {
    let person = meeting.roster.person_untracked(id)?;
    if !deed.is_for(&person) {
        return None;
    }
    let refusal = deed.command(id.clone()).and_then(|command| {
        let powers = meeting.powers;
        powers.with(|powers| can(command.kind(), powers, Some(&person)).err())
    });
    let whom = id.clone();
    Some(ListOption {
        key: id.as_str().to_owned(),
        label: label(locale, deed, &person.name),
        is_refused: refusal.is_some(),
        note: refusal.map_or_else(
            || who(&person),
            |refusal| words::refusal(locale, refusal).to_owned(),
        ),
        on_choose: Callback::new(move |()| run(meeting, &whom, deed)),
    })
}

/// Returns what tells somebody from others of the same name.
fn who(person: &Participant) -> String {
    if person.address.is_empty() || person.address == person.name {
        person.id.short().to_string()
    } else {
        format!("{} · {}", person.address, person.id.short())
    }
}
