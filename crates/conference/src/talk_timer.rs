//! A time to talk. It is a moment of the wall clock and not a count of seconds: a page that slept or was rendered anew knows how much is
//! left all the same.

/// What a minute has, ms.
const MINUTE_MS: u64 = 60_000;
/// The longest time that may be given.
const MAX_MINUTES: u32 = 600;
/// That the time is nearly over is said for the last of so many parts, and for a minute at most.
const SOON_PART: u64 = 5;

/// What has to be said of the time that is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimerWarning {
    /// Nothing.
    #[default]
    None,
    /// It is nearly over.
    Soon,
    /// It is over.
    Over,
}

impl TimerWarning {
    /// Returns the word of `data-warning`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Soon => "soon",
            Self::Over => "over",
        }
    }
}

/// A time to talk, running or paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TalkTimer {
    /// What was given, added minutes included.
    length_ms: u64,
    /// It counts down to an hour: that doesn't begin again.
    is_to_hour: bool,
    counting: Counting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counting {
    /// It ends at this time, ms since 1970.
    Until(u64),
    /// So much was left, ms; below 0 it was over.
    Paused(i64),
}

impl TalkTimer {
    /// Starts a time of so many minutes.
    pub fn of_minutes(minutes: u32, now_ms: u64) -> Self {
        let length_ms = u64::from(minutes) * MINUTE_MS;
        Self {
            length_ms,
            is_to_hour: false,
            counting: Counting::Until(now_ms.saturating_add(length_ms)),
        }
    }

    /// Starts a countdown to a time of the clock, ms since 1970.
    pub const fn until(ends_ms: u64, now_ms: u64) -> Self {
        Self {
            length_ms: ends_ms.saturating_sub(now_ms),
            is_to_hour: true,
            counting: Counting::Until(ends_ms),
        }
    }

    /// Returns how much is left, ms; below 0 it has been over for so long.
    pub fn left_ms(&self, now_ms: u64) -> i64 {
        match self.counting {
            Counting::Until(ends_ms) => difference(ends_ms, now_ms),
            Counting::Paused(left_ms) => left_ms,
        }
    }

    /// Returns what is to be shown, ms: what is left, with a second that has begun as a whole one, or for how long it has been over.
    pub fn shown_ms(&self, now_ms: u64) -> u64 {
        let left_ms = self.left_ms(now_ms);
        let ms = left_ms.unsigned_abs();
        if left_ms > 0 {
            ms.div_ceil(1000) * 1000
        } else {
            ms
        }
    }

    /// Returns what has to be said of it.
    pub fn warning(&self, now_ms: u64) -> TimerWarning {
        let soon_ms = (self.length_ms / SOON_PART).min(MINUTE_MS);
        match u64::try_from(self.left_ms(now_ms)) {
            Ok(0) | Err(_) => TimerWarning::Over,
            Ok(left_ms) if left_ms <= soon_ms => TimerWarning::Soon,
            Ok(_) => TimerWarning::None,
        }
    }

    /// Returns whether it is paused.
    pub const fn is_paused(&self) -> bool {
        matches!(self.counting, Counting::Paused(_))
    }

    /// Returns whether it may begin again: a countdown to an hour can't.
    pub const fn can_restart(&self) -> bool {
        !self.is_to_hour
    }

    /// Pauses it, or goes on where it was paused.
    pub fn toggle_pause(&mut self, now_ms: u64) {
        self.counting = match self.counting {
            Counting::Until(_) => Counting::Paused(self.left_ms(now_ms)),
            // After a pause it ends at no hour any more.
            Counting::Paused(left_ms) => {
                self.is_to_hour = false;
                Counting::Until(now_ms.saturating_add_signed(left_ms))
            }
        };
    }

    /// Begins again with all of the time.
    pub fn restart(&mut self, now_ms: u64) {
        if self.can_restart() {
            self.counting = Counting::Until(now_ms.saturating_add(self.length_ms));
        }
    }

    /// Gives a minute more: from now on where it was over already.
    pub fn add_minute(&mut self, now_ms: u64) {
        self.length_ms = self.length_ms.saturating_add(MINUTE_MS);
        let left_ms = self.left_ms(now_ms).max(0);
        let left_ms = left_ms.saturating_add_unsigned(MINUTE_MS);
        self.is_to_hour = false;
        self.counting = match self.counting {
            Counting::Until(_) => Counting::Until(now_ms.saturating_add_signed(left_ms)),
            Counting::Paused(_) => Counting::Paused(left_ms),
        };
    }
}

/// Returns the minutes that were typed, where a talk may have so many: 1 to 600.
pub fn talk_minutes(typed: &str) -> Option<u32> {
    let minutes = typed.trim().parse().ok()?;
    (1..=MAX_MINUTES).contains(&minutes).then_some(minutes)
}

/// Returns hours and minutes of a time of the day, "14:30" (seconds may follow).
pub fn time_of_day(typed: &str) -> Option<(u32, u32)> {
    let mut parts = typed.trim().split(':').map(str::parse::<u32>);
    let (hours, minutes) = (parts.next()?.ok()?, parts.next()?.ok()?);
    (hours < 24 && minutes < 60).then_some((hours, minutes))
}

