//! The slots as a list that mouse, finger and keyboard fill alike.

use super::{Bench, drawing::differs, is_hole, seat_name};
use crate::{
    i18n::{t, t_string},
    ui::{
        Icon,
        el::{El, Item, div, el, flag, words},
        icon, unique_id,
    },
};
use conference::Slot;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

pub(super) fn slots(bench: Bench) -> El {
    let hint = unique_id("slots");
    let items = move || {
        let count = bench.plan(|plan| plan.layout.slots());
        (0..count)
            .map(|at| Item::new(at.to_string(), move || slot(bench, at)))
            .collect()
    };
    let list = el("ol")
        .class("seats")
        .bind("aria-label", t!(room.slots))
        .attr_of("aria-describedby", &hint)
        .each(items);
    div("").child(list).child(
        el("p")
            .class("editor-hint")
            .attr_of("id", &hint)
            .say(t!(editor.keys)),
    )
}

fn slot(bench: Bench, at: usize) -> El {
    let name = words(move || bench.plan(|plan| seat_name(bench, plan, at)));
    let hole = flag(move || bench.plan(|plan| is_hole(bench, plan.seat(at))));
    let changed = flag(move || differs(bench, at));
    let taken = flag(move || bench.plan(|plan| plan.seat(at).is_some()));
    let uuid = move || {
        bench.plan(|plan| match plan.seat(at).map(|seat| &seat.slot) {
            Some(Slot::Participant(id)) => id.as_str().to_owned(),
            _ => String::new(),
        })
    };
    let number = (at + 1).to_string();
    let choose = el("button")
        .attr("type", "button")
        .class("seat-choose")
        .attr("aria-haspopup", "dialog")
        .on("click", move |_| bench.picking.set(Some(at)))
        .on("keydown", move |event| {
            press(bench, at, event.unchecked_ref())
        })
        .child(
            el("span")
                .class("visually-hidden")
                .say(move || t_string!(room.slot, number = at + 1)),
        )
        .child(
            el("span")
                .class("seat-number")
                .attr("aria-hidden", "true")
                .text(&number),
        )
        .child(el("bdi").class("seat-name").attr("dir", "auto").say(name))
        .when(
            move || changed.get(),
            || el("span").class("seat-differs").say(t!(editor.changed)),
        );
    el("li")
        .class("seat")
        .attr_of("data-slot", at.to_string())
        .attr_of("data-drop", at.to_string())
        .bind("data-uuid", uuid)
        .bind("data-taken", move || taken.get())
        .bind("data-hole", move || hole.get())
        .bind("data-changed", move || changed.get())
        .bind("title", name)
        .child(choose)
        .when(
            move || taken.get(),
            move || {
                // By keyboard it is Delete on the slot itself: Tab goes from slot to slot.
                el("button")
                    .attr("type", "button")
                    .class("seat-clear")
                    .attr("tabindex", "-1")
                    .bind("aria-label", move || {
                        t_string!(editor.clear_slot, number = at + 1)
                    })
                    .on("click", move |_| bench.edit(&mut |plan| plan.clear(at)))
                    .child(icon(Icon::Cross))
            },
        )
}

fn press(bench: Bench, at: usize, event: &KeyboardEvent) {
    let to = match event.key().as_str() {
        "Delete" | "Backspace" => {
            event.prevent_default();
            return bench.edit(&mut |plan| plan.clear(at));
        }
        "ArrowRight" | "ArrowDown" => at.checked_add(1),
        "ArrowLeft" | "ArrowUp" => at.checked_sub(1),
        _ => return,
    };
    event.prevent_default();
    let list = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|button| button.closest("ol").ok().flatten());
    if let (Some(to), Some(list)) = (to, list)
        && let Some(slot) = u32::try_from(to)
            .ok()
            .and_then(|to| list.children().item(to))
        && let Ok(Some(button)) = slot.query_selector("button")
        && let Ok(button) = button.dyn_into::<HtmlElement>()
    {
        if event.shift_key() {
            bench.edit(&mut |plan| plan.swap(at, to));
        }
        let _ = button.focus();
    }
}
