//! Clock readings as the API server writes them. The clock itself belongs to the caller.

/// `ms` since the Unix epoch as `2017-05-24 15:41:30` in the server's zone (China, UTC+8): checkJoin's `timeStamp`.
pub fn stamp(ms: u64) -> String {
    let seconds = ms / 1000 + 8 * 3600;
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// Days since 1970-01-01 as year, month, day (Howard Hinnant's algorithm, for dates after the epoch).
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (ms, expected) in [
            (1_495_611_690_000, "2017-05-24 15:41:30"),
            (0, "1970-01-01 08:00:00"),
            (1_709_164_800_000, "2024-02-29 08:00:00"),
        ] {
            assert_eq!(stamp(ms), expected);
        }
    }
}
