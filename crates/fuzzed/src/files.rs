//! Files that a host opens, before it is known what text they hold.

use conference::Encoding;

/// Every file is taken for something. Text in UTF-8 is never taken for something else, and a byte-order mark is believed.
pub fn encoding(bytes: &[u8]) {
    let found = Encoding::of(bytes);
    assert!(!found.label().is_empty());
    let Ok(text) = std::str::from_utf8(bytes) else {
        let has_mark = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
        assert!(found != Encoding::Utf8 || has_mark, "{bytes:?}");
        return;
    };
    // With NUL among the first letters it is ASCII in UTF-16, which is valid UTF-8, too.
    if !text.starts_with('\0') && text.chars().nth(1) != Some('\0') {
        assert_eq!(found, Encoding::Utf8, "{text:?}");
    }
    let marked = |mark: char, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("{mark}{text}");
        text.encode_utf16().flat_map(order).collect()
    };
    let little = marked('\u{FEFF}', u16::to_le_bytes);
    assert_eq!(Encoding::of(&little), Encoding::Utf16Le, "{text:?}");
    let big = marked('\u{FEFF}', u16::to_be_bytes);
    assert_eq!(Encoding::of(&big), Encoding::Utf16Be, "{text:?}");
}
