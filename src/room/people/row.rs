//! One participant's row.

use std::sync::Arc;

use conference::{Command, Kind, Participant, ParticipantId, can};
use leptos::prelude::*;

use super::{
    actions::ActionsMenu,
    badges::{Badges, Details},
    grid::ListContext,
};
use crate::{
    browser::clock,
    i18n::{td_string, use_locale},
    room::{
        person::{Avatar, PersonName},
        words,
    },
    state::{Row, use_meeting},
    ui::{Button, Icon, true_or_false},
};

/// Somebody as their row shows them. A row component is used for one person after the other, so all of it is followed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Their signals; `None` when they have left and the row is about to go.
    pub row: Memo<Option<Row>>,
    /// What is known of them.
    pub person: Memo<Option<Arc<Participant>>>,
    /// Their name.
    pub name: Signal<String>,
    /// A command about them is under way.
    pub pending: Memo<bool>,
    /// Their voice, 0…100.
    pub voice: Memo<u8>,
    /// They speak.
    pub speaks: Memo<bool>,
    /// Their place in the spotlight, from 1; 0 = not in it.
    pub spotlight_rank: Memo<usize>,
    /// How long they have spoken, whole seconds.
    pub spoken_s: Memo<u64>,
    /// They are kept at the top of the list.
    pub pinned: Memo<bool>,
}

impl Shown {
    fn of(id: Signal<ParticipantId>) -> Self {
        let meeting = use_meeting();
        let row = meeting.roster.row_of(id);
        let person = meeting.roster.person_of(row);
        let name = Memo::new(move |_| {
            person.with(|person| {
                person
                    .as_ref()
                    .map_or_else(String::new, |is| is.name.to_string())
            })
        });
        let voice =
            Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.voice.get())));
        let speaks = Memo::new(move |_| voice.get() > 0);
        Self {
            row,
            person,
            name: name.into(),
            pending: Memo::new(move |_| id.with(|id| meeting.commands.is_pending_for(id))),
            voice,
            speaks,
            spoken_s: Memo::new(move |_| {
                // A clock that ticks each second is followed only by who speaks.
                if speaks.get() {
                    meeting.now_ms.track();
                }
                let id = id.get();
                let now_ms = clock::now().wall_ms;
                meeting
                    .roster
                    .with_speaking_times(|times| times.total_ms(&id, now_ms) / 1000)
            }),
            pinned: Memo::new(move |_| {
                let pinned = meeting.panels.people.pinned;
                id.with(|id| pinned.with(|pinned| pinned.contains(id)))
            }),
            spotlight_rank: Memo::new(move |_| {
                row.with(|row| row.as_ref().map_or(0, |row| row.spotlight_rank.get()))
            }),
        }
    }

    /// Reads what is known of them; the default once they have left. Followed.
    pub fn read<U: Default>(self, read: impl FnOnce(&Participant) -> U) -> U {
        self.person.with(|person| {
            person
                .as_ref()
                .map_or_else(U::default, |person| read(person))
        })
    }

    /// A fact about them; whoever follows it hears of it only when it changes.
    pub fn memo<U>(self, read: fn(&Participant) -> U) -> Memo<U>
    where
        U: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.read(read))
    }
}

