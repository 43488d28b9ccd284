//! People onto slots, and slots onto each other, by mouse and by finger: pointer events, for touch knows no other dragging.

use conference::{DragSource, ParticipantId};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{state::Stage, ui::ShowIf};

/// Less than this, in pixels, is a click.
const CLICK_PX: i32 = 6;

/// A picture with slots to drop things on. The panel for another kind of server has one too.
pub trait DropZone: Copy + Send + Sync + 'static {
    /// What is dragged.
    type Source: Clone + Send + Sync + 'static;
    /// What can be dragged, as a selector.
    const SOURCES: &'static str;
    /// What does something of its own inside of them.
    const CONTROLS: &'static str;

    /// Returns what an element stands for, and its name.
    fn source(self, element: &Element) -> Option<(Self::Source, String)>;

    /// Takes what was dropped onto the slot at `at`.
    fn drop_on(self, at: usize, source: &Self::Source);
}

impl DropZone for Stage {
    type Source = DragSource;
    /// Chips, rows of the participants and slots that are taken.
    const SOURCES: &'static str =
        "[data-person], .people .person[data-uuid], .seat[data-taken=true]";
    const CONTROLS: &'static str = ".people button, .people input, .seat-clear, .seat .menu-host";

    fn source(self, element: &Element) -> Option<(DragSource, String)> {
        if let Some(at) = slot_of(element) {
            let name = element.get_attribute("title");
            return Some((DragSource::Slot(at), name.unwrap_or_default()));
        }
        let id = element
            .get_attribute("data-person")
            .or_else(|| element.get_attribute("data-uuid"))?;
        let id = ParticipantId::new(&id);
        let name = self.name_of(&id).to_string();
        Some((DragSource::Person(id), name))
    }

    fn drop_on(self, at: usize, source: &DragSource) {
        Self::drop_on(self, at, source);
    }
}

/// Where things can be dropped: each slot stands in two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropArea {
    /// The list of slots.
    List,
    /// The drawing of what comes next.
    Drawing,
}

/// What is being dragged, and onto what. Cheap to copy.
pub struct Drag<Z: DropZone> {
    held: RwSignal<Option<Held<Z::Source>>>,
    /// Where the pointer is, in pixels of the window, once it has gone far enough.
    position: RwSignal<Option<(i32, i32)>>,
    /// The slot below the pointer.
    over: RwSignal<Option<(DropArea, usize)>>,
    zone: Z,
}

impl<Z: DropZone> Clone for Drag<Z> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Z: DropZone> Copy for Drag<Z> {}

/// What a pointer was pressed on.
#[derive(Clone)]
struct Held<S> {
    source: S,
    name: String,
    pointer_id: i32,
    /// Where the pointer was pressed.
    start: (i32, i32),
}

impl<Z: DropZone> Drag<Z> {
    /// Listens to the window's pointers for as long as the current owner lives: what can be dragged stands in other panels too.
    pub fn listen(zone: Z) -> Self {
        let drag = Self {
            held: RwSignal::default(),
            position: RwSignal::default(),
            over: RwSignal::default(),
            zone,
        };
        let listeners = [
            window_event_listener(ev::pointerdown, move |event| drag.press(&event)),
            window_event_listener(ev::pointermove, move |event| drag.move_to(&event)),
            window_event_listener(ev::pointerup, move |event| {
                drag.move_to(&event);
                drag.release();
            }),
            window_event_listener(ev::pointercancel, move |_| drag.end()),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
        drag.mark_page();
        drag
    }

    /// Returns a slot's `data-over` attribute: there, without a value, while something is held over it.
    pub fn mark_over(self, area: DropArea, at: usize) -> Signal<Option<&'static str>> {
        Signal::derive(move || (self.over.get() == Some((area, at))).then_some(""))
    }

    fn press(self, event: &ev::PointerEvent) {
        self.end();
        if event.button() == 0 && event.is_primary() {
            self.held.set(self.held_by(event));
        }
    }

    fn held_by(self, event: &ev::PointerEvent) -> Option<Held<Z::Source>> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        if closest(&target, Z::CONTROLS).is_some() {
            return None;
        }
        let (source, name) = self.zone.source(&closest(&target, Z::SOURCES)?)?;
        Some(Held {
            source,
            name,
            pointer_id: event.pointer_id(),
            start: (event.client_x(), event.client_y()),
        })
    }

    fn move_to(self, event: &ev::PointerEvent) {
        let (x, y) = (event.client_x(), event.client_y());
        let is_dragged = self.held.with_untracked(|held| {
            held.as_ref().is_some_and(|held| {
                let (from_x, from_y) = held.start;
                let distance = (x - from_x).abs().max((y - from_y).abs());
                let is_moving = self.position.with_untracked(Option::is_some);
                held.pointer_id == event.pointer_id() && (is_moving || distance >= CLICK_PX)
            })
        });
        if is_dragged {
            self.position.set(Some((x, y)));
            let over = slot_at(x, y);
            if self.over.get_untracked() != over {
                self.over.set(over);
            }
        }
    }

    fn release(self) {
        let held = self.held.get_untracked();
        if let (Some(held), Some((_, at))) = (held, self.over.get_untracked()) {
            self.zone.drop_on(at, &held.source);
        }
        self.end();
    }

    fn end(self) {
        self.held.set(None);
        self.position.set(None);
        self.over.set(None);
    }

    /// Says on the page's body whether something is being dragged: then no text is selected.
    fn mark_page(self) {
        let is_moving = Memo::new(move |_| self.position.with(Option::is_some));
        let mark = |is_moving| {
            if let Some(body) = document().body() {
                let _ = body.toggle_attribute_with_force("data-dragging", is_moving);
            }
        };
        Effect::new(move |_| mark(is_moving.get()));
        on_cleanup(move || mark(false));
    }
}

/// What follows the pointer: the name of what is dragged. It lets pointers through.
#[component]
pub fn DragGhost<Z: DropZone>(
    /// What is being dragged.
    drag: Drag<Z>,
) -> impl IntoView {
    let name = Signal::derive(move || {
        drag.held.with(|held| {
            held.as_ref()
                .map_or_else(String::new, |held| held.name.clone())
        })
    });
    let position = move || drag.position.get().unwrap_or_default();
    let left = Signal::derive(move || format!("{}px", position().0));
    let top = Signal::derive(move || format!("{}px", position().1));
    view! {
        <ShowIf when=move || drag.position.with(Option::is_some)>
            <div class="drag-ghost" style:left=left style:top=top>
                {name}
            </div>
        </ShowIf>
    }
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Returns which slot an element is.
pub fn slot_of(element: &Element) -> Option<usize> {
    element.get_attribute("data-drop")?.parse().ok()
}

/// Returns the slot at a point of the window.
fn slot_at(x: i32, y: i32) -> Option<(DropArea, usize)> {
    let element = document().element_from_point(x as f32, y as f32)?;
    let element = closest(&element, "[data-drop]")?;
    let area = if element.class_list().contains("next-slot") {
        DropArea::Drawing
    } else {
        DropArea::List
    };
    Some((area, slot_of(&element)?))
}
