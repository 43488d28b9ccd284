//! Stamps and spans as people read them.

use js_sys::Date;

/// Returns "10:42:03", local time. `ms` since 1970.
pub fn clock(ms: u64) -> String {
    let date = local(ms);
    format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}

/// Returns "10:42", local time. `ms` since 1970.
pub fn hour_and_minute(ms: u64) -> String {
    let mut clock = clock(ms);
    clock.truncate(5);
    clock
}

/// Returns "2026-11-22 10:42:03", local time. `ms` since 1970.
pub fn date_and_clock(ms: u64) -> String {
    let date = local(ms);
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year}-{month:02}-{day:02} {}", clock(ms))
}

/// Returns when it is this time of the day next, local time, ms since 1970: today, else tomorrow. `now_ms` since 1970.
pub fn next_time_of_day(now_ms: u64, hours: u32, minutes: u32) -> u64 {
    let now = local(now_ms);
    let on = |day: u32| {
        let date = Date::new_with_year_month_day_hr_min(
            now.get_full_year(),
            i32::try_from(now.get_month()).unwrap_or_default(),
            i32::try_from(day).unwrap_or_default(),
            i32::try_from(hours).unwrap_or_default(),
            i32::try_from(minutes).unwrap_or_default(),
        );
        // A browser's times are whole milliseconds, and far from where a float has none.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ms = date.get_time() as u64;
        ms
    };
    let today = on(now.get_date());
    if today > now_ms {
        today
    } else {
        on(now.get_date() + 1)
    }
}

fn local(ms: u64) -> Date {
    Date::new(&(ms as f64).into())
}

/// Returns "1:12" or "0:42:17": minutes and seconds, hours where there are any.
pub fn span(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// Returns "00:42:17", for a timer whose width must not change.
pub fn timer(ms: u64) -> String {
    let seconds = ms / 1000;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        let check = |seconds: u64, expect: &str| assert_eq!(span(seconds * 1000 + 999), expect);
        check(0, "0:00");
        check(72, "1:12");
        check(3599, "59:59");
        check(3600 + 62, "1:01:02");
        check(100 * 3600, "100:00:00");
    }

    #[test]
    fn timers() {
        assert_eq!(timer(2_537_000), "00:42:17");
        assert_eq!(timer(100 * 3_600_000), "100:00:00");
    }
}
