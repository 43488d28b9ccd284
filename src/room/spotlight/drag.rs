//! Dragging one of the queue to another place.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is being dragged: from where to where in the list, and how far, in pixels. Nothing while it isn't on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Drag {
    pub is_on: bool,
    pub from: usize,
    pub to: usize,
    start: i32,
    by: i32,
    /// A row's height and the gap to the next.
    height: i32,
}

impl Drag {
    /// How far the row at `index` stands from its place, in pixels: the dragged one under the pointer, the others out of its way.
    pub fn shift(self, index: usize) -> i32 {
        match index {
            _ if !self.is_on => 0,
            index if index == self.from => self.by,
            index if self.from < index && index <= self.to => -self.height,
            index if self.to <= index && index < self.from => self.height,
            _ => 0,
        }
    }

    /// The pointer is at `y`, in a list of so many.
    pub fn moved(mut self, y: i32, many: usize) -> Self {
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

impl Drag {
    /// Somebody has taken the one at `index`, with the pointer at `y`, in a line of this height.
    pub fn begin(index: usize, y: i32, height: i32) -> Self {
        Self {
            is_on: true,
            from: index,
            to: index,
            start: y,
            by: 0,
            height,
        }
    }
}

/// Returns how far it is from one line's top to the next one's, in pixels.
pub(super) fn line_pitch(line: &HtmlElement) -> i32 {
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
            is_on: true,
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
