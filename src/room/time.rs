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

/// Returns "2026-11-22 10:42:03", local time. `ms` since 1970.
pub fn date_and_clock(ms: u64) -> String {
    let date = local(ms);
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year}-{month:02}-{day:02} {}", clock(ms))
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