/// One participant's row.
#[component]
pub fn ParticipantRow(
    /// Whose row it is at present.
    id: Signal<ParticipantId>,
    /// Its place in the list, from 0.
    index: Signal<usize>,
) -> impl IntoView {
    let panel = use_meeting().panels.people;
    let list: ListContext = expect_context();
    let shown = Shown::of(id);
    let is_selected =
        Memo::new(move |_| id.with(|id| panel.selection.with(|all| all.contains(id))));
    let is_way_in = Memo::new(move |_| {
        list.way_in.with(|way_in| match way_in {
            Some(way_in) => id.with(|id| id == way_in),
            None => index.get() == 0,
        })
    });
    let spoken_s = Signal::derive(move || shown.spoken_s.get().to_string());
    let row_index = Signal::derive(move || (index.get() + 1).to_string());
    let tab_index = Signal::derive(move || if is_way_in.get() { "0" } else { "-1" });
    let uuid = Signal::derive(move || {
        let is_there = shown.row.with(Option::is_some);
        is_there.then(|| id.with(|id| id.as_str().to_owned()))
    });
    let role = Signal::derive(move || shown.read(|person| person.role.as_str()));
    let service = Signal::derive(move || shown.read(|person| person.service.as_str().to_owned()));
    let rank = Signal::derive(move || shown.spotlight_rank.get().to_string());
    let level = Signal::derive(move || level(shown.voice.get()));
    // The focus may come back to a row that is being taken out of the page.
    let focused_in = move |_| {
        if let Some(id) = id.try_get_untracked() {
            panel.current.set(Some(id));
        }
    };
    let is =
        |fact: fn(&Participant) -> bool| true_or_false(Signal::derive(move || shown.read(fact)));
    // Who has left under the pointer is a gap until that goes: no row any more, and nothing to press.
    let is_gap = Memo::new(move |_| shown.row.with(Option::is_none));
    let element_role = Signal::derive(move || if is_gap.get() { "presentation" } else { "row" });
    view! {
        <div
            class="person"
            role=element_role
            hidden=is_gap
            aria-rowindex=row_index
            tabindex=tab_index
            data-uuid=uuid
            data-name=shown.name
            data-role=role
            data-service=service
            data-muted=is(|person| person.muted)
            data-presenting=is(|person| person.presenting)
            data-rx-presentation=is(|person| person.rx_presentation)
            data-speaking=true_or_false(shown.speaks)
            data-spotlight=rank
            data-pinned=true_or_false(shown.pinned)
            data-speaking-time=spoken_s
            data-pending=true_or_false(shown.pending)
            aria-selected=true_or_false(is_selected)
            style:--level=level
            on:focusin=focused_in
        >
            <SelectBox id name=shown.name is_selected />
            <span class="person-cell" role="gridcell">
                <Avatar name=shown.name />
                <span class="person-text">
                    <PersonName name=shown.name />
                    <span class="person-line">
                        <Badges shown />
                        <Details shown />
                    </span>
                </span>
            </span>
            <span class="person-actions" role="gridcell">
                <MicrophoneButton id shown />
                <ActionsMenu id shown />
            </span>
        </div>
    }
    .into_any()
}

/// A voice of 0…100 as a share of 1; silence says nothing: a style of its own for each row costs every row's parts as well.
fn level(voice: u8) -> Option<&'static str> {
    match voice {
        0 => None,
        1..=25 => Some("0.25"),
        26..=50 => Some("0.5"),
        51..=75 => Some("0.75"),
        _ => Some("1"),
    }
}

/// A row's check box.
#[component]
fn SelectBox(
    /// Whom it selects.
    id: Signal<ParticipantId>,
    /// Their name.
    name: Signal<String>,
    /// Whether they are selected.
    #[prop(into)]
    is_selected: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let panel = meeting.panels.people;
    let rows = expect_context::<ListContext>().rows;
    let label = Signal::derive(move || td_string!(locale, select.one, name = name.get()));
    view! {
        <span role="gridcell">
            <label class="person-select">
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=is_selected
                    on:click:target=move |event| {
                        let shown = rows.with_untracked(|rows| rows.ids.clone());
                        let is_selected = event.target().checked();
                        panel.select(&id.get_untracked(), is_selected, event.shift_key(), &shown);
                    }
                />
            </label>
        </span>
    }
}

/// Shows whether they are muted, and says what a press does.
#[component]
fn MicrophoneButton(
    /// Whose.
    id: Signal<ParticipantId>,
    /// As the row shows them.
    shown: Shown,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let powers = expect_context::<ListContext>().powers;
    let muted = shown.memo(|person| person.muted);
    let label = Signal::derive(move || {
        let name = shown.name.get();
        if muted.get() {
            td_string!(locale, room.unmute, name = name)
        } else {
            td_string!(locale, room.mute, name = name)
        }
    });
    let refusal = Signal::derive(move || {
        let kind = if muted.get() {
            Kind::Unmute
        } else {
            Kind::Mute
        };
        let refusal = powers.with(|powers| {
            shown
                .person
                .with(|person| can(kind, powers, person.as_deref()).err())
        });
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    let press = move || {
        let id = id.get_untracked();
        meeting.commands.send(if muted.get_untracked() {
            Command::Unmute(id)
        } else {
            Command::Mute(id)
        });
    };
    view! {
        <Button
            label=label
            icon=Signal::derive(move || if muted.get() { Icon::MicOff } else { Icon::Mic })
            icon_only=true
            class="mic"
            refusal=refusal
            pending=shown.pending
            on_press=press
        />
    }
}
