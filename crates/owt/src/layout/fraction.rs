//! Shares of one, as the server writes them.

use std::cmp::Ordering;
use std::fmt;

/// Numbers are taken for the fraction nearest to them with a denominator of at most this: regions are drawn on pictures of some
/// thousand pixels, and the server reads digits alone.
const FINEST: u32 = 10_000;

/// A fraction in lowest terms; its `Display` is what the server takes ("1/3").
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    above: u32,
    below: u32,
}

impl Fraction {
    /// None of it.
    pub const ZERO: Self = Self { above: 0, below: 1 };
    /// All of it.
    pub const ONE: Self = Self { above: 1, below: 1 };

    /// Returns `above / below`; `None` where that is no number.
    pub fn new(above: u32, below: u32) -> Option<Self> {
        let common = common_divisor(above, below);
        Some(Self {
            above: above.checked_div(common)?,
            below: below.checked_div(common).filter(|below| *below > 0)?,
        })
    }

    /// Reads "1/3", "0", "1", or a number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.split_once('/') {
            Some((above, below)) => {
                Self::new(above.trim().parse().ok()?, below.trim().parse().ok()?)
            }
            None => Self::near(serde_json::from_str(text).ok()?),
        }
    }

    /// Returns the simplest fraction that is `value` but for what nobody sees (half a ten-thousandth of a ten-thousandth), else the
    /// nearest with a denominator of at most ten thousand. `None` for what is negative or above a million.
    pub fn near(value: f64) -> Option<Self> {
        if !(0.0..=1e6).contains(&value) {
            return None;
        }
        // Continued fractions: each step is the best that there is with a denominator of its size.
        let (mut before, mut it) = ((0_u32, 1_u32), (1_u32, 0_u32));
        let mut rest = value;
        loop {
            let whole = rest.floor();
            let next = |old: u32, new: u32| (whole as u32).checked_mul(new)?.checked_add(old);
            let step = next(before.0, it.0).zip(next(before.1, it.1));
            let Some(step) = step.filter(|(_, below)| *below <= FINEST) else {
                break;
            };
            (before, it) = (it, step);
            let error = (f64::from(it.0) / f64::from(it.1) - value).abs();
            if error < 5e-7 || rest - whole <= 0.0 {
                break;
            }
            rest = 1.0 / (rest - whole);
        }
        Self::new(it.0, it.1)
    }

    /// Returns the number.
    pub fn value(self) -> f64 {
        f64::from(self.above) / f64::from(self.below)
    }

    /// Returns the sum; `None` where it can't be written.
    pub fn plus(self, other: Self) -> Option<Self> {
        let wide = |it: u32| u64::from(it);
        let above = wide(self.above) * wide(other.below) + wide(other.above) * wide(self.below);
        let below = wide(self.below) * wide(other.below);
        let common = common_divisor_wide(above, below);
        let part = |it: u64| u32::try_from(it.checked_div(common)?).ok();
        Self::new(part(above)?, part(below)?)
    }

    /// Returns whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.above == 0
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let wide = |above: u32, below: u32| u64::from(above) * u64::from(below);
        wide(self.above, other.below).cmp(&wide(other.above, self.below))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    /// Writes "0" and "1" as the document of the portal has them, all else as two numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.below {
            1 => write!(f, "{}", self.above),
            below => write!(f, "{}/{below}", self.above),
        }
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

fn common_divisor(a: u32, b: u32) -> u32 {
    // Not larger than either, but where one of them is 0.
    u32::try_from(common_divisor_wide(u64::from(a), u64::from(b))).unwrap_or(1)
}

fn common_divisor_wide(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_the_server_writes_and_reads_them() {
        let check = |text: &str, expect: &str| {
            let it = Fraction::parse(text).map(|it| it.to_string());
            assert_eq!(it.unwrap_or_default(), expect, "{text}");
        };
        check("0/1", "0");
        check("1/1", "1");
        check("2/6", "1/3");
        check(" 1 / 3 ", "1/3");
        check("0.5", "1/2");
        check("0.333", "333/1000");
        check("0.3333333", "1/3");
        check("1e-9", "0");
        check("1/0", "");
        check("0/0", "");
        check("-1/3", "");
        check("-0.1", "");
        check("1e7", "");
        check("", "");
        check("1/3/2", "");
        check("4294967296/4294967297", "");
    }

    proptest! {
        #[test]
        fn there_and_back(above in 0_u32..2000, below in 1_u32..2000) {
            let it = Fraction::new(above, below).unwrap();
            prop_assert_eq!(Fraction::parse(&it.to_string()), Some(it));
            if above <= below && below <= 700 {
                prop_assert_eq!(Fraction::near(it.value()), Some(it));
            }
        }

        #[test]
        fn numbers_come_near(value in 0.0_f64..1.0) {
            let it = Fraction::near(value).unwrap();
            prop_assert!((it.value() - value).abs() < 1e-4, "{it} for {value}");
            prop_assert!(it <= Fraction::ONE);
        }

        #[test]
        fn sums(a in 0_u32..100, b in 1_u32..100, c in 0_u32..100, d in 1_u32..100) {
            let (one, other) = (Fraction::new(a, b).unwrap(), Fraction::new(c, d).unwrap());
            let sum = one.plus(other).unwrap();
            prop_assert!((sum.value() - one.value() - other.value()).abs() < 1e-9);
            prop_assert!(sum >= one && sum >= other);
        }
    }
}
