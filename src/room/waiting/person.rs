//! One who waits.

use conference::{Command, Kind, ParticipantId, can};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{
        person::{self, LookAlikeTag, PersonName},
        time, words,
    },
    state::{Row, use_meeting},
    ui::{Button, Icon, Look, Menu, MenuItem, scoped_memo, true_or_false},
};

/// One who waits.
#[component]
pub fn WaitingPerson(
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
    /// A picture in place of the label: the name has the width.
    icon: Option<Icon>,
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
                nostrip:icon=deed.icon.map(Signal::stored)
                icon_only=deed.icon.is_some()
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
        icon: None,
    };
    let refuse = Deed {
        kind: Kind::Disconnect,
        command: Command::Disconnect,
        label: td_string!(locale, room.refuse),
        name: |locale, name| td_string!(locale, room.refuse_name, name = name),
        look: Look::Quiet,
        icon: Some(Icon::Cross),
    };
    let selection = meeting.panels.waiting.selection;
    let is_ticked = scoped_memo(move || id.with_value(|id| selection.with(|all| all.contains(id))));
    let select_label = move || td_string!(locale, select.one, name = name.get());
    let items = move || {
        let is_always = untrack(|| {
            let room = meeting.waiting_room;
            room.with_always(|always| person.with(|person| always.contains(person)))
        });
        let already = is_always.then(|| td_string!(locale, waiting.always_none).to_owned());
        let refusal = meeting.powers.with_untracked(|powers| {
            person.with_untracked(|person| can(Kind::Admit, powers, Some(person)).err())
        });
        let refusal = refusal.map(|refusal| words::refusal(locale, refusal).to_owned());
        let label = td_string!(locale, waiting.always, name = name.get_untracked());
        let choose = move || id.with_value(|id| meeting.waiting_room.always_admit(id));
        vec![MenuItem::new(label, choose).refusal(already.or(refusal))]
    };
    let more = Signal::derive(move || td_string!(locale, waiting.more, name = name.get()));
    view! {
        <li class="person" data-pending=true_or_false(pending)>
            <label class="person-select">
                <input
                    type="checkbox"
                    aria-label=select_label
                    prop:checked=is_ticked
                    on:change:target=move |event| {
                        let checked = event.target().checked();
                        id.with_value(|id| selection.update(|all| all.set([id], checked)));
                    }
                />
            </label>
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
                <Menu label=more items=items icon=Icon::More icon_only=true look=Look::Quiet />
            </span>
        </li>
    }
}
