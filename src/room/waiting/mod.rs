//! Who waits to be let in. There only while somebody does.

use std::sync::Arc;

use conference::{Command, Kind, ParticipantId, can};
use leptos::prelude::*;

use super::{Desk, person, time};
use crate::{
    i18n::{t, t_string},
    ui::{Button, Look, SafeName},
};

/// More than these are counted, not listed; they move up as others are let in.
const LISTED: usize = 30;

pub(super) fn waiting(desk: Desk) -> AnyView {
    let somebody = Memo::new(move |_| desk.view.waiting.with(|waiting| !waiting.is_empty()));
    (move || somebody.get().then(|| region(desk))).into_any()
}

fn region(desk: Desk) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let count = Memo::new(move |_| view.waiting.with(|waiting| waiting.len()));
    let listed = move || view.waiting.with(|waiting| waiting.iter().take(LISTED).cloned().collect::<Vec<_>>());
    let more = move || {
        let more = count.get().saturating_sub(LISTED);
        (more > 0).then(|| t_string!(i18n, room.more_wait, count = more))
    };
    view! {
        <section class="panel waiting" role="region" aria-labelledby="waiting-title">
            <div class="panel-head">
                <h2 class="panel-title" id="waiting-title">{t!(i18n, room.waiting_room)}</h2>
                <span class="panel-count">{move || count.get().to_string()}</span>
                <span class="spacer"></span>
                <Button
                    label=t!(i18n, room.admit_all)
                    disabled_reason=Signal::derive(move || all_refused(desk))
                    on_press=move |()| admit_all(desk)
                />
            </div>
            <ul class="panel-scroll" tabindex="0" aria-labelledby="waiting-title">
                <For each=listed key=ParticipantId::clone children=move |id| one(desk, id) />
            </ul>
            {move || more().map(|more| view! { <p class="panel-foot">{more}</p> })}
        </section>
    }
    .into_any()
}

/// Why nobody may be admitted, judged by who waits longest.
fn all_refused(desk: Desk) -> Option<String> {
    let first = desk.view.waiting.with(|waiting| waiting.first().cloned())?;
    desk.refusal_for(Kind::Admit, desk.view.person(&first).as_ref())
}

/// One command for each who waits and isn't being admitted already.
fn admit_all(desk: Desk) {
    let Desk { view, actions, .. } = desk;
    for id in view.waiting.try_get_untracked().iter().flat_map(|waiting| waiting.iter()) {
        let person = view.person_untracked(id);
        let may = view.powers.try_with_untracked(|powers| can(Kind::Admit, powers, person.as_ref()).is_ok());
        if may == Some(true) && !untrack(|| view.is_pending(id)) {
            actions.act.run(Command::Admit(id.clone()));
        }
    }
}

fn one(desk: Desk, id: ParticipantId) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let Some(row) = view.row(&id) else { return ().into_any() };
    let (since_ms, person) = (row.since_ms, row.person);
    let shown = person.clone();
    let name = Signal::derive(move || shown.with(|person| String::from(&*person.name)));
    let about = person.clone();
    let below = move || {
        let waited = time::span(view.now_ms.get().saturating_sub(since_ms));
        let waited = t_string!(i18n, room.waiting_for, time = waited);
        match about.with(|person| person::protocol(i18n, person)) {
            empty if empty.is_empty() => waited,
            protocol => [&*waited, " · ", &protocol].concat(),
        }
    };
    let refused = |kind: Kind| {
        let person = person.clone();
        Signal::derive(move || person.with(|person| desk.refusal_for(kind, Some(person))))
    };
    let (admit_refused, refuse_refused) = (refused(Kind::Admit), refused(Kind::Disconnect));
    let id = Arc::new(id);
    let asked = id.clone();
    let pending = Memo::new(move |_| view.is_pending(&asked));
    let (admitted, sent_off) = (id.clone(), id);
    view! {
        <li class="person" data-pending=move || pending.get().to_string()>
            {person::avatar(name)}
            <span class="person-text">
                <span class="person-name"><SafeName text=name /></span>
                <span class="person-sub">{below}</span>
            </span>
            <span class="person-actions">
                <Button
                    label=t!(i18n, room.admit)
                    name=move || t_string!(i18n, room.admit_name, name = name.get())
                    look=Look::Primary
                    disabled_reason=admit_refused
                    pending=pending
                    on_press=move |()| actions.act.run(Command::Admit((*admitted).clone()))
                />
                <Button
                    label=t!(i18n, room.refuse)
                    name=move || t_string!(i18n, room.refuse_name, name = name.get())
                    look=Look::Quiet
                    disabled_reason=refuse_refused
                    pending=pending
                    on_press=move |()| actions.act.run(Command::Disconnect((*sent_off).clone()))
                />
            </span>
        </li>
    }
    .into_any()
}
