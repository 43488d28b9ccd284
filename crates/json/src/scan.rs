//! Bytes looked at eight at a time: most of a stream is passed over rather than read.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// Where the first `one` or `other` stands.
pub fn first_of(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut from = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ every(one)) | zeros(word ^ every(other));
        if found != 0 {
            // The lowest bit is a true one.
            return Some(from + (found.trailing_zeros() >> 3) as usize);
        }
        from += 8;
    }
    let at = rest.iter().position(|b| *b == one || *b == other)?;
    Some(from + at)
}

/// Whether there is an ASCII capital.
pub(crate) fn has_capital(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    words
        .iter()
        .any(|word| capitals(u64::from_le_bytes(*word)) != 0)
        || rest.iter().any(u8::is_ascii_uppercase)
}

const fn every(byte: u8) -> u64 {
    ONES * byte as u64
}

/// The high bit of every byte that is 0, and at times of one behind it.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The high bit of every byte that is a capital. The sums don't carry into the next byte, for what they are made of has no high bits.
const fn capitals(word: u64) -> u64 {
    let low = word & !HIGHS;
    let from_a = low + every(0x80 - b'A');
    let beyond_z = low + every(0x7F - b'Z');
    from_a & !beyond_z & !word & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_are_letters_only() {
        let check = |text: &str, expect: bool| {
            assert_eq!(has_capital(text.as_bytes()), expect, "{text}");
        };
        check("", false);
        check("display_name", false);
        check("display_Name", true);
        check("[@`{_-09azáÁ王", false);
        check("abcdefgZ", true);
        check("abcdefghA", true);
    }

    proptest! {
        #[test]
        fn as_one_by_one(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let expect = bytes.iter().position(|b| matches!(b, b'"' | b'\\'));
            prop_assert_eq!(first_of(&bytes, b'"', b'\\'), expect);
            prop_assert_eq!(has_capital(&bytes), bytes.iter().any(u8::is_ascii_uppercase));
        }
    }
}
