//! The picture of who was in when: which part of the meeting it shows, and where in it something stands.

/// The shortest time that is shown, ms.
const SHORTEST_MS: u64 = 60_000;
/// The width of the picture. Whole numbers: they are short to write.
const WIDTH: u64 = 10_000;
/// What the name of a mark may take of a narrow picture.
const NAME_WIDTH: u64 = 3_000;
/// What may stand between two marks of the scale, seconds.
const STEPS_S: [u64; 14] = [
    10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/// What of the meeting a host looks at. The default is all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineView {
    /// How much is shown, ms; `None` = all.
    span_ms: Option<u64>,
    /// Where it ends, ms since 1970; `None` = now, whenever that is.
    end_ms: Option<u64>,
}

/// Times from one moment to another, ms since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWindow {
    /// The first.
    pub begin_ms: u64,
    /// The last.
    pub end_ms: u64,
}

/// On which side of a mark its name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkName {
    /// To the right of it.
    After,
    /// To the left of it: there is no room to the right.
    Before,
    /// The same, where the picture is wide: in a narrow one the name of the mark before it stands there.
    BeforeIfWide,
}

/// A mark of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMark {
    /// The moment, ms since 1970.
    pub at_ms: u64,
    /// How far from the left edge it stands, in ten thousandths of the width.
    pub left: u64,
    /// Where its name stands.
    pub name: MarkName,
}

impl TimelineView {
    /// Returns what is shown of a meeting that began then and has lasted until now.
    pub fn window(self, began_ms: u64, now_ms: u64) -> TimeWindow {
        let whole_ms = whole_ms(began_ms, now_ms);
        let span_ms = self.span_ms.unwrap_or(whole_ms).min(whole_ms);
        let last_ms = now_ms.max(began_ms + whole_ms);
        let end_ms = self.end_ms.unwrap_or(last_ms);
        let end_ms = end_ms.clamp(began_ms + span_ms, last_ms);
        TimeWindow {
            begin_ms: end_ms - span_ms,
            end_ms,
        }
    }

    /// Returns the view that shows half as much, around the same middle; what ends now still does.
    #[must_use]
    pub fn zoomed_in(self, began_ms: u64, now_ms: u64) -> Self {
        self.with_span(self.span_in(began_ms, now_ms) / 2, began_ms, now_ms)
    }

    /// Returns the view that shows twice as much.
    #[must_use]
    pub fn zoomed_out(self, began_ms: u64, now_ms: u64) -> Self {
        self.with_span(self.span_in(began_ms, now_ms) * 2, began_ms, now_ms)
    }

    /// Returns the view half a width earlier.
    #[must_use]
    pub fn earlier(self, began_ms: u64, now_ms: u64) -> Self {
        let window = self.window(began_ms, now_ms);
        let span_ms = window.span_ms();
        let end_ms = window.end_ms.saturating_sub(span_ms / 2);
        self.ending(end_ms.max(began_ms + span_ms), now_ms)
    }

    /// Returns the view half a width later.
    #[must_use]
    pub fn later(self, began_ms: u64, now_ms: u64) -> Self {
        let window = self.window(began_ms, now_ms);
        self.ending(window.end_ms + window.span_ms() / 2, now_ms)
    }

    /// Returns whether less can be shown, and more.
    pub fn can_zoom(self, began_ms: u64, now_ms: u64) -> (bool, bool) {
        let (span_ms, whole_ms) = (self.span_in(began_ms, now_ms), whole_ms(began_ms, now_ms));
        (span_ms > SHORTEST_MS, span_ms < whole_ms)
    }

    fn span_in(self, began_ms: u64, now_ms: u64) -> u64 {
        self.window(began_ms, now_ms).span_ms()
    }

