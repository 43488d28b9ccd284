//! Named pictures, kept in this browser. People are found again by their number, or by their name in another meeting.

use super::{Bench, drawing::outline};
use crate::{
    i18n::{t, t_string},
    reactive::RwSignal,
    transport::{files, storage},
    ui::{
        Button, Icon, Kind, Look, TextField,
        el::{El, Item, div, el},
    },
};
use conference::{Audience, LayoutName, ParticipantId, Plan, Seat, Slot, clean_name};
use js_sys::{Array, JSON};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

const KEY: &str = "presets";
/// As many as a layout can have slots.
const MOST_SEATS: usize = 64;
/// More than these nobody keeps apart.
const MOST: usize = 100;

#[derive(Clone, PartialEq)]
struct Preset {
    name: Arc<str>,
    plans: [Plan; 2],
}

type Presets = RwSignal<Vec<Preset>>;

pub(super) fn presets(bench: Bench) -> El {
    let presets: Presets =
        RwSignal::new(storage::get(KEY).map_or_else(Vec::new, |text| read(&text)));
    let name = RwSignal::new(String::new());
    let bad = RwSignal::new(false);
    let save = move || {
        let called = clean_name(name.get_untracked().trim()).into_owned();
        if !called.is_empty() {
            let plans = bench.model.with_untracked(|model| {
                [Audience::Hosts, Audience::Guests]
                    .map(|audience| Plan::clone(model.next(audience)))
            });
            add(
                presets,
                vec![Preset {
                    name: called.into(),
                    plans,
                }],
            );
            name.set(String::new());
        }
    };
    let import = move |text: String| {
        let read = read(&text);
        bad.set(read.is_empty());
        add(presets, read);
    };
    let export = move || {
        let name = [t_string!(editor.file), ".json"].concat();
        files::save(&name, "application/json", &write(presets));
    };
    let items = move || {
        let item = |preset: Preset| {
            // With what is in it: another one of the name is another picture.
            let key = text(std::slice::from_ref(&preset));
            Item::new(key, move || card(bench, presets, preset.clone()))
        };
        presets.get().into_iter().map(item).collect()
    };
    let file = el("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .class("visually-hidden")
        .on("change", move |event| files::read(&event, Box::new(import)));
    el("details")
        .class("presets")
        .child(el("summary").say(t!(editor.presets)))
        .child(
            el("ul")
                .class("preset-list")
                .bind("aria-label", t!(editor.presets))
                .each(items),
        )
        .child(
            div("editor-row")
                .child(TextField::new(t!(editor.preset_name), name, Kind::Text))
                .child(Button::new(t!(editor.save), save).icon(Icon::Star))
                .child(Button::new(t!(editor.export), export))
                .child(
                    el("label")
                        .class("button")
                        .child(file)
                        .child(el("span").say(t!(editor.import))),
                ),
        )
        .child(
            el("p")
                .class("editor-hint")
                .attr("role", "status")
                .say(move || bad.get().then(|| t_string!(editor.import_bad))),
        )
}

fn card(bench: Bench, presets: Presets, preset: Preset) -> El {
    let (shown, gone) = (preset.name.clone(), preset.name.clone());
    let (used, deleted) = (preset.name.clone(), preset.name.clone());
    let [hosts, guests] = preset.plans.clone().map(|plan| outline(&plan.layout));
    let take = move || {
        for (audience, plan) in [Audience::Hosts, Audience::Guests]
            .into_iter()
            .zip(&preset.plans)
        {
            let plan = Plan {
                seats: plan
                    .seats
                    .iter()
                    .map(|seat| Some(here(bench, seat.as_ref()?)))
                    .collect(),
                ..plan.clone()
            };
            bench
                .model
                .update(|model| model.edit(audience, &mut |staged| *staged = plan.clone()));
        }
    };
    let delete = move || {
        presets.update(|all| all.retain(|preset| preset.name != gone));
        keep(presets);
    };
    el("li")
        .class("preset")
        .child(hosts)
        .child(guests)
        .child(
            Button::new(String::from(&*shown), take)
                .name(move || t_string!(editor.use_preset, name = used)),
        )
        .child(
            Button::new(
                move || t_string!(editor.delete_preset, name = deleted),
                delete,
            )
            .icon(Icon::Cross)
            .icon_only()
            .look(Look::Quiet),
        )
}

/// The same person in this meeting: by number, else the only one of that name; else they leave a hole.
fn here(bench: Bench, seat: &Seat) -> Seat {
    let view = bench.desk.view;
    let mut seat = seat.clone();
    if let Slot::Participant(id) = &seat.slot
        && view.row(id).is_none()
    {
        let order = view.order.get_untracked();
        let mut same = order.iter().filter(|id| bench.name_of(id) == seat.name);
        if let (Some(only), None) = (same.next(), same.next()) {
            seat.slot = Slot::Participant(only.clone());
        }
    }
    seat
}

/// Adds presets; one of the same name takes the place of the one before.
fn add(presets: Presets, new: Vec<Preset>) {
    presets.update(|all| {
        for preset in new {
            all.retain(|known| known.name != preset.name);
            all.push(preset);
        }
        all.truncate(MOST);
    });
    keep(presets);
}

fn keep(presets: Presets) {
    storage::set(KEY, &write(presets));
}

fn write(presets: Presets) -> String {
    presets.with_untracked(|all| text(all))
}

/// `[[name, hosts, guests], …]`, a plan is `[layout, backfill, captions, [seat, …]]`, a seat `[number or code, name]` or null.
fn text(presets: &[Preset]) -> String {
    let plan = |plan: &Plan| -> Array {
        let seat = |seat: &Option<Seat>| match seat {
            Some(seat) => Array::of2(&word(&seat.slot).into(), &(&*seat.name).into()).into(),
            None => JsValue::NULL,
        };
        let seats: Array = plan.seats.iter().map(seat).collect();
        Array::of4(
            &plan.layout.as_str().into(),
            &plan.backfill.into(),
            &plan.captions.into(),
            &seats,
        )
    };
    let preset = |preset: &Preset| {
        let [hosts, guests] = &preset.plans;
        Array::of3(&(&*preset.name).into(), &plan(hosts), &plan(guests))
    };
    let all: Array = presets.iter().map(preset).collect();
    JSON::stringify(&all).map(String::from).unwrap_or_default()
}

/// Reads what was kept, or a file: what can't be understood is left out.
fn read(text: &str) -> Vec<Preset> {
    let Some(all) = JSON::parse(text)
        .ok()
        .and_then(|all| all.dyn_into::<Array>().ok())
    else {
        return Vec::new();
    };
    let preset = |preset: JsValue| {
        let preset = preset.dyn_into::<Array>().ok()?;
        let name = preset.get(0).as_string()?;
        Some(Preset {
            name: clean_name(name.trim()).into_owned().into(),
            plans: [plan(preset.get(1))?, plan(preset.get(2))?],
        })
    };
    all.iter().take(MOST).filter_map(preset).collect()
}

fn plan(value: JsValue) -> Option<Plan> {
    let plan = value.dyn_into::<Array>().ok()?;
    let seats = plan.get(3).dyn_into::<Array>().ok()?;
    let seat = |seat: JsValue| {
        let seat = seat.dyn_into::<Array>().ok()?;
        Some(Seat {
            slot: slot(&seat.get(0).as_string()?),
            name: clean_name(&seat.get(1).as_string()?).into_owned().into(),
        })
    };
    Some(Plan {
        layout: LayoutName::new(&plan.get(0).as_string()?),
        backfill: plan.get(1).is_truthy(),
        captions: plan.get(2).is_truthy(),
        seats: seats.iter().take(MOST_SEATS).map(seat).collect(),
    })
}

/// The document's code, or a person's number.
fn word(slot: &Slot) -> &str {
    match slot {
        Slot::Participant(id) => id.as_str(),
        Slot::Rotate => "-2",
        Slot::Speaker => "1010",
        Slot::Automatic => "0",
        Slot::Empty => "-1",
    }
}

fn slot(word: &str) -> Slot {
    match word {
        "-2" => Slot::Rotate,
        "1010" => Slot::Speaker,
        "0" => Slot::Automatic,
        "-1" => Slot::Empty,
        id => Slot::Participant(ParticipantId::new(id)),
    }
}
