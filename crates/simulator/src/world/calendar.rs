//! Clock readings as the API server writes them. The clock itself belongs to the caller.

use time::{OffsetDateTime, UtcOffset};

/// The server's zone (China), hours east of Greenwich.
const ZONE_HOURS: i8 = 8;

/// Returns `ms` since the Unix epoch as `2017-05-24 15:41:30` in the server's zone: checkJoin's `timeStamp`.
pub fn format_timestamp(ms: u64) -> String {
    let seconds = i64::try_from(ms / 1000).unwrap_or(0);
    let zone = UtcOffset::from_hms(ZONE_HOURS, 0, 0).unwrap_or(UtcOffset::UTC);
    let time = OffsetDateTime::from_unix_timestamp(seconds)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .to_offset(zone);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        time.year(),
        u8::from(time.month()),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
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
            assert_eq!(format_timestamp(ms), expected);
        }
    }
}
