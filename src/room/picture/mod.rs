//! What is on air: the layout of hosts or guests drawn to scale, with who stands where and who speaks.

mod slot;

pub(super) use slot::placed;

use super::Desk;
use crate::{
    i18n::{t, t_string},
    reactive::RwSignal,
    ui::{
        self, Tab,
        el::{El, div, el, words},
    },
};
use conference::{Audience, LayoutName};

const HOSTS: &str = "hosts";
const GUESTS: &str = "guests";

pub(super) fn picture(desk: Desk) -> El {
    let view = desk.view;
    let selected = RwSignal::new(GUESTS);
    let audience = move || {
        if selected.get() == HOSTS {
            Audience::Hosts
        } else {
            Audience::Guests
        }
    };
    let layout = words(move || {
        let name = |layout: Option<&LayoutName>| layout.map(|layout| layout.as_str().to_owned());
        view.picture
            .with(|picture| name(picture.layout(audience())))
            .unwrap_or_default()
    });
    let name = move || Some(layout.get()).filter(|name| !name.is_empty());
    let shown_name = move || name().map(|name| t_string!(room.layout, name = name));
    let tabs = vec![
        Tab::new(HOSTS, t!(room.hosts)),
        Tab::new(GUESTS, t!(room.guests)),
    ];
    let choose = move |id| selected.set(id);
    let tabs = ui::tabs(t!(room.audience), "air", tabs, selected, choose);
    let untold = move || {
        view.picture
            .with(|picture| picture.slots.is_empty() && picture.guests.is_some())
    };
    el("section")
        .class("panel panel-air")
        .attr("role", "region")
        .bind("aria-label", t!(room.on_air))
        .bind("data-layout", move || name().unwrap_or_default())
        .child(
            div("panel-head")
                .child(el("h2").class("panel-title").say(t!(room.on_air)))
                .child(tabs)
                .child(el("span").class("spacer"))
                .child(el("bdi").class("panel-count").say(shown_name)),
        )
        .child(
            div("air-frame")
                .attr("role", "tabpanel")
                .bind("id", move || ["panel-air-", selected.get()].concat())
                .bind("aria-labelledby", move || {
                    ["tab-air-", selected.get()].concat()
                })
                .view_of(move || screen(desk, name())),
        )
        .when(untold, move || {
            el("p").class("panel-line").say(t!(room.slots_untold))
        })
}

/// Drawn anew only with another layout; who stands where changes in place.
fn screen(desk: Desk, layout: Option<String>) -> El {
    let Some(layout) = layout else {
        return div("air").child(el("p").class("empty").say(t!(room.no_layout)));
    };
    let empty = el("ol").class("air").bind("aria-label", t!(room.slots));
    let slots = LayoutName::new(&layout)
        .rects()
        .into_iter()
        .enumerate()
        .map(|(at, rect)| slot::slot(desk, at, rect));
    slots.fold(empty, |air, slot| air.child(slot))
}
