//! People onto slots, and slots onto each other, by mouse and by finger: pointer events, for touch knows no other dragging.

use super::Bench;
use crate::reactive::{RwSignal, document, on_cleanup};
use conference::ParticipantId;
use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

/// Less than this, in pixels, is a click.
const NEAR: i32 = 6;
/// What can be dragged.
const SOURCES: &str = "[data-person], .people .person[data-uuid], .seat[data-taken=true]";
/// In a row of the roster these do something of their own.
const CONTROLS: &str = ".people button, .people input, .seat-clear";

/// What is under way.
#[derive(Clone, Default)]
struct Drag {
    what: Option<What>,
    pointer: i32,
    from: (i32, i32),
    name: String,
    /// Follows the pointer once it has gone far enough.
    ghost: Option<HtmlElement>,
    over: Option<Element>,
}

#[derive(Clone)]
enum What {
    Person(ParticipantId),
    Slot(usize),
}

/// Hears pointers for as long as the editor is there.
pub(super) fn listen(bench: Bench) {
    let drag = RwSignal::new(Drag::default());
    let hear = |name: &'static str, heard: fn(Bench, RwSignal<Drag>, &PointerEvent)| {
        let listener = window_event_listener_untyped(name, move |event: Event| {
            heard(bench, drag, event.unchecked_ref());
        });
        on_cleanup(move || listener.remove());
    };
    hear("pointerdown", begin);
    hear("pointermove", go);
    hear("pointerup", |bench, drag, event| {
        go(bench, drag, event);
        drop_it(bench, drag);
    });
    hear("pointercancel", |_, drag, _| end(drag));
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn slot_of(element: &Element) -> Option<usize> {
    element.get_attribute("data-drop")?.parse().ok()
}

fn begin(bench: Bench, drag: RwSignal<Drag>, event: &PointerEvent) {
    end(drag);
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target.filter(|target| closest(target, CONTROLS).is_none()) else {
        return;
    };
    let Some(source) = closest(&target, SOURCES) else {
        return;
    };
    let id = source
        .get_attribute("data-person")
        .or_else(|| source.get_attribute("data-uuid"));
    let what = match slot_of(&source) {
        Some(at) => Some(What::Slot(at)),
        None => id.map(|id| What::Person(ParticipantId::new(&id))),
    };
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let name = match &what {
        Some(What::Person(id)) => String::from(&*bench.name_of(id)),
        _ => source.get_attribute("title").unwrap_or_default(),
    };
    drag.set(Drag {
        what,
        pointer: event.pointer_id(),
        from: (event.client_x(), event.client_y()),
        name,
        ..Drag::default()
    });
}

fn go(_: Bench, drag: RwSignal<Drag>, event: &PointerEvent) {
    let mut now = drag.get_untracked();
    if now.what.is_none() || now.pointer != event.pointer_id() {
        return;
    }
    let (x, y) = (event.client_x(), event.client_y());
    let far = (x - now.from.0).abs().max((y - now.from.1).abs()) >= NEAR;
    if now.ghost.is_none() && far {
        now.ghost = ghost(&now.name);
    }
    let Some(ghost) = &now.ghost else {
        return;
    };
    let style = ghost.style();
    let _ = style.set_property("left", &[&x.to_string(), "px"].concat());
    let _ = style.set_property("top", &[&y.to_string(), "px"].concat());
    // The ghost lets pointers through.
    let over = document()
        .element_from_point(x as f32, y as f32)
        .and_then(|element| closest(&element, "[data-drop]"));
    if over != now.over {
        mark(now.over.as_ref(), false);
        mark(over.as_ref(), true);
        now.over = over;
    }
    drag.set(now);
}

fn ghost(name: &str) -> Option<HtmlElement> {
    let ghost = document().create_element("div").ok()?;
    let ghost: HtmlElement = ghost.dyn_into().ok()?;
    ghost.set_class_name("drag-ghost");
    ghost.set_text_content(Some(name));
    let body = document().body()?;
    let _ = body.append_child(&ghost);
    let _ = body.set_attribute("data-dragging", "");
    Some(ghost)
}

fn mark(slot: Option<&Element>, is_over: bool) {
    if let Some(slot) = slot {
        let _ = slot.toggle_attribute_with_force("data-over", is_over);
    }
}

fn drop_it(bench: Bench, drag: RwSignal<Drag>) {
    let now = drag.get_untracked();
    if let (Some(_), Some(at)) = (&now.ghost, now.over.as_ref().and_then(slot_of)) {
        match &now.what {
            Some(What::Person(id)) => bench.place(at, id),
            Some(What::Slot(from)) => bench.edit(&mut |plan| plan.swap(*from, at)),
            None => {}
        }
    }
    end(drag);
}

fn end(drag: RwSignal<Drag>) {
    let now = drag.get_untracked();
    if let Some(ghost) = &now.ghost {
        ghost.remove();
        if let Some(body) = document().body() {
            let _ = body.remove_attribute("data-dragging");
        }
    }
    mark(now.over.as_ref(), false);
    drag.set(Drag::default());
}
