//! What is on air: the layout of hosts or guests drawn to scale, with who stands where and who speaks.

mod slot;

use conference::{Audience, LayoutName};
use leptos::prelude::*;

use super::Desk;
use crate::{
    i18n::{t, t_string},
    ui::{Tab, Tabs},
};

const HOSTS: &str = "hosts";
const GUESTS: &str = "guests";

pub(super) fn picture(desk: Desk) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let selected = RwSignal::new(GUESTS);
    let audience = move || if selected.get() == HOSTS { Audience::Hosts } else { Audience::Guests };
    let layout = Memo::new(move |_| view.picture.with(|picture| picture.layout(audience()).cloned()));
    let name = move || layout.with(|layout| layout.as_ref().map(|layout| layout.as_str().to_owned()));
    let shown_name = move || name().map(|name| t_string!(i18n, room.layout, name = name));
    let tabs = vec![Tab::new(HOSTS, t!(i18n, room.hosts)), Tab::new(GUESTS, t!(i18n, room.guests))];
    let choose = move |id| {
        selected.try_set(id);
    };
    let untold = move || view.picture.with(|picture| picture.slots.is_empty() && picture.guests.is_some());
    view! {
        <section class="panel panel-air" role="region" aria-label=t!(i18n, room.on_air) data-layout=move || name().unwrap_or_default()>
            <div class="panel-head">
                <h2 class="panel-title">{t!(i18n, room.on_air)}</h2>
                <Tabs label=t!(i18n, room.audience) group="air" tabs=tabs selected=selected on_select=choose />
                <span class="spacer"></span>
                <bdi class="panel-count">{shown_name}</bdi>
            </div>
            <div
                class="air-frame"
                role="tabpanel"
                id=move || ["panel-air-", selected.get()].concat()
                aria-labelledby=move || ["tab-air-", selected.get()].concat()
            >
                {move || screen(desk, layout.get())}
            </div>
            {move || untold().then(|| view! { <p class="panel-foot">{t!(i18n, room.slots_untold)}</p> })}
        </section>
    }
    .into_any()
}

/// Drawn anew only with another layout; who stands where changes in place.
fn screen(desk: Desk, layout: Option<LayoutName>) -> AnyView {
    let Some(layout) = layout else {
        return view! { <div class="air"><p class="empty">{t!(desk.i18n, room.no_layout)}</p></div> }.into_any();
    };
    let slots = layout.rects().into_iter().enumerate().map(|(at, rect)| slot::slot(desk, at, rect)).collect::<Vec<_>>();
    view! {
        <ol class="air" aria-label=t!(desk.i18n, room.slots)>
            {slots}
        </ol>
    }
    .into_any()
}
