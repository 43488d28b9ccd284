//! One person's row.

use conference::{Command, Kind, Participant, ParticipantId, Role};

use super::{List, Shown, actions, facts, select};
use crate::{
    i18n::t_string,
    reactive::{Memo, Signal},
    room::{Desk, person},
    state::Row,
    ui::{
        Button, Icon, Look,
        el::{El, Say, Text, count, div, el, flag, words},
        menu,
    },
};

pub(super) fn row(
    desk: Desk,
    list: List,
    shown: Memo<Shown>,
    id: ParticipantId,
    index: Signal<usize>,
) -> El {
    let view = desk.view;
    // Gone between the list's change and this row's making: the list's next change takes it away.
    let Some(row) = view.row(&id) else {
        return div("person");
    };
    let (asked, ranked, entered, tabbed) = (id.clone(), id.clone(), id.clone(), id.clone());
    let pending = flag(move || view.is_pending(&asked));
    let rank = count(move || {
        let rank = view
            .spotlights
            .with(|lit| lit.iter().position(|one| *one == ranked));
        rank.map_or(0, |rank| rank + 1)
    });
    let (voice, level) = (row.voice.clone(), row.voice.clone());
    let speaks = flag(move || voice.get() > 0);
    // One row is Tab's way into the grid: the one used last, else the first.
    let tabindex = move || {
        let current = list.current.get();
        let known = current
            .as_ref()
            .is_some_and(|id| shown.with(|shown| shown.ids.contains(id)));
        let is_way_in = if known {
            current.as_ref() == Some(&tabbed)
        } else {
            index.get() == 0
        };
        if is_way_in { "0" } else { "-1" }
    };
    let chosen = id.clone();
    let is_chosen = flag(move || list.selection.has(&chosen));
    let (named, told) = (row.person.clone(), row.person.clone());
    let name = words(move || named.with(|person| String::from(&*person.name)));
    div("person")
        .attr("role", "row")
        .bind_all(&PLACE, move || {
            [(index.get() + 1).text(), tabindex().text()]
        })
        .attr_of("data-uuid", id.as_str())
        .bind_all(&FACTS, move || told.with(facts_of))
        .bind_all(&STATES, move || {
            [
                speaks.get().text(),
                rank.get().text(),
                pending.get().text(),
                is_chosen.get().text(),
            ]
        })
        .style("--level", move || level_share(level.get()))
        .on("focusin", move |_| {
            list.current.set(Some(entered.clone()));
        })
        .child(select::tick(list, &id, name, is_chosen))
        .child(
            el("span")
                .class("person-cell")
                .attr("role", "gridcell")
                .child(person::avatar(name))
                .child(
                    el("span")
                        .class("person-text")
                        .child(person::name(name))
                        .child(facts::below(desk, &row, speaks)),
                ),
        )
        .child(facts::tags(desk, &row, rank))
        .child(
            el("span")
                .class("person-actions")
                .attr("role", "gridcell")
                .child(microphone(desk, &row, name, pending))
                .child(more(desk, list, &row, name, pending)),
        )
}

/// Attributes that say where in the grid they stand.
const PLACE: [&str; 2] = ["aria-rowindex", "tabindex"];

/// Attributes that say what is known of somebody.
const FACTS: [&str; 6] = [
    "data-name",
    "data-role",
    "data-service",
    "data-muted",
    "data-presenting",
    "data-rx-presentation",
];

/// Attributes that say how they stand among others.
const STATES: [&str; 4] = [
    "data-speaking",
    "data-spotlight",
    "data-pending",
    "aria-selected",
];

fn facts_of(person: &Participant) -> [Text; 6] {
    let role = if person.role == Role::Host {
        "host"
    } else {
        "guest"
    };
    [
        person.name.clone().text(),
        role.text(),
        String::from(person.service.as_str()).text(),
        person.muted.text(),
        person.presenting.text(),
        person.rx_presentation.text(),
    ]
}

/// A voice of 0…100 as a share of 1; silence says nothing: a style of its own for each row costs every row's parts as well.
fn level_share(voice: u8) -> Option<&'static str> {
    match voice {
        0 => None,
        1..=25 => Some("0.25"),
        26..=50 => Some("0.5"),
        51..=75 => Some("0.75"),
        _ => Some("1"),
    }
}

/// Shows whether they are muted, and says what a press does.
fn microphone(desk: Desk, row: &Row, name: Signal<String>, pending: Signal<bool>) -> El {
    let actions = desk.actions;
    let (person, judged, id) = (row.person.clone(), row.person.clone(), row.id.clone());
    let muted = flag(move || person.with(|person| person.muted));
    let label = move || {
        if muted.get() {
            t_string!(room.unmute, name = name.get())
        } else {
            t_string!(room.mute, name = name.get())
        }
    };
    let refused = move || {
        let kind = if muted.get() {
            Kind::Unmute
        } else {
            Kind::Mute
        };
        judged.with(|person| desk.refusal_for(kind, Some(person)))
    };
    let press = move || {
        let is_muted = muted.get_untracked();
        actions.act.run(if is_muted {
            Command::Unmute(id.clone())
        } else {
            Command::Mute(id.clone())
        });
    };
    Button::new(label, press)
        .icon_of(move || if muted.get() { Icon::MicOff } else { Icon::Mic })
        .icon_only()
        .class("mic")
        .refused(refused)
        .pending_while(pending)
        .el()
}

fn more(desk: Desk, list: List, row: &Row, name: Signal<String>, pending: Signal<bool>) -> El {
    let row = row.clone();
    let items = move || actions::items(desk, list, &row, pending);
    let label = move || t_string!(room.more, name = name.get());
    menu(label, items, |button| {
        button.icon(Icon::More).icon_only().look(Look::Quiet)
    })
}
