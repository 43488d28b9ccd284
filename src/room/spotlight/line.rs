//! One of the queue: dragged by its handle, or moved by its buttons.

use conference::ParticipantId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::Queue;
use crate::{
    i18n::t_string,
    reactive::{Memo, request_animation_frame},
    room::person,
    ui::{
        Button, Icon, Look,
        el::{El, count, div, el, held, the, words},
    },
};

/// What is being dragged: from where to where in the list, and how far, in pixels. Nothing when it isn't `on`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Drag {
    on: bool,
    from: usize,
    to: usize,
    start: i32,
    by: i32,
    /// A row's height and the gap to the next.
    height: i32,
}

impl Drag {
    /// How far the row at `index` stands from its place, in pixels: the dragged one under the pointer, the others out of its way.
    fn shift(self, index: usize) -> i32 {
        match index {
            _ if !self.on => 0,
            index if index == self.from => self.by,
            index if self.from < index && index <= self.to => -self.height,
            index if self.to <= index && index < self.from => self.height,
            _ => 0,
        }
    }

    /// The pointer is at `y`, in a list of so many.
    fn moved(mut self, y: i32, many: usize) -> Self {
        self.by = y - self.start;
        let half = self.height / 2 * self.by.signum();
        let rows = (self.by + half)
            .checked_div(self.height)
            .unwrap_or_default();
        let rows = isize::try_from(rows).unwrap_or_default();
        self.to = self
            .from
            .saturating_add_signed(rows)
            .min(many.saturating_sub(1));
        self
    }
}

impl Queue {
    pub(super) fn line(self, shown: Memo<Vec<ParticipantId>>, id: ParticipantId) -> El {
        let Some(row) = self.desk.view.row(&id) else {
            return el("li");
        };
        let named = row.person;
        let name = words(move || named.with(|person| String::from(&*person.name)));
        let index = count(move || {
            shown.with(|all| all.iter().position(|one| *one == id).unwrap_or_default())
        });
        let many = move || shown.with(Vec::len);
        let element = held();
        let step = move |by: isize| {
            let from = index.get_untracked();
            let focused = crate::ui::focused();
            self.put(shown, from, from.saturating_add_signed(by));
            // A row that moves in the page loses the focus.
            request_animation_frame(move || {
                if let Some(button) = focused {
                    let _ = button.focus();
                }
            });
        };
        let at_end = move |end: usize| (index.get() == end).then_some("");
        let why = move || self.refused().map(|word| word.say());
        let up = Button::new(
            move || t_string!(spotlight.up, name = name.get()),
            move || step(-1),
        )
        .class("turned")
        .refused(move || at_end(0).or_else(why));
        let down = Button::new(
            move || t_string!(spotlight.down, name = name.get()),
            move || step(1),
        )
        .refused(move || at_end(many().saturating_sub(1)).or_else(why));
        let arrow = |button: Button| {
            button
                .icon(Icon::Chevron)
                .icon_only()
                .look(Look::Quiet)
                .each_press()
        };
        el("li")
            .class("queue-line")
            .bind("data-dragged", move || {
                let drag = self.drag.get();
                (drag.on && drag.from == index.get()).then_some("true")
            })
            .style("translate", move || {
                let shift = self.drag.get().shift(index.get());
                ["0 ", &shift.to_string(), "px"].concat()
            })
            .hold(element)
            .child(self.handle(shown, index, element))
            .child(el("span").class("queue-rank").say(move || index.get() + 1))
            .child(person::name(name))
            .child(arrow(up))
            .child(arrow(down))
    }

    /// Taken by mouse or finger. Who has neither has the buttons.
    fn handle(
        self,
        shown: Memo<Vec<ParticipantId>>,
        index: crate::reactive::Signal<usize>,
        line: crate::ui::el::Held,
    ) -> El {
        let drag = self.drag;
        let taken = move |event: web_sys::Event| {
            let event: PointerEvent = event.unchecked_into();
            let handle: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
            if event.button() != 0 || crate::reactive::untrack(|| self.refused().is_some()) {
                return;
            }
            event.prevent_default();
            if let Some(handle) = handle {
                let _ = handle.set_pointer_capture(event.pointer_id());
            }
            let at = index.get_untracked();
            drag.set(Drag {
                on: true,
                from: at,
                to: at,
                start: event.client_y(),
                by: 0,
                height: the(line).map_or(1, |line| pitch(&line)),
            });
        };
        let moved = move |event: web_sys::Event| {
            let event: PointerEvent = event.unchecked_into();
            let now = drag.get_untracked();
            if now.on {
                let many = crate::reactive::untrack(|| shown.with(Vec::len));
                drag.set(now.moved(event.client_y(), many));
            }
        };
        let dropped = move |_| {
            let Drag { on, from, to, .. } = drag.get_untracked();
            drag.set(Drag::default());
            if on {
                self.put(shown, from, to);
            }
        };
        div("queue-handle")
            .attr("aria-hidden", "true")
            .on("pointerdown", taken)
            .on("pointermove", moved)
            .on("pointerup", dropped)
            .on("pointercancel", move |_| drag.set(Drag::default()))
    }
}

/// From one row's top to the next one's.
fn pitch(line: &HtmlElement) -> i32 {
    let next = line
        .next_element_sibling()
        .or_else(|| line.previous_element_sibling())
        .and_then(|next| next.dyn_into::<HtmlElement>().ok());
    next.map_or(line.offset_height(), |next| {
        (next.offset_top() - line.offset_top()).abs()
    })
    .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_goes_to_the_nearest_place() {
        let drag = Drag {
            on: true,
            from: 2,
            to: 2,
            start: 100,
            by: 0,
            height: 40,
        };
        let check = |y: i32, to: usize| assert_eq!(drag.moved(y, 4).to, to, "{y}");
        check(100, 2);
        check(119, 2);
        check(121, 3);
        check(500, 3);
        check(81, 2);
        check(79, 1);
        check(39, 0);
        check(-500, 0);
        let shifts = |y: i32| [0, 1, 2, 3].map(|index| drag.moved(y, 4).shift(index));
        assert_eq!(shifts(60), [0, 40, -40, 0]);
        assert_eq!(shifts(20), [40, 40, -80, 0]);
        assert_eq!(shifts(140), [0, 0, 40, -40]);
    }
}
