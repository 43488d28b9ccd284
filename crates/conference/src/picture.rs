//! Layouts by name, and where their slots stand.

use crate::{Audience, ParticipantId};
use std::fmt;
use std::sync::Arc;

/// Slots beyond this are not drawn: a name from the network must not cost memory.
const MAX_SLOTS: usize = 64;

/// A layout's name as the server spells it ("1:7"). Unknown ones are kept, drawn from their numbers, and sent back unchanged.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LayoutName(Arc<str>);

impl fmt::Debug for LayoutName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl LayoutName {
    /// Makes a name of what came, cut to 64 characters.
    pub fn new(name: &str) -> Self {
        match name.char_indices().nth(64) {
            Some((end, _)) => Self(Arc::from(name.get(..end).unwrap_or(name))),
            None => Self(Arc::from(name)),
        }
    }

    /// Returns the server's spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns how many big and small slots it has ("1:7" → 1, 7); `None` when the name isn't made of two numbers.
    pub fn numbers(&self) -> Option<(usize, usize)> {
        let (big, small) = self.0.split_once(':')?;
        let (big, small) = (big.parse::<usize>().ok()?, small.parse::<usize>().ok()?);
        (big + small > 0 && big <= MAX_SLOTS && small <= MAX_SLOTS).then_some((big, small))
    }

    /// Returns how many slots it has; at least one.
    pub fn slot_count(&self) -> usize {
        self.numbers()
            .map_or(1, |(big, small)| (big + small).min(MAX_SLOTS))
    }

    /// Returns where the slots stand in a 16:9 picture, big ones first, in slot order.
    pub fn rects(&self) -> Vec<Rect> {
        let (big, small) = self.numbers().unwrap_or((1, 0));
        let mut rects = match (big, small) {
            (_, 0) => grid(big, Rect::WHOLE),
            (0, _) => grid(small, Rect::WHOLE),
            _ => with_small(big, small),
        };
        rects.truncate(MAX_SLOTS);
        rects
    }
}

/// A place in the picture, in fractions of its width and height (0…1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    const WHOLE: Self = Self {
        x: 0.0,
        y: 0.0,
        w: 1.0,
        h: 1.0,
    };
}

/// Equal slots in the fewest rows that keep them as wide as the picture.
fn grid(count: usize, place: Rect) -> Vec<Rect> {
    let columns = (1..=count).find(|c| c * c >= count).unwrap_or(1);
    rows(count, columns, place)
}

fn rows(count: usize, columns: usize, place: Rect) -> Vec<Rect> {
    let lines = count.div_ceil(columns.max(1)).max(1);
    let (w, h) = (place.w / columns.max(1) as f32, place.h / lines as f32);
    (0..count)
        .map(|slot| Rect {
            x: place.x + w * (slot % columns) as f32,
            y: place.y + h * (slot / columns) as f32,
            w,
            h,
        })
        .collect()
}

/// Big slots side by side on top, small ones in rows of seven (or of what fits) below, every slot 16:9 as far as it goes.
fn with_small(big: usize, small: usize) -> Vec<Rect> {
    let columns = if big == 1 {
        small.min(7)
    } else {
        small.min(7 * big).min(if small > 14 { 11 } else { 7 })
    };
    let lines = small.div_ceil(columns);
    let strip = (lines as f32 / columns as f32).min(0.5);
    let mut rects = rows(
        big,
        big,
        Rect {
            h: 1.0 - strip,
            ..Rect::WHOLE
        },
    );
    rects.extend(rows(
        small,
        columns,
        Rect {
            y: 1.0 - strip,
            h: strip,
            ..Rect::WHOLE
        },
    ));
    rects
}

/// The picture on air.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Picture {
    /// What hosts see.
    pub hosts: Option<LayoutName>,
    /// What guests see.
    pub guests: Option<LayoutName>,
    /// Who stands in which slot, in slot order.
    pub slots: Vec<ParticipantId>,
}

impl Picture {
    /// Returns the layout that `audience` sees, where the server told.
    pub fn layout(&self, audience: Audience) -> Option<&LayoutName> {
        match audience {
            Audience::Hosts => self.hosts.as_ref(),
            Audience::Guests => self.guests.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_the_sum() {
        let check = |name: &str, expect: usize| {
            assert_eq!(LayoutName::new(name).slot_count(), expect, "{name}");
            assert_eq!(LayoutName::new(name).rects().len(), expect, "{name}");
        };
        check("1:0", 1);
        check("4:0", 4);
        check("1:7", 8);
        check("1:21", 22);
        check("2:21", 23);
        check("1:12", 13);
        check("5:7", 12);
        check("0:9", 9);
        check("ac_presentation_in_mix", 1);
        check("0:0", 1);
        check("9999999:1", 1);
        check("60:60", 64);
    }

    #[test]
    fn slots_stay_in_the_picture_and_apart() {
        for name in [
            "1:0", "2:0", "3:0", "4:0", "1:5", "1:7", "1:12", "1:21", "2:21", "5:7", "60:60",
        ] {
            let rects = LayoutName::new(name).rects();
            for (at, a) in rects.iter().enumerate() {
                assert!(
                    a.x >= 0.0 && a.y >= 0.0 && a.x + a.w <= 1.001 && a.y + a.h <= 1.001,
                    "{name} {a:?}"
                );
                for b in rects.iter().skip(at + 1) {
                    let apart = a.x + a.w <= b.x + 0.001
                        || b.x + b.w <= a.x + 0.001
                        || a.y + a.h <= b.y + 0.001
                        || b.y + b.h <= a.y + 0.001;
                    assert!(apart, "{name}: {a:?} over {b:?}");
                }
            }
        }
    }
}
