//! Layouts drawn to scale: to choose from, and what is on air beside what comes next.

use super::{Bench, seat_name};
use crate::{
    i18n::{Word, t, t_string},
    reactive::Memo,
    room::picture::placed,
    ui::el::{El, Item, Said, div, el, flag, svg, words},
};
use conference::{Audience, LAYOUTS, LayoutName};

/// A layout's outline, 160 by 90.
pub(super) fn outline(layout: &LayoutName) -> El {
    let number = |share: f32, of: f32| ((share * of).round().max(0.0) as u32).to_string();
    let mut path = String::new();
    for rect in layout.rects() {
        let (w, h) = (number(rect.w, 160.0), number(rect.h, 90.0));
        for part in [
            "M",
            &number(rect.x, 160.0),
            " ",
            &number(rect.y, 90.0),
            "h",
            &w,
            "v",
            &h,
            "h-",
            &w,
            "z",
        ] {
            path.push_str(part);
        }
    }
    svg("svg")
        .class("outline")
        .attr("viewBox", "-2 -2 164 94")
        .attr("aria-hidden", "true")
        .child(svg("path").attr_of("d", path))
}

/// All layouts to choose from: the document's, and every other that was on air.
pub(super) fn layouts(bench: Bench) -> El {
    let names = Memo::new(move |before: Option<&Vec<String>>| {
        let mut names = before
            .cloned()
            .unwrap_or_else(|| LAYOUTS.map(String::from).into());
        let air = bench.desk.view.picture.get();
        let next = bench.plan(|plan| plan.layout.clone());
        for name in [air.hosts, air.guests, Some(next)].into_iter().flatten() {
            if !names.iter().any(|known| known == name.as_str()) {
                names.push(name.as_str().to_owned());
            }
        }
        names
    });
    let items = move || {
        let item = |name: String| Item::new(&*name.clone(), move || choice(bench, &name));
        names.get().into_iter().map(item).collect()
    };
    div("layouts")
        .attr("role", "radiogroup")
        .bind("aria-label", t!(editor.layout))
        .each(items)
}

fn choice(bench: Bench, name: &str) -> El {
    let layout = LayoutName::new(name);
    let (shown, chosen) = (outline(&layout), layout.clone());
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "editor-layout")
        .attr_of("aria-label", name)
        .bind_flag("checked", move || bench.plan(|plan| plan.layout == layout))
        .on("change", move |_| {
            bench.edit(&mut |plan| plan.layout = chosen.clone());
        });
    el("label")
        .class("layout")
        .child(input)
        .child(shown)
        .child(el("span").text(name))
}

/// On air and next, and what is different in words.
pub(super) fn side_by_side(bench: Bench) -> El {
    div("editor-sides")
        .child(on_air(bench))
        .child(next(bench))
        .child(
            el("p")
                .class("editor-differs")
                .attr("role", "status")
                .say(move || differences(bench)),
        )
}

fn figure(title: Word, layout: impl Into<Said>) -> El {
    let caption = el("figcaption")
        .child(el("span").say(title))
        .child(el("bdi").say(layout));
    el("figure").child(caption)
}

fn air_layout(bench: Bench) -> Option<String> {
    let audience = bench.audience();
    let layout = |name: &LayoutName| name.as_str().to_owned();
    let air = &bench.desk.view.picture;
    air.with(|air| air.layout(audience).map(layout))
}

fn on_air(bench: Bench) -> El {
    let layout = words(move || air_layout(bench).unwrap_or_default());
    let name = move |at: usize| {
        let view = bench.desk.view;
        let id = view.picture.with(|air| air.slots.get(at).cloned());
        let told = bench.audience() == Audience::Hosts;
        match id.filter(|_| told) {
            Some(id) => view.person(&id).map(|person| String::from(&*person.name)),
            // Of what guests see only what was sent is known.
            None if told => None,
            None => bench.model.with(|model| {
                let base = model.base(Audience::Guests)?;
                base.seat(at).map(|_| seat_name(bench, base, at))
            }),
        }
    };
    figure(t!(room.on_air), layout).view_of(move || {
        let slots = LayoutName::new(&layout.get()).rects().into_iter();
        let empty = div("mini").attr("aria-hidden", "true");
        slots.enumerate().fold(empty, |mini, (at, rect)| {
            let slot = el("bdi").class("mini-slot").attr("dir", "auto");
            mini.child(placed(slot.say(move || name(at)), rect))
        })
    })
}

fn next(bench: Bench) -> El {
    let layout = words(move || bench.plan(|plan| plan.layout.as_str().to_owned()));
    figure(t!(editor.next), layout).view_of(move || {
        let slots = LayoutName::new(&layout.get()).rects().into_iter();
        let empty = div("mini").attr("aria-hidden", "true");
        slots.enumerate().fold(empty, |mini, (at, rect)| {
            let name = words(move || {
                bench.plan(|plan| {
                    let taken = plan.seat(at).is_some();
                    if taken {
                        seat_name(bench, plan, at)
                    } else {
                        String::new()
                    }
                })
            });
            let changed = flag(move || differs(bench, at));
            let slot = el("bdi")
                .class("mini-slot")
                .attr("dir", "auto")
                .attr_of("data-drop", at.to_string())
                .bind("data-changed", move || changed.get());
            mini.child(placed(slot.say(name), rect))
        })
    })
}

/// Whether a slot is to be another than it is on air.
pub(super) fn differs(bench: Bench, at: usize) -> bool {
    bench
        .changes
        .with(|(_, slots)| slots.get(at).copied().unwrap_or_default())
}

fn differences(bench: Bench) -> String {
    let (layout, slots) = bench.changes.get();
    let count = slots.iter().filter(|differs| **differs).count();
    let mut told = Vec::new();
    if layout {
        let from = air_layout(bench).unwrap_or_else(|| String::from("–"));
        let to = bench.plan(|plan| plan.layout.as_str().to_owned());
        told.push(t_string!(editor.layout_differs, from = from, to = to));
    }
    if count > 0 {
        told.push(t_string!(editor.slots_differ, count = count));
    }
    if told.is_empty() {
        told.push(t_string!(editor.same).to_owned());
    }
    if bench.plan(conference::Plan::has_gap) {
        told.push(t_string!(editor.gap).to_owned());
    }
    told.join(" · ")
}
