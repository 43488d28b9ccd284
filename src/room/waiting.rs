//! Who waits to be let in. There only while somebody does.

use conference::{Command, Kind, ParticipantId, admit_all_commands, admit_all_refusal, can};
use leptos::prelude::*;

use super::{
    person::{self, Avatar, LookAlikeTag, PersonName},
    time, words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, Row, use_meeting},
    ui::{Button, KeyedLines, Look, ShowIf, scoped_memo, true_or_false},
};

/// More than these are counted, not listed; they move up as others are let in.
const MAX_LISTED: usize = 30;

/// The waiting room.
#[component]
pub fn WaitingRoom() -> impl IntoView {
    let meeting = use_meeting();
    let somebody_waits =
        Memo::new(move |_| meeting.roster.waiting().with(|waiting| !waiting.is_empty()));
    view! {
        <ShowIf when=somebody_waits>
            <WaitingList />
        </ShowIf>
    }
}

#[component]
fn WaitingList() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let waiting = meeting.roster.waiting();
    let count = Memo::new(move |_| waiting.with(|waiting| waiting.len()));
    let listed = Signal::derive(move || {
        waiting.with(|waiting| waiting.iter().take(MAX_LISTED).cloned().collect::<Vec<_>>())
    });
    let person = move |id: ParticipantId| {
        // Nothing is above a line that it could have these of.
        provide_context(meeting);
        provide_context(locale);
        view! { <WaitingPerson id /> }.into_any()
    };
    let are_too_many = Signal::derive(move || count.get() > MAX_LISTED);
    let unlisted = Signal::derive(move || {
        let count = count.get().saturating_sub(MAX_LISTED);
        td_string!(locale, room.more_wait, count = count)
    });
    let refusal = Signal::derive(move || {
        let refusal = waiting.with(|waiting| {
            meeting.powers.with(|powers| {
                meeting
                    .roster
                    .with_people(|person_of| admit_all_refusal(waiting, powers, person_of))
            })
        });
        refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
    });
    view! {
        <section class="panel waiting" role="region" aria-labelledby="waiting-title">
            <div class="panel-head">
                <h2 class="panel-title" id="waiting-title">
                    {td_string!(locale, room.waiting_room)}
                </h2>
                <span class="panel-count">{count}</span>
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, room.admit_all)
                    refusal=refusal
                    on_press=move || admit_all(meeting)
                />
            </div>
            <ul class="panel-scroll" tabindex="0" aria-labelledby="waiting-title">
                <KeyedLines lines=listed key=ParticipantId::clone line=person />
            </ul>
            <ShowIf when=are_too_many>
                <p class="panel-foot">{unlisted}</p>
            </ShowIf>
        </section>
    }
}

/// One command for each who waits and isn't being admitted already.
fn admit_all(meeting: Meeting) {
    let waiting = meeting.roster.waiting().get_untracked();
    let is_pending = |id: &ParticipantId| untrack(|| meeting.commands.is_pending_for(id));
    let commands = meeting.powers.with_untracked(|powers| {
        meeting
            .roster
            .with_people(|person_of| admit_all_commands(&waiting, powers, is_pending, person_of))
    });
    meeting.commands.send_all(commands);
}

/// One who waits.
#[component]
fn WaitingPerson(
    /// Who.
    id: ParticipantId,
) -> impl IntoView {
    use_meeting()
        .roster
        .row(&id)
        .map(|row| view! { <WaitingRow row /> })
}

/// What is done to one who waits, by a button.
#[derive(Clone, Copy)]
struct Deed {
    kind: Kind,
    command: fn(ParticipantId) -> Command,
    label: &'static str,
    /// What the button says to who can't see beside whom it stands.
    name: fn(Locale, String) -> String,
    look: Look,
}

#[component]
fn WaitingRow(
    /// Who.
    row: Row,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let (id, since_ms) = (StoredValue::new(row.id.clone()), row.since_ms);
    let person = RwSignal::from(row.person);
    let name = Memo::new(move |_| person.with(|person| person.name.to_string()));
    let waited = scoped_memo(move || {
        let time = time::span(meeting.now_ms.get().saturating_sub(since_ms));
        let waited = td_string!(locale, room.waiting_for, time = time);
        match person.with(|person| person::protocol(locale, person)) {
            protocol if protocol.is_empty() => waited,
            protocol => format!("{waited} · {protocol}"),
        }
    });
    let pending = scoped_memo(move || id.with_value(|id| meeting.commands.is_pending_for(id)));
    let button = move |deed: Deed| {
        let refusal = scoped_memo(move || {
            let refusal = meeting
                .powers
                .with(|powers| person.with(|person| can(deed.kind, powers, Some(person)).err()));
            refusal.map(|refusal| words::refusal(locale, refusal).to_owned())
        });
        view! {
            <Button
                label=deed.label
                name=MaybeProp::derive(move || Some((deed.name)(locale, name.get())))
                look=deed.look
                refusal=refusal
                pending=pending
                on_press=move || {
                    meeting.commands.send((deed.command)(id.get_value()));
                }
            />
        }
    };
    let admit = Deed {
        kind: Kind::Admit,
        command: Command::Admit,
        label: td_string!(locale, room.admit),
        name: |locale, name| td_string!(locale, room.admit_name, name = name),
        look: Look::Primary,
    };
    let refuse = Deed {
        kind: Kind::Disconnect,
        command: Command::Disconnect,
        label: td_string!(locale, room.refuse),
        name: |locale, name| td_string!(locale, room.refuse_name, name = name),
        look: Look::Quiet,
    };
    view! {
        <li class="person" data-pending=true_or_false(pending)>
            <Avatar name=name />
            <span class="person-text">
                <PersonName name=name />
                <span class="person-sub">
                    <LookAlikeTag name=name />
                    <span>{waited}</span>
                </span>
            </span>
            <span class="person-actions">
                {button(admit)}
                {button(refuse)}
            </span>
        </li>
    }
}
