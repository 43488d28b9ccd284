//! Who waits to be let in. There only while somebody does.

use conference::{Command, Kind, ParticipantId, can};

use super::{Desk, Parts, person, time};
use crate::{
    i18n::{Word, t, t_string},
    reactive::untrack,
    ui::{
        Button, Look,
        el::{El, Item, Piece, count, div, el, flag, when, words},
    },
};

/// More than these are counted, not listed; they move up as others are let in.
const LISTED: usize = 30;

pub(super) fn waiting(desk: Desk) -> Piece {
    when(
        move || desk.view.waiting.with(|waiting| !waiting.is_empty()),
        move || region(desk),
    )
}

fn region(desk: Desk) -> El {
    let view = desk.view;
    let count = count(move || view.waiting.with(|waiting| waiting.len()));
    let item = move |id: &ParticipantId| {
        let who = id.clone();
        Item::new(id.as_str(), move || one(desk, who.clone()))
    };
    let listed = move || {
        view.waiting
            .with(|waiting| waiting.iter().take(LISTED).map(item).collect())
    };
    let more = move || t_string!(room.more_wait, count = count.get().saturating_sub(LISTED));
    let admit_all =
        Button::new(t!(room.admit_all), move || admit_all(desk)).refused(move || all_refused(desk));
    el("section")
        .class("panel waiting")
        .attr("role", "region")
        .attr("aria-labelledby", "waiting-title")
        .child(
            div("panel-head")
                .child(
                    el("h2")
                        .class("panel-title")
                        .attr("id", "waiting-title")
                        .say(t!(room.waiting_room)),
                )
                .child(el("span").class("panel-count").say(move || count.get()))
                .child(el("span").class("spacer"))
                .child(admit_all),
        )
        .child(
            el("ul")
                .class("panel-scroll")
                .attr("tabindex", "0")
                .attr("aria-labelledby", "waiting-title")
                .each(listed),
        )
        .when(
            move || count.get() > LISTED,
            move || el("p").class("panel-foot").say(more),
        )
}

/// Why nobody may be admitted, judged by who waits longest.
fn all_refused(desk: Desk) -> Option<Word> {
    let first = desk.view.waiting.with(|waiting| waiting.first().cloned())?;
    desk.refusal_for(Kind::Admit, desk.view.person(&first).as_ref())
}

/// One command for each who waits and isn't being admitted already.
fn admit_all(desk: Desk) {
    let Parts { view, actions, .. } = *desk;
    for id in view.waiting.get_untracked().iter() {
        let person = view.person_untracked(id);
        let may = view
            .powers
            .with_untracked(|powers| can(Kind::Admit, powers, person.as_ref()).is_ok());
        if may && !untrack(|| view.is_pending(id)) {
            actions.act.run(Command::Admit(id.clone()));
        }
    }
}

fn one(desk: Desk, id: ParticipantId) -> El {
    let Parts { view, actions, .. } = *desk;
    let Some(row) = view.row(&id) else {
        return el("li");
    };
    let since_ms = row.since_ms;
    let (named, about, judged) = (row.person.clone(), row.person.clone(), row.person);
    let name = words(move || named.with(|person| String::from(&*person.name)));
    let below = move || {
        let waited = time::span(view.now_ms.get().saturating_sub(since_ms));
        let waited = t_string!(room.waiting_for, time = waited);
        match about.with(person::protocol) {
            empty if empty.is_empty() => waited,
            protocol => [&*waited, " · ", &protocol].concat(),
        }
    };
    let (asked, admitted, sent_off) = (id.clone(), id.clone(), id);
    let pending = flag(move || view.is_pending(&asked));
    let refused = move |kind: Kind| {
        let person = judged.clone();
        move || person.with(|person| desk.refusal_for(kind, Some(person)))
    };
    let admit = Button::new(t!(room.admit), move || {
        actions.act.run(Command::Admit(admitted.clone()))
    })
    .name(move || t_string!(room.admit_name, name = name.get()))
    .look(Look::Primary)
    .refused(refused(Kind::Admit))
    .pending_while(pending);
    let refuse = Button::new(t!(room.refuse), move || {
        actions.act.run(Command::Disconnect(sent_off.clone()))
    })
    .name(move || t_string!(room.refuse_name, name = name.get()))
    .look(Look::Quiet)
    .refused(refused(Kind::Disconnect))
    .pending_while(pending);
    el("li")
        .class("person")
        .bind("data-pending", move || pending.get())
        .child(person::avatar(name))
        .child(
            el("span")
                .class("person-text")
                .child(person::name(name))
                .child(
                    el("span")
                        .class("person-sub")
                        .child(person::look_alike(desk, move || name.get()))
                        .child(el("span").say(below)),
                ),
        )
        .child(
            el("span")
                .class("person-actions")
                .child(admit)
                .child(refuse),
        )
}