    fn with_span(self, span_ms: u64, began_ms: u64, now_ms: u64) -> Self {
        let before = self.window(began_ms, now_ms);
        let span_ms = span_ms.max(SHORTEST_MS);
        if span_ms >= whole_ms(began_ms, now_ms) {
            return Self::default();
        }
        let view = Self {
            span_ms: Some(span_ms),
            end_ms: None,
        };
        if self.end_ms.is_none() {
            return view;
        }
        let middle_ms = before.begin_ms + before.span_ms() / 2;
        view.ending((middle_ms + span_ms / 2).max(began_ms + span_ms), now_ms)
    }

    fn ending(self, end_ms: u64, now_ms: u64) -> Self {
        Self {
            end_ms: Some(end_ms).filter(|end_ms| *end_ms < now_ms),
            ..self
        }
    }
}

fn whole_ms(began_ms: u64, now_ms: u64) -> u64 {
    now_ms.saturating_sub(began_ms).max(SHORTEST_MS)
}

impl TimeWindow {
    /// Returns how long it is, ms.
    pub const fn span_ms(self) -> u64 {
        self.end_ms - self.begin_ms
    }

    /// Returns where a time stands in the picture: how far from its left edge, and how wide, in ten thousandths of its width. `None`
    /// where it isn't in it. However short it is, it can be seen.
    pub fn place(self, came_ms: u64, left_ms: u64) -> Option<(u64, u64)> {
        if left_ms < self.begin_ms || came_ms > self.end_ms {
            return None;
        }
        let at = |ms: u64| {
            let ms = ms.clamp(self.begin_ms, self.end_ms) - self.begin_ms;
            ms.saturating_mul(WIDTH) / self.span_ms().max(1)
        };
        let (from, to) = (at(came_ms), at(left_ms));
        let from = from.min(WIDTH - WIDTH / 500);
        Some((from, to.saturating_sub(from).max(WIDTH / 500)))
    }

    /// Returns the marks of the scale: round moments, `most` of them at the most, each with its name where there is room for it.
    pub fn scale(self, most: u64) -> Vec<TimeMark> {
        // Where the names end that stand already.
        let mut named_to = 0;
        let moments = self.marks(most).into_iter();
        let mark = moments.filter_map(|at_ms| {
            let (left, _) = self.place(at_ms, at_ms)?;
            let name = if left + NAME_WIDTH <= WIDTH {
                MarkName::After
            } else if named_to + NAME_WIDTH <= left {
                MarkName::Before
            } else {
                MarkName::BeforeIfWide
            };
            named_to = match name {
                MarkName::After => left + NAME_WIDTH,
                MarkName::Before | MarkName::BeforeIfWide => left,
            };
            Some(TimeMark { at_ms, left, name })
        });
        mark.collect()
    }

