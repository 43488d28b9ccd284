//! What the palette offers about people.

use conference::{Command, Kind, Participant, ParticipantId, PeopleSearch, can, words_beyond};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, decompose, td_string},
    room::{deeds::focus_soon, words},
    state::{Meeting, RoomTab},
    ui::ListOption,
};

/// So many people are offered for each thing that can be done to one.
const MOST: usize = 8;

/// What can be done to somebody.
#[derive(Clone, Copy, PartialEq)]
enum Act {
    /// Show their row.
    GoTo,
    /// Mute them, or let them speak.
    Mute,
    /// Put them into the spotlight, or out of it.
    Spotlight,
    /// Let them in.
    Admit,
}

/// Does it to whom it was offered for: to that uuid.
fn run(meeting: Meeting, id: &ParticipantId, command: Option<Command>) {
    let Some(command) = command else {
        meeting.panels.tab.set(RoomTab::People);
        meeting.panels.people.show_row(id.clone());
        return focus_row(id);
    };
    let is_pending = untrack(|| meeting.commands.is_pending_for(id));
    let person = meeting.roster.person_untracked(id);
    let may = meeting
        .powers
        .with_untracked(|powers| can(command.kind(), powers, person.as_deref()).is_ok());
    if may && !is_pending {
        meeting.commands.send(command);
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
    for act in [Act::GoTo, Act::Mute, Act::Spotlight, Act::Admit] {
        // "mute li" is about Li, and so is "li"; "mu" may be about Mu.
        let whom = words_beyond(query, &act.words(locale), decompose);
        if !whom.is_empty() && searched.iter().all(|(text, _)| *text != whom) {
            let ids = search(meeting, &whom);
            searched.push((whom.clone(), ids));
        }
        let mut offered = Vec::<&ParticipantId>::new();
        let asked = searched
            .iter()
            .filter(|(text, _)| text == query || *text == whom);
        for id in asked.flat_map(|(_, ids)| ids) {
            if offered.len() < MOST && !offered.contains(&id) {
                found.extend(act.offer(meeting, locale, id));
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

impl Act {
    /// Returns the words that mean it.
    fn words(self, locale: Locale) -> String {
        let both = |kinds: [Kind; 2]| kinds.map(|kind| words::command(locale, kind)).join(" ");
        match self {
            Self::GoTo => td_string!(locale, palette.go_to, name = ""),
            Self::Mute => both([Kind::Mute, Kind::Unmute]),
            Self::Spotlight => both([Kind::SpotlightOn, Kind::SpotlightOff]),
            Self::Admit => td_string!(locale, room.admit).to_owned(),
        }
    }

    /// Returns it for somebody, as they are now.
    fn offer(self, meeting: Meeting, locale: Locale, id: &ParticipantId) -> Option<ListOption> {
        let person = meeting.roster.person_untracked(id)?;
        let name = person.name.to_string();
        let (label, command) = match self {
            Self::GoTo => (td_string!(locale, palette.go_to, name = name), None),
            Self::Mute if person.muted => (
                td_string!(locale, room.unmute, name = name),
                Some(Command::Unmute(id.clone())),
            ),
            Self::Mute => (
                td_string!(locale, room.mute, name = name),
                Some(Command::Mute(id.clone())),
            ),
            Self::Spotlight => {
                let command = match person.spotlight {
                    Some(_) => Command::SpotlightOff(id.clone()),
                    None => Command::SpotlightOn(id.clone()),
                };
                let words = words::command(locale, command.kind());
                (format!("{words}: {name}"), Some(command))
            }
            // Only who waits can be let in: for the others it is no offer.
            Self::Admit if person.service != conference::Service::WaitingRoom => return None,
            Self::Admit => (
                td_string!(locale, room.admit_name, name = name),
                Some(Command::Admit(id.clone())),
            ),
        };
        let refusal = command.as_ref().and_then(|command| {
            let powers = meeting.powers;
            powers.with(|powers| can(command.kind(), powers, Some(&person)).err())
        });
        let whom = id.clone();
        Some(ListOption {
            key: id.as_str().to_owned(),
            label,
            is_refused: refusal.is_some(),
            note: refusal.map_or_else(
                || who(&person),
                |refusal| words::refusal(locale, refusal).to_owned(),
            ),
            on_choose: Callback::new(move |()| run(meeting, &whom, command.clone())),
        })
    }
}

/// Returns what tells somebody from others of the same name.
fn who(person: &Participant) -> String {
    if person.address.is_empty() || person.address == person.name {
        person.id.short().to_string()
    } else {
        format!("{} · {}", person.address, person.id.short())
    }
}
