//! Where the tour's card stands.

/// Between the card and what it speaks of, or the window's edge, in pixels.
const GAP: f64 = 8.0;

/// A rectangle of the window, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// From the window's left edge.
    pub left: f64,
    /// From its top.
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Returns left and top of a card of this size (width, height) in a window of this size: beside `target` where there is room, on the
/// first side that has it; else at the window's edge that is farther from it. Without a target at the bottom.
pub fn place(target: Option<Area>, card: (f64, f64), window: (f64, f64)) -> (f64, f64) {
    let clamp = |at: f64, own: f64, all: f64| at.min(all - own - GAP).max(GAP);
    let centre = (window.0 - card.0) / 2.0;
    let bottom = window.1 - card.1 - GAP;
    let Some(target) = target else {
        return (clamp(centre, card.0, window.0), bottom.max(GAP));
    };
    let (right, below) = (
        target.left + target.width + GAP,
        target.top + target.height + GAP,
    );
    let (left, above) = (target.left - GAP - card.0, target.top - GAP - card.1);
    let beside = clamp(target.top, card.1, window.1);
    let along = clamp(target.left, card.0, window.0);
    if right + card.0 + GAP <= window.0 {
        (right, beside)
    } else if left >= GAP {
        (left, beside)
    } else if below + card.1 + GAP <= window.1 {
        (along, below)
    } else if above >= GAP {
        (along, above)
    } else if target.top + target.height / 2.0 < window.1 / 2.0 {
        (along, bottom.max(GAP))
    } else {
        (along, GAP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: (f64, f64) = (1280.0, 800.0);
    const CARD: (f64, f64) = (320.0, 160.0);

    fn area(left: f64, top: f64, width: f64, height: f64) -> Area {
        Area {
            left,
            top,
            width,
            height,
        }
    }

    #[test]
    fn beside_what_it_speaks_of() {
        let check = |target: Option<Area>, window: (f64, f64), expect: (f64, f64)| {
            assert_eq!(place(target, CARD, window), expect, "{target:?} {window:?}");
        };
        // A column at the left, one at the right, a bar on top, one below.
        check(Some(area(12.0, 70.0, 400.0, 700.0)), WINDOW, (420.0, 70.0));
        check(Some(area(960.0, 70.0, 300.0, 700.0)), WINDOW, (632.0, 70.0));
        check(Some(area(0.0, 0.0, 1280.0, 50.0)), WINDOW, (8.0, 58.0));
        check(Some(area(0.0, 750.0, 1280.0, 50.0)), WINDOW, (8.0, 582.0));
        // At the window's end it moves up.
        check(Some(area(12.0, 760.0, 400.0, 40.0)), WINDOW, (420.0, 632.0));
        // On a phone it stands across from it.
        let phone = (360.0, 780.0);
        check(Some(area(0.0, 60.0, 360.0, 600.0)), phone, (8.0, 612.0));
        check(Some(area(0.0, 100.0, 360.0, 600.0)), phone, (8.0, 8.0));
        check(Some(area(0.0, 300.0, 360.0, 480.0)), phone, (8.0, 132.0));
        check(None, phone, (20.0, 612.0));
        // Larger than the window: its beginning is seen.
        check(None, (300.0, 100.0), (8.0, 8.0));
    }

    #[test]
    fn never_over_it_where_there_is_room() {
        for left in (0..1280).step_by(64) {
            for top in (0..800).step_by(40) {
                let target = area(f64::from(left), f64::from(top), 200.0, 44.0);
                let (x, y) = place(Some(target), CARD, WINDOW);
                let is_apart = x + CARD.0 <= target.left
                    || x >= target.left + target.width
                    || y + CARD.1 <= target.top
                    || y >= target.top + target.height;
                assert!(is_apart, "{target:?} {x} {y}");
                assert!(x >= 0.0 && y >= 0.0 && x + CARD.0 <= 1280.0 && y + CARD.1 <= 800.0);
            }
        }
    }
}
