//! Stamps and spans as people read them.

/// How far this browser's local time is behind UTC at `ms`, in minutes.
fn behind_utc_min(ms: u64) -> i64 {
    js_sys::Date::new(&(ms as f64).into()).get_timezone_offset() as i64
}

/// "10:42:03", local time.
pub fn clock(ms: u64) -> String {
    clock_at(ms, behind_utc_min(ms))
}

/// "2026-11-22 10:42:03", local time.
pub fn date_and_clock(ms: u64) -> String {
    date_and_clock_at(ms, behind_utc_min(ms))
}

/// "1:12" or "0:42:17": minutes and seconds, hours where there are any.
pub fn span(ms: u64) -> String {
    let seconds = ms / 1000;
    let mut text = String::with_capacity(8);
    if seconds >= 3600 {
        text.push_str(&(seconds / 3600).to_string());
        text.push(':');
        two(&mut text, seconds / 60 % 60);
    } else {
        text.push_str(&(seconds / 60).to_string());
    }
    text.push(':');
    two(&mut text, seconds % 60);
    text
}

/// "00:42:17", for a timer whose width must not change.
pub fn timer(ms: u64) -> String {
    let seconds = ms / 1000;
    let mut text = String::with_capacity(8);
    two(&mut text, seconds / 3600);
    text.push(':');
    two(&mut text, seconds / 60 % 60);
    text.push(':');
    two(&mut text, seconds % 60);
    text
}

fn local_seconds(ms: u64, behind_min: i64) -> u64 {
    (ms / 1000).saturating_add_signed(-behind_min * 60)
}

fn clock_at(ms: u64, behind_min: i64) -> String {
    timer(local_seconds(ms, behind_min) % 86_400 * 1000)
}

fn date_and_clock_at(ms: u64, behind_min: i64) -> String {
    let (year, month, day) = date(local_seconds(ms, behind_min) / 86_400);
    let mut text = year.to_string();
    for part in [month, day] {
        text.push('-');
        two(&mut text, part);
    }
    text.push(' ');
    text.push_str(&clock_at(ms, behind_min));
    text
}

/// Year, month and day of the Gregorian calendar, so many days after 1970-01-01: counted in years that begin in March.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

fn two(text: &mut String, number: u64) {
    if number < 10 {
        text.push('0');
    }
    text.push_str(&number.to_string());
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

    #[test]
    fn stamps() {
        let check =
            |ms: u64, behind: i64, expect: &str| assert_eq!(date_and_clock_at(ms, behind), expect);
        check(0, 0, "1970-01-01 00:00:00");
        check(951_782_400_000, 0, "2000-02-29 00:00:00");
        check(1_795_343_999_000, -480, "2026-11-22 18:39:59");
        check(1_735_689_600_000, 60, "2024-12-31 23:00:00");
    }
}
