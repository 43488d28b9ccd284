//! Regions as places of a drawing.

use conference::Rect;
use leptos::prelude::*;
use owt::Region;

use crate::room::drawing::{Outline, SlotSize, percent};

/// Returns a region's place; `None` where its shape isn't understood.
pub fn rect(region: &Region) -> Option<Rect> {
    #[allow(clippy::cast_possible_truncation)]
    let [x, y, w, h] = region.shape?.values().map(|share| share as f32);
    Some(Rect { x, y, w, h })
}

/// Regions as lines.
#[component]
pub fn RegionsOutline(
    /// The regions.
    regions: Vec<Region>,
) -> impl IntoView {
    view! { <Outline rects=regions.iter().filter_map(rect).collect() /> }
}

/// Where a slot is drawn, as CSS has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Left, top, width and height, in hundredths of the picture.
    pub edges: [String; 4],
    /// How large its name is set.
    pub size: SlotSize,
}

impl Place {
    /// Returns it for a place of the picture.
    pub fn of(rect: Rect) -> Self {
        Self {
            edges: [rect.x, rect.y, rect.w, rect.h].map(percent),
            size: SlotSize::of(rect),
        }
    }
}
