//! The layout editor: what is to be on air next, staged beside what is, and sent in one piece.

mod drag;
mod drawing;
mod people;
mod presets;
mod slots;

use super::Desk;
use crate::{
    i18n::{Word, t, t_string},
    reactive::{Memo, RwSignal, follow, untrack},
    ui::{
        self, Button, Icon, Look, Tab,
        el::{El, Said, div, el, flag},
    },
};
use conference::{
    Audience, Command, Kind, LayoutEditor, LayoutRequest, ParticipantId, Plan, Seat, Settled, Slot,
};
use session::{Notice, Outcome};
use std::{rc::Rc, sync::Arc};

const HOSTS: &str = "hosts";
const GUESTS: &str = "guests";

/// What every part of the editor gets. Cheap to copy.
#[derive(Clone, Copy)]
struct Bench {
    desk: Desk,
    model: RwSignal<LayoutEditor>,
    tab: RwSignal<&'static str>,
    /// What differs from what is on air: the layout, and each slot.
    changes: Memo<(bool, Vec<bool>)>,
    /// The slot that somebody is being chosen for.
    picking: RwSignal<Option<usize>>,
}

impl Bench {
    /// Whose picture is edited.
    fn audience(self) -> Audience {
        audience(self.tab)
    }

    /// Reads what is staged, and follows it.
    fn plan<U>(self, read: impl FnOnce(&Plan) -> U) -> U {
        read(&self.staged())
    }

    #[inline(never)]
    fn staged(self) -> Rc<Plan> {
        let audience = self.audience();
        self.model.with(|model| model.next(audience).clone())
    }

    /// Stages an edit.
    fn edit(self, edit: &mut dyn FnMut(&mut Plan)) {
        let audience = untrack(|| self.audience());
        self.model.update(|model| model.edit(audience, edit));
    }

    /// Puts somebody into a slot.
    fn place(self, at: usize, id: &ParticipantId) {
        let seat = Seat {
            slot: Slot::Participant(id.clone()),
            name: self.name_of(id),
        };
        self.edit(&mut |plan| plan.put(at, seat.clone()));
    }

    /// Somebody's name now, or the beginning of their number where they are gone.
    fn name_of(self, id: &ParticipantId) -> Arc<str> {
        let person = self.desk.view.person_untracked(id);
        person.map_or_else(|| Arc::from(id.short()), |person| person.name)
    }

    fn send(self, requests: impl FnOnce(&mut LayoutEditor) -> Option<Vec<LayoutRequest>>) {
        let mut sent = None;
        self.model.update(|model| sent = requests(model));
        if let Some(sent) = sent {
            self.desk.actions.act.run(Command::OverrideLayout(sent));
        }
    }
}

fn audience(tab: RwSignal<&'static str>) -> Audience {
    if tab.get() == HOSTS {
        Audience::Hosts
    } else {
        Audience::Guests
    }
}

pub(super) fn editor(desk: Desk) -> El {
    let (model, tab) = (RwSignal::new(LayoutEditor::default()), RwSignal::new(HOSTS));
    let view = desk.view;
    let changes = Memo::new(move |_: Option<&(bool, Vec<bool>)>| {
        let audience = audience(tab);
        view.picture
            .with(|air| model.with(|model| model.changes(audience, air)))
    });
    let bench = Bench {
        desk,
        model,
        tab,
        changes,
        picking: RwSignal::new(None),
    };
    watch(bench);
    drag::listen(bench);
    let tabs = vec![
        Tab::new(HOSTS, t!(room.hosts)),
        Tab::new(GUESTS, t!(room.guests)),
    ];
    let tabs = ui::tabs(t!(room.audience), "editor", tabs, tab, move |id| {
        tab.set(id);
    });
    el("section")
        .class("panel panel-editor")
        .attr("role", "region")
        .bind("aria-label", t!(editor.title))
        .child(
            div("panel-head")
                .child(el("h2").class("panel-title").say(t!(editor.title)))
                .child(tabs),
        )
        .child(
            div("editor")
                .attr("role", "tabpanel")
                .bind("id", move || ["panel-editor-", tab.get()].concat())
                .bind("aria-labelledby", move || {
                    ["tab-editor-", tab.get()].concat()
                })
                .child(drawing::layouts(bench))
                .child(drawing::side_by_side(bench))
                .child(people::strip(bench))
                .child(slots::slots(bench))
                .child(switches(bench)),
        )
        .child(buttons(bench))
        .child(presets::presets(bench))
        .child(people::picker(bench))
}