    /// Returns the moments that have a mark.
    fn marks(self, most: u64) -> Vec<u64> {
        let step_ms = STEPS_S.map(|step_s| step_s * 1000);
        let fits = |step_ms: &u64| self.span_ms() / step_ms < most;
        let last = STEPS_S.len() - 1;
        let day_ms = step_ms.get(last).copied().unwrap_or(SHORTEST_MS);
        let step_ms = step_ms.into_iter().find(fits).unwrap_or_else(|| {
            // Days, as many as it takes.
            day_ms * (self.span_ms() / day_ms / most.max(1) + 1)
        });
        let first = self.begin_ms.div_ceil(step_ms) * step_ms;
        (0..most)
            .map(|number| first + number * step_ms)
            .take_while(|mark_ms| *mark_ms <= self.end_ms)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: u64 = 3_600_000;
    const BEGAN: u64 = 1_800_000_000_000;

    #[test]
    fn zooms_around_the_middle_and_follows_the_end() {
        let now = BEGAN + 4 * HOUR;
        let check = |view: TimelineView, at: u64, begin: u64, end: u64| {
            let window = view.window(BEGAN, at);
            let (begin, end) = (BEGAN + begin * HOUR / 4, BEGAN + end * HOUR / 4);
            assert_eq!((window.begin_ms, window.end_ms), (begin, end), "{view:?}");
        };
        let all = TimelineView::default();
        check(all, now, 0, 16);
        check(all, now + HOUR, 0, 20);
        // The end is looked at: it stays the end.
        let half = all.zoomed_in(BEGAN, now);
        check(half, now, 8, 16);
        check(half, now + HOUR, 12, 20);
        // The past is looked at: it stays where it is.
        let past = half.earlier(BEGAN, now);
        check(past, now, 4, 12);
        check(past, now + HOUR, 4, 12);
        check(past.zoomed_in(BEGAN, now), now, 6, 10);
        check(past.zoomed_out(BEGAN, now), now, 0, 16);
        check(past.earlier(BEGAN, now).earlier(BEGAN, now), now, 0, 8);
        check(past.later(BEGAN, now).later(BEGAN, now), now + HOUR, 12, 20);
        assert_eq!(all.can_zoom(BEGAN, now), (true, false));
        assert_eq!(half.can_zoom(BEGAN, now), (true, true));
        assert_eq!(all.can_zoom(BEGAN, BEGAN), (false, false));
    }

    #[test]
    fn marks_are_round_and_few() {
        let check = |span_ms: u64, expect: &[u64]| {
            let window = TimeWindow {
                begin_ms: BEGAN + 1,
                end_ms: BEGAN + 1 + span_ms,
            };
            let marks: Vec<u64> = window
                .marks(4)
                .iter()
                .map(|ms| (ms - BEGAN) / 60_000)
                .collect();
            assert_eq!(marks, expect, "{span_ms}");
        };
        check(60_000, &[0, 1]);
        check(8 * 60_000, &[5]);
        check(HOUR, &[30, 60]);
        check(9 * HOUR, &[240, 480]);
        // Every third day.
        check(200 * HOUR, &[40 * 60, 112 * 60, 184 * 60]);
    }

    #[test]
    fn a_mark_is_named_wherever_there_is_room() {
        use MarkName::{After, Before, BeforeIfWide};
        let check = |from_min: u64, to_min: u64, expect: &[(u64, MarkName)]| {
            let window = TimeWindow {
                begin_ms: BEGAN + from_min * 60_000,
                end_ms: BEGAN + to_min * 60_000,
            };
            let scale = window.scale(3);
            let found: Vec<_> = scale
                .iter()
                .map(|mark| ((mark.at_ms - BEGAN) / 60_000, mark.name))
                .collect();
            assert_eq!(found, expect, "{from_min} {to_min}");
        };
        check(0, 10, &[(0, After), (5, After), (10, BeforeIfWide)]);
        check(1, 12, &[(5, After), (10, BeforeIfWide)]);
        check(4, 13, &[(5, After), (10, After)]);
        // Far enough from the one before it.
        check(7, 10, &[(8, After), (10, Before)]);
        check(1, 5, &[(2, After), (4, BeforeIfWide)]);
        check(31, 58, &[(40, After), (50, BeforeIfWide)]);
        check(1, 2, &[(1, After), (1, After), (2, BeforeIfWide)]);
    }

    proptest! {
        #[test]
        fn whatever_is_looked_at_is_in_the_meeting(
            lasted in 0..100 * HOUR,
            steps in prop::collection::vec((0..4_u8, 0..HOUR), 0..40),
            (came, stayed) in (0..100 * HOUR, 0..HOUR),
        ) {
            let (mut view, mut now) = (TimelineView::default(), BEGAN + lasted);
            for (step, later) in steps {
                now += later;
                view = match step {
                    0 => view.zoomed_in(BEGAN, now),
                    1 => view.zoomed_out(BEGAN, now),
                    2 => view.earlier(BEGAN, now),
                    _ => view.later(BEGAN, now),
                };
                let window = view.window(BEGAN, now);
                prop_assert!(window.begin_ms >= BEGAN && window.span_ms() >= SHORTEST_MS);
                prop_assert!(window.end_ms <= now.max(BEGAN + SHORTEST_MS));
                prop_assert!(window.marks(5).len() <= 5);
                if let Some((left, width)) = window.place(BEGAN + came, BEGAN + came + stayed) {
                    prop_assert!(width > 0 && left + width <= WIDTH);
                }
            }
        }
    }
}
