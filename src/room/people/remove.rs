//! Asking before somebody is removed: by name, address and number, for names can be chosen to be mistaken.

use conference::{Command, Kind, Participant, can};
use leptos::prelude::*;

use crate::{
    i18n::{t, t_string},
    room::{Desk, words},
    ui::{
        Confirm,
        el::{div, el, flag},
    },
};

/// Asks about whoever stands in `removing`, as they were when it was asked. What is done is done to that uuid.
pub(super) fn dialog(desk: Desk, removing: RwSignal<Option<Participant>>) -> AnyView {
    let Desk {
        view,
        actions,
        i18n,
        ..
    } = desk;
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
        if let Some(person) = removing.try_update(Option::take).flatten()
            && !refused
        {
            actions.act.run(Command::Disconnect(person.id));
        }
    };
    let cancelled = move |()| {
        removing.try_set(None);
    };
    let lead = move || {
        refused().map_or_else(
            || t_string!(i18n, room.remove_lead),
            |refusal| words::refusal(i18n, refusal),
        )
    };
    let inside = move || {
        let value = |of: fn(&Participant) -> &str| {
            el("dd").child(el("bdi").attr("dir", "auto").say(fact(of)))
        };
        let facts = el("dl")
            .class("dialog-facts facts")
            .child(el("dt").say(t!(i18n, room.fact_name)))
            .child(value(|person| &person.name))
            .child(el("dt").say(t!(i18n, room.fact_address)))
            .child(value(|person| &person.address))
            .child(el("dt").say(t!(i18n, room.fact_id)))
            .child(value(|person| person.id.short()));
        div("dialog-body")
            .child(facts)
            .child(el("p").class("dialog-lead").say(lead))
            .any()
    };
    let name = fact(|person| &person.name);
    view! {
        <Confirm
            open=open
            title=move || t_string!(i18n, room.remove_title, name = name())
            confirm_label=t!(i18n, room.remove)
            cancel_label=t!(i18n, ui.cancel)
            on_confirm=confirmed
            on_cancel=cancelled
        >
            {inside()}
        </Confirm>
    }
    .into_any()
}
