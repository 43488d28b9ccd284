//! How old something is, as one says it.

/// An age, in the largest unit that it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than two seconds.
    Now,
    /// Seconds.
    Seconds(u64),
    /// Minutes.
    Minutes(u64),
    /// Hours.
    Hours(u64),
    /// Days.
    Days(u64),
}

impl Age {
    /// Returns the age of what has lasted so many milliseconds.
    pub fn of_ms(ms: u64) -> Self {
        let seconds = ms / 1000;
        match seconds {
            0..2 => Self::Now,
            2..60 => Self::Seconds(seconds),
            60..3_600 => Self::Minutes(seconds / 60),
            3_600..86_400 => Self::Hours(seconds / 3_600),
            _ => Self::Days(seconds / 86_400),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Age;

    #[test]
    fn it_grows() {
        let check = |ms, expect| assert_eq!(Age::of_ms(ms), expect, "{ms}");
        check(0, Age::Now);
        check(1_999, Age::Now);
        check(2_000, Age::Seconds(2));
        check(59_999, Age::Seconds(59));
        check(60_000, Age::Minutes(1));
        check(3_599_999, Age::Minutes(59));
        check(3_600_000, Age::Hours(1));
        check(86_400_000, Age::Days(1));
        check(u64::MAX, Age::Days(u64::MAX / 86_400_000));
    }
}
