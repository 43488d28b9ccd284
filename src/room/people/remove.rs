//! Asking before somebody is removed: by name, address and number, for names can be chosen to be mistaken.

use crate::{
    i18n::{t, t_string},
    reactive::{Callback, RwSignal, untrack},
    room::{Desk, Parts, words},
    ui::{
        Confirm,
        el::{Piece, Said, div, el, flag},
    },
};
use conference::{Command, Kind, Participant, can};

/// Asks about whoever stands in `removing`, as they were when it was asked. What is done is done to that uuid.
pub(super) fn dialog(desk: Desk, removing: RwSignal<Option<Participant>>) -> Piece {
    let Parts { view, actions, .. } = *desk;
    let open = flag(move || removing.with(Option::is_some));
    let fact = move |of: fn(&Participant) -> &str| {
        move || {
            removing.with(|person| {
                person
                    .as_ref()
                    .map(|person| of(person).to_owned())
                    .unwrap_or_default()
            })
        }
    };
    let refused = move || {
        let now =
            removing.with(|person| person.as_ref().and_then(|person| view.person(&person.id)));
        view.powers
            .with(|powers| can(Kind::Disconnect, powers, now.as_ref()).err())
    };
    let confirmed = move |()| {
        let refused = untrack(refused).is_some();
        let asked = removing.get_untracked();
        removing.set(None);
        if let Some(person) = asked
            && !refused
        {
            actions.act.run(Command::Disconnect(person.id));
        }
    };
    let lead = move || refused().map_or(t!(room.remove_lead), words::refusal);
    let name = fact(|person| &person.name);
    Confirm {
        open,
        title: Said::from(move || t_string!(room.remove_title, name = name())),
        confirm: t!(room.remove).into(),
        cancel: t!(ui.cancel).into(),
        on_confirm: Callback::new(confirmed),
        on_cancel: Callback::new(move |()| removing.set(None)),
    }
    .view(move || {
        let value = |of: fn(&Participant) -> &str| {
            el("dd").child(el("bdi").attr("dir", "auto").say(fact(of)))
        };
        let facts = el("dl")
            .class("dialog-facts facts")
            .child(el("dt").say(t!(room.fact_name)))
            .child(value(|person| &person.name))
            .child(el("dt").say(t!(room.fact_address)))
            .child(value(|person| &person.address))
            .child(el("dt").say(t!(room.fact_id)))
            .child(value(|person| person.id.short()));
        div("")
            .child(facts)
            .child(el("p").class("dialog-lead").say(lead))
    })
}
