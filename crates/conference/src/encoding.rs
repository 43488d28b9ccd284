//! Which encoding a file of text is in.

/// An encoding that spreadsheets and mail programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a byte-order mark or without.
    Utf8,
    /// "Unicode text" of Windows programs.
    Utf16Le,
    /// The same, the other way round.
    Utf16Be,
    /// What programs in Chinese write; GBK and GB 2312 are parts of it.
    Gb18030,
    /// What programs in western languages write.
    Windows1252,
}

impl Encoding {
    /// Returns the encoding of a file: by its byte-order mark, else UTF-8 if it is that, else the one that its bytes speak for.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8,
            [0xFF, 0xFE, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] => Self::Utf16Be,
            // No text has NUL; one of ASCII has them at every other byte in UTF-16.
            [0, high, ..] if *high != 0 => Self::Utf16Be,
            [low, 0, ..] if *low != 0 => Self::Utf16Le,
            _ if std::str::from_utf8(bytes).is_ok() => Self::Utf8,
            _ if is_western(bytes) => Self::Windows1252,
            _ => Self::Gb18030,
        }
    }

    /// Returns the name by which browsers know it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// Returns whether letters outside ASCII stand alone everywhere, as accented ones do; Chinese is written in pairs of such bytes.
fn is_western(bytes: &[u8]) -> bool {
    let is_high = |byte: &u8| *byte >= 0x80;
    let is_pair = |pair: &[u8]| pair.iter().all(is_high);
    // Four bytes for one character: high, digit, high, digit.
    let is_four = |four: &[u8]| matches!(four, [a, b, c, d] if is_high(a) && b.is_ascii_digit() && is_high(c) && d.is_ascii_digit());
    !bytes.windows(2).any(is_pair) && !bytes.windows(4).any(is_four)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let check =
            |bytes: &[u8], expect: Encoding| assert_eq!(Encoding::of(bytes), expect, "{bytes:?}");
        check(b"", Encoding::Utf8);
        check(b"name,address", Encoding::Utf8);
        check("姓名,地址".as_bytes(), Encoding::Utf8);
        check(b"\xEF\xBB\xBFname", Encoding::Utf8);
        check(b"\xEF\xBB\xBF\xFF", Encoding::Utf8);
        check(b"\xFF\xFEn\0", Encoding::Utf16Le);
        check(b"\xFE\xFF\0n", Encoding::Utf16Be);
        check(b"n\0a\0", Encoding::Utf16Le);
        check(b"\0n\0a", Encoding::Utf16Be);
        check(
            include_bytes!("../tests/reports/book_gbk.csv"),
            Encoding::Gb18030,
        );
        check(b"\xCD\xF5\xB7\xBC", Encoding::Gb18030);
        check(b"\xD6\xEC\xE9\x46\xBB\xF9", Encoding::Gb18030);
        check(b"\x81\x39\xEF\x30", Encoding::Gb18030);
        check(b"M\xFCller;Stra\xDFe", Encoding::Windows1252);
        // What isn't whole is refused when it is read.
        check(b"\xE7\x8E", Encoding::Gb18030);
    }
}