fn difference(a: u64, b: u64) -> i64 {
    let distance = i64::try_from(a.abs_diff(b)).unwrap_or(i64::MAX);
    if a >= b { distance } else { -distance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u64 = 1_800_000_000_000;

    #[test]
    fn counts_down_warns_and_counts_on() {
        let timer = TalkTimer::of_minutes(5, NOW);
        let check = |after_ms: u64, shown_s: u64, warning: TimerWarning| {
            let now = NOW + after_ms;
            assert_eq!(timer.shown_ms(now) / 1000, shown_s, "{after_ms}");
            assert_eq!(timer.warning(now), warning, "{after_ms}");
        };
        check(0, 300, TimerWarning::None);
        check(1, 300, TimerWarning::None);
        check(1000, 299, TimerWarning::None);
        check(239_999, 61, TimerWarning::None);
        check(240_000, 60, TimerWarning::Soon);
        check(299_999, 1, TimerWarning::Soon);
        check(300_000, 0, TimerWarning::Over);
        check(300_999, 0, TimerWarning::Over);
        check(372_000, 72, TimerWarning::Over);
    }

    #[test]
    fn a_short_time_is_nearly_over_for_a_fifth_of_it() {
        let check = |minutes: u32, left_s: u64, expect: TimerWarning| {
            let timer = TalkTimer::of_minutes(minutes, NOW);
            let now = NOW + u64::from(minutes) * MINUTE_MS - left_s * 1000;
            assert_eq!(timer.warning(now), expect, "{minutes} {left_s}");
        };
        check(1, 13, TimerWarning::None);
        check(1, 12, TimerWarning::Soon);
        check(60, 61, TimerWarning::None);
        check(60, 60, TimerWarning::Soon);
    }

    /// Something that is done to a timer, and after how many seconds.
    type Gesture = (u64, fn(&mut TalkTimer, u64));

    #[test]
    fn gestures() {
        let check = |gestures: &[Gesture], at_s: u64, left_s: i64| {
            let mut timer = TalkTimer::of_minutes(2, NOW);
            for (at_s, gesture) in gestures {
                gesture(&mut timer, NOW + at_s * 1000);
            }
            assert_eq!(timer.left_ms(NOW + at_s * 1000), left_s * 1000);
        };
        check(&[], 30, 90);
        check(&[(30, TalkTimer::toggle_pause)], 100, 90);
        let pause: fn(&mut TalkTimer, u64) = TalkTimer::toggle_pause;
        check(&[(30, pause), (100, pause)], 110, 80);
        check(&[(130, pause), (200, pause)], 210, -20);
        check(&[(30, TalkTimer::restart)], 40, 110);
        check(&[(30, pause), (40, TalkTimer::restart)], 50, 110);
        check(&[(30, TalkTimer::add_minute)], 30, 150);
        check(&[(180, TalkTimer::add_minute)], 190, 50);
        check(&[(30, pause), (40, TalkTimer::add_minute)], 90, 150);
        check(
            &[(30, TalkTimer::add_minute), (60, TalkTimer::restart)],
            60,
            180,
        );
    }

    #[test]
    fn an_hour_comes_when_it_comes() {
        let mut timer = TalkTimer::until(NOW + 90_000, NOW);
        assert!(!timer.can_restart());
        timer.restart(NOW + 60_000);
        assert_eq!(timer.left_ms(NOW + 60_000), 30_000);
        assert_eq!(
            TalkTimer::until(NOW - 1, NOW).warning(NOW),
            TimerWarning::Over
        );
        timer.add_minute(NOW + 60_000);
        assert!(timer.can_restart(), "the hour is no end any more");
    }

    #[test]
    fn typed_minutes_and_hours() {
        let minutes = |typed: &str, expect| assert_eq!(talk_minutes(typed), expect, "{typed}");
        minutes("5", Some(5));
        minutes(" 600 ", Some(600));
        minutes("0", None);
        minutes("601", None);
        minutes("-1", None);
        minutes("1.5", None);
        minutes("", None);
        let hour = |typed: &str, expect| assert_eq!(time_of_day(typed), expect, "{typed}");
        hour("14:30", Some((14, 30)));
        hour("00:05:30", Some((0, 5)));
        hour("24:00", None);
        hour("12:60", None);
        hour("12", None);
        hour("", None);
        hour("ten:30", None);
    }

    proptest! {
        /// Whatever is pressed and however the clock jumps: paused it stands still, running it goes as the clock does.
        #[test]
        fn goes_with_the_clock(
            minutes in 1_u32..=600,
            gestures in prop::collection::vec((0_u64..2_000_000, 0_u8..3), 0..12),
            wait in 0_u64..10_000_000,
        ) {
            let mut timer = TalkTimer::of_minutes(minutes, NOW);
            for (at, gesture) in gestures {
                match gesture {
                    0 => timer.toggle_pause(NOW + at),
                    1 => timer.restart(NOW + at),
                    _ => timer.add_minute(NOW + at),
                }
            }
            let (before, after) = (timer.left_ms(NOW), timer.left_ms(NOW + wait));
            let gone = if timer.is_paused() { 0 } else { i64::try_from(wait).unwrap() };
            prop_assert_eq!(before - after, gone);
            let is_over = timer.warning(NOW) == TimerWarning::Over;
            prop_assert_eq!(is_over, before <= 0);
        }
    }
}