/// Follows what is on air, and what becomes of what was sent.
fn watch(bench: Bench) {
    let (view, model) = (bench.desk.view, bench.model);
    let busy = flag(move || view.is_under_way(&[Kind::OverrideLayout]));
    follow(move || {
        let busy = busy.get();
        let air = view.picture.get();
        let settled = (!busy && model.with_untracked(LayoutEditor::awaits)).then(|| {
            view.notices
                .with_untracked(|all| {
                    all.shown()
                        .iter()
                        .rev()
                        .find_map(|shown| came_of(&shown.notice))
                })
                .unwrap_or(Settled::Failed)
        });
        model.update(|model| {
            if let Some(settled) = settled {
                model.settle(settled);
            }
            model.observe(&air, &|id| bench.name_of(id));
        });
    });
}

fn came_of(notice: &Notice) -> Option<Settled> {
    match notice {
        Notice::Command {
            kind: Kind::OverrideLayout,
            outcome,
            ..
        } => Some(match outcome {
            Outcome::Done => Settled::Done,
            Outcome::Otherwise => Settled::Otherwise,
            _ => Settled::Failed,
        }),
        _ => None,
    }
}

fn switches(bench: Bench) -> El {
    let flip = |label: Word, of: fn(&mut Plan) -> &mut bool| {
        let on = flag(move || bench.plan(|plan| *of(&mut plan.clone())));
        let set = move |on: bool| bench.edit(&mut |plan| *of(plan) = on);
        ui::switch(label, on, set, Said::Nothing)
    };
    div("editor-row")
        .child(flip(t!(editor.backfill), |plan| &mut plan.backfill))
        .child(flip(t!(editor.captions), |plan| &mut plan.captions))
}

fn buttons(bench: Bench) -> El {
    let desk = bench.desk;
    let button = move |label: Word, press: fn(Bench)| {
        Button::new(label, move || press(bench))
            .pending(move || desk.view.is_under_way(&[Kind::OverrideLayout]))
            .refused(move || desk.refusal(Kind::OverrideLayout))
    };
    let undo = move || {
        let none = !bench.model.with(LayoutEditor::can_undo);
        none.then_some(t!(editor.undo_none))
            .or_else(|| desk.refusal(Kind::OverrideLayout))
    };
    let apply = |bench: Bench| bench.send(|model| Some(model.apply()));
    let back = |bench: Bench| bench.send(LayoutEditor::undo);
    let reset = |bench: Bench| bench.send(|model| Some(model.reset()));
    div("panel-foot")
        .child(
            button(t!(editor.apply), apply)
                .look(Look::Primary)
                .icon(Icon::Check),
        )
        .child(button(t!(editor.undo), back).refused(undo))
        .child(button(t!(editor.reset), reset).class("end"))
}

/// What an open slot shows: anybody where nobody is asked for at all.
fn open_slot(plan: &Plan) -> &'static str {
    if plan.actors().is_empty() {
        t_string!(editor.anybody)
    } else if plan.backfill {
        t_string!(editor.active)
    } else {
        t_string!(room.slot_empty)
    }
}

/// A code of the private edition by its meaning: its name, and a word about it.
fn code(slot: &Slot) -> Option<(Word, Word)> {
    match slot {
        Slot::Participant(_) => None,
        Slot::Rotate => Some((t!(editor.rotate), t!(editor.rotate_why))),
        Slot::Speaker => Some((t!(editor.speaker), t!(editor.speaker_why))),
        Slot::Automatic => Some((t!(editor.automatic), t!(editor.automatic_why))),
        Slot::Empty => Some((t!(editor.empty), t!(editor.empty_why))),
    }
}

/// Whether a seat is somebody's who isn't in the meeting; followed.
fn is_hole(bench: Bench, seat: Option<&Seat>) -> bool {
    bench.desk.view.order.track();
    match seat.map(|seat| &seat.slot) {
        Some(Slot::Participant(id)) => bench.desk.view.row(id).is_none(),
        _ => false,
    }
}

/// What stands in a slot of a plan, in words; followed.
fn seat_name(bench: Bench, plan: &Plan, at: usize) -> String {
    let Some(seat) = plan.seat(at) else {
        return open_slot(plan).to_owned();
    };
    if is_hole(bench, Some(seat)) {
        return t_string!(editor.hole, name = seat.name);
    }
    match (&seat.slot, code(&seat.slot)) {
        (Slot::Participant(id), _) => {
            let person = bench.desk.view.person(id);
            person.map_or_else(String::new, |person| String::from(&*person.name))
        }
        (_, code) => code.map_or_else(String::new, |(name, _)| name.say().to_owned()),
    }
}
