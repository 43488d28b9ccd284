//! Layouts drawn to scale.

use conference::{LayoutName, Rect};
use leptos::prelude::*;

/// Wider than this share of the picture, a name is set large.
const LARGE: f32 = 0.3;
/// Narrower than this, small.
const SMALL: f32 = 0.12;

/// How large the name in a slot is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotSize {
    /// In a large slot.
    pub is_large: bool,
    /// In a small slot.
    pub is_small: bool,
}

impl SlotSize {
    /// Returns the size for a slot of this place in the picture.
    pub fn of(rect: Rect) -> Self {
        Self {
            is_large: rect.w > LARGE,
            is_small: rect.w < SMALL,
        }
    }
}

/// Width and height of an outline, in the units of its `viewBox`.
const OUTLINE_SIZE: (f32, f32) = (160.0, 90.0);

/// Returns a share of the picture's width or height, from 0 to 1, as CSS writes it.
pub fn percent(share: f32) -> String {
    let hundredths = whole(share * 10_000.0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Returns the nearest whole number: nothing else writes floats as text, and that alone would be 15 kB of the program.
#[allow(clippy::cast_possible_truncation)]
fn whole(length: f32) -> i32 {
    length.round() as i32
}

/// A layout as lines.
#[component]
pub fn LayoutOutline(
    /// The layout.
    layout: LayoutName,
) -> impl IntoView {
    view! { <Outline rects=layout.rects() /> }
}

/// Places of a picture as lines.
#[component]
pub fn Outline(
    /// The places.
    rects: Vec<Rect>,
) -> impl IntoView {
    view! {
        <svg class="outline" viewBox="-2 -2 164 94" aria-hidden="true">
            <path d=outline_path(rects)></path>
        </svg>
    }
}

fn outline_path(rects: Vec<Rect>) -> String {
    let (width, height) = OUTLINE_SIZE;
    let slots = rects.into_iter().map(|rect| {
        let (x, y) = (whole(rect.x * width), whole(rect.y * height));
        let (w, h) = (whole(rect.w * width), whole(rect.h * height));
        format!("M{x} {y}h{w}v{h}h-{w}z")
    });
    slots.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents() {
        let check = |share: f32, expect: &str| assert_eq!(percent(share), expect);
        check(0.0, "0.00%");
        check(1.0, "100.00%");
        check(1.0 / 7.0, "14.29%");
        check(0.0005, "0.05%");
    }

    #[test]
    fn outlines() {
        let check = |layout: &str, expect: &str| {
            assert_eq!(outline_path(LayoutName::new(layout).rects()), expect);
        };
        check("1:0", "M0 0h160v90h-160z");
        check("2:0", "M0 0h80v90h-80zM80 0h80v90h-80z");
    }
}
