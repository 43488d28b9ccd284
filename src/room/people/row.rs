//! One person's row.

use conference::{Command, Kind, Participant, ParticipantId, Role};
use leptos::prelude::*;

use super::{List, Shown, actions, facts};
use crate::{
    i18n::t_string,
    room::{Desk, person},
    state::Row,
    ui::{Button, Icon, Menu, SafeName},
};

type Person = ArcReadSignal<Participant>;

pub(super) fn row(desk: Desk, list: List, shown: Memo<Shown>, id: ParticipantId, index: Signal<usize>) -> AnyView {
    let view = desk.view;
    // Gone between the list's change and this row's making: the list's next change takes it away.
    let Some(row) = view.row(&id) else { return ().into_any() };
    let (told, ranked, entered, tabbed) = (id.clone(), id.clone(), id.clone(), id.clone());
    let pending = Memo::new(move |_| view.is_pending(&told));
    let rank = Memo::new(move |_| {
        let rank = view.spotlights.with(|lit| lit.iter().position(|one| *one == ranked));
        rank.map_or(0, |rank| rank + 1)
    });
    let voice = row.voice.clone();
    let level = row.voice.clone();
    let speaks = Memo::new(move |_| voice.get() > 0);
    // One row is Tab's way into the grid: the one used last, else the first.
    let tabindex = move || {
        let current = list.current.get();
        let known = current.as_ref().is_some_and(|id| shown.with(|shown| shown.ids.contains(id)));
        if if known { current.as_ref() == Some(&tabbed) } else { index.get() == 0 } { "0" } else { "-1" }
    };
    let person = &row.person;
    let shown_name = person.clone();
    let name = Signal::derive(move || shown_name.with(|person| String::from(&*person.name)));
    let service = person.clone();
    view! {
        <div
            class="person"
            role="row"
            aria-rowindex=move || (index.get() + 1).to_string()
            tabindex=tabindex
            data-uuid=id.as_str().to_owned()
            data-name=move || name.get()
            data-role=word(person, |person| if person.role == Role::Host { "host" } else { "guest" })
            data-service=move || service.with(|person| person.service.as_str().to_owned())
            data-muted=word(person, |person| flag(person.muted))
            data-speaking=move || flag(speaks.get())
            data-presenting=word(person, |person| flag(person.presenting))
            data-spotlight=move || rank.get().to_string()
            data-rx-presentation=word(person, |person| flag(person.rx_presentation))
            data-pending=move || flag(pending.get())
            style=("--level", move || level_share(level.get()))
            on:focusin=move |_| {
                list.current.try_set(Some(entered.clone()));
            }
        >
            <span class="person-cell" role="gridcell">
                {person::avatar(name)}
                <span class="person-text">
                    <span class="person-name" title=move || name.get()>
                        <SafeName text=name />
                    </span>
                    {facts::below(desk, &row, speaks)}
                </span>
            </span>
            <span class="person-tags" role="gridcell">
                {facts::tags(desk, &row, rank.into())}
            </span>
            <span class="person-actions" role="gridcell">
                {microphone(desk, &row, name, pending)}
                {menu(desk, list, &row, name, pending)}
            </span>
        </div>
    }
    .into_any()
}

/// A fact as a word. All of one type, so that there is one of it in the program.
fn word(person: &Person, of: fn(&Participant) -> &'static str) -> impl Fn() -> &'static str + Send + 'static + use<> {
    let person = person.clone();
    move || person.with(of)
}

fn flag(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

/// A voice of 0…100 as a share of 1.
fn level_share(voice: u8) -> &'static str {
    match voice {
        0 => "0",
        1..=25 => "0.25",
        26..=50 => "0.5",
        51..=75 => "0.75",
        _ => "1",
    }
}

/// Shows whether they are muted, and says what a press does.
fn microphone(desk: Desk, row: &Row, name: Signal<String>, pending: Memo<bool>) -> AnyView {
    let Desk { actions, i18n, .. } = desk;
    let (person, judged, id) = (row.person.clone(), row.person.clone(), row.id.clone());
    let muted = Memo::new(move |_| person.with(|person| person.muted));
    let label = move || {
        if muted.get() { t_string!(i18n, room.unmute, name = name.get()) } else { t_string!(i18n, room.mute, name = name.get()) }
    };
    let refused = Signal::derive(move || {
        let kind = if muted.get() { Kind::Unmute } else { Kind::Mute };
        judged.with(|person| desk.refusal_for(kind, Some(person)))
    });
    let press = move |()| {
        let is_muted = muted.try_get_untracked().unwrap_or_default();
        actions.act.run(if is_muted { Command::Unmute(id.clone()) } else { Command::Mute(id.clone()) });
    };
    view! {
        <Button
            label=label
            icon=Signal::derive(move || if muted.get() { Icon::MicOff } else { Icon::Mic })
            icon_only=true
            class="mic"
            disabled_reason=refused
            pending=pending
            on_press=press
        />
    }
    .into_any()
}

fn menu(desk: Desk, list: List, row: &Row, name: Signal<String>, pending: Memo<bool>) -> AnyView {
    let row = row.clone();
    let items = move |()| actions::items(desk, list.removing, &row, pending);
    view! {
        <Menu
            label=move || t_string!(desk.i18n, room.more, name = name.get())
            items=items
            icon=Signal::stored(Icon::More)
            icon_only=true
            look=crate::ui::Look::Quiet
        />
    }
    .into_any()
}
