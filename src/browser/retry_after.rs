//! How long a server asks to be left alone.

/// Reads a `Retry-After`: seconds, or the date by which to come again. That is judged by `answered`, the answer's own `Date`, where
/// the page may read it: this device's clock, which says `now_ms`, may be wrong.
///
/// `parse` reads a date as the browser does: ms since 1970, or not a number.
pub(super) fn retry_after_s(
    value: &str,
    answered: Option<&str>,
    now_ms: f64,
    parse: impl Fn(&str) -> f64,
) -> Option<u32> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than fits is as long as can be.
        return Some(value.parse().unwrap_or(u32::MAX));
    }
    // Browsers find a date in nearly anything: "-5" is a day of May.
    if !is_http_date(value) {
        return None;
    }
    let answered = answered.filter(|date| is_http_date(date)).map(&parse);
    let answered = answered.filter(|ms| ms.is_finite()).unwrap_or(now_ms);
    let seconds = ((parse(value) - answered) / 1000.0).ceil();
    (seconds > 0.0).then_some(seconds as u32)
}

/// Returns whether this begins as each of the three forms of a date in HTTP does: with a day of the week.
fn is_http_date(text: &str) -> bool {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = text.trim().get(..3);
    day.is_some_and(|day| days.iter().any(|known| known.eq_ignore_ascii_case(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ms of a clock that goes right.
    const NOON: f64 = 1_764_331_200_000.0;
    const HOUR: f64 = 3_600_000.0;

    /// Reads `Fri 12:00:30` as that time of this day, and `-5` as browsers do.
    fn parse(date: &str) -> f64 {
        let time = date.trim().split(' ').next_back().unwrap();
        let parts: Vec<f64> = time
            .split(':')
            .filter_map(|part| part.parse().ok())
            .collect();
        match parts[..] {
            [hours, minutes, seconds] => {
                NOON + (hours - 12.0) * HOUR + minutes * 60_000.0 + seconds * 1000.0
            }
            [_] => NOON + HOUR,
            _ => f64::NAN,
        }
    }

    #[test]
    fn seconds() {
        let check = |value: &str, expect: Option<u32>| {
            let read = retry_after_s(value, Some("Fri 12:00:00"), NOON, parse);
            assert_eq!(read, expect, "{value:?}");
        };
        check("120", Some(120));
        check(" 120 ", Some(120));
        check("0", Some(0));
        check("4294967295", Some(u32::MAX));
        check("99999999999999999999", Some(u32::MAX));
        check("-5", None);
        check("+5", None);
        check("1.5", None);
        check("1e3", None);
        check("120, 60", None);
        check("soon", None);
        check("", None);
        check("５", None);
    }

    #[test]
    fn dates_are_judged_by_the_answers_own() {
        let check = |value: &str, answered: Option<&str>, now_ms: f64, expect: Option<u32>| {
            let read = retry_after_s(value, answered, now_ms, parse);
            assert_eq!(read, expect, "{value:?} {answered:?} {now_ms}");
        };
        let (noon, soon) = (Some("Fri 12:00:00"), "Fri 12:00:30");
        check(soon, noon, NOON, Some(30));
        // This device is hours ahead, hours behind.
        check(soon, noon, NOON + 5.0 * HOUR, Some(30));
        check(soon, noon, NOON - 5.0 * HOUR, Some(30));
        // The page may not read the answer's own, or it is none: this device's clock is all there is.
        check(soon, None, NOON + 500.0, Some(30));
        check(soon, None, NOON + HOUR, None);
        check(soon, None, NOON - HOUR, Some(3630));
        check(soon, Some("yesterday"), NOON, Some(30));
        check(soon, Some("Fri"), NOON, Some(30));
        check(soon, Some("17"), NOON, Some(30));
        // Over, now, never.
        check("Fri 11:59:59", noon, NOON, None);
        check("Fri 12:00:00", noon, NOON, None);
        check("Friday", noon, NOON, None);
        check("fri 12:00:01", noon, NOON, Some(1));
        check("Fri 99999999999:00:00", noon, NOON, Some(u32::MAX));
    }
}
