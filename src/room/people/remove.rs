//! Asking before somebody is removed: by name, address and number, for names can be chosen to be mistaken.

use conference::{Command, Kind, Participant, can};
use leptos::prelude::*;

use crate::{
    i18n::{t, t_string},
    room::{Desk, words},
    ui::Confirm,
};

/// Asks about whoever stands in `removing`, as they were when it was asked. What is done is done to that uuid.
pub(super) fn dialog(desk: Desk, removing: RwSignal<Option<Participant>>) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let open = Memo::new(move |_| removing.with(Option::is_some));
    let fact = move |of: fn(&Participant) -> &str| {
        move || removing.with(|person| person.as_ref().map(|person| of(person).to_owned()).unwrap_or_default())
    };
    let (name, address, id) = (fact(|person| &person.name), fact(|person| &person.address), fact(|person| person.id.short()));
    let refused = move || {
        let now = removing.with(|person| person.as_ref().and_then(|person| view.person(&person.id)));
        view.powers.with(|powers| can(Kind::Disconnect, powers, now.as_ref()).err())
    };
    let confirmed = move |()| {
        let refused = untrack(refused).is_some();
        if let Some(person) = removing.try_update(Option::take).flatten()
            && !refused
        {
            actions.act.run(Command::Disconnect(person.id));
        }
    };
    view! {
        <Confirm
            open=open
            title=move || t_string!(i18n, room.remove_title, name = name())
            confirm_label=t!(i18n, room.remove)
            cancel_label=t!(i18n, ui.cancel)
            on_confirm=confirmed
            on_cancel=move |()| {
                removing.try_set(None);
            }
        >
            <dl class="dialog-facts facts">
                <dt>{t!(i18n, room.fact_name)}</dt>
                <dd><bdi dir="auto">{name}</bdi></dd>
                <dt>{t!(i18n, room.fact_address)}</dt>
                <dd><bdi dir="auto">{address}</bdi></dd>
                <dt>{t!(i18n, room.fact_id)}</dt>
                <dd><bdi>{id}</bdi></dd>
            </dl>
            <p class="dialog-lead">
                {move || refused().map_or_else(|| t_string!(i18n, room.remove_lead), |refusal| words::refusal(i18n, refusal))}
            </p>
        </Confirm>
    }
    .into_any()
}
