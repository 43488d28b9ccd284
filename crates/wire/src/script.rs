//! Which letters may stand together in a host name: one script, or the mixes that Chinese, Japanese and Korean are written
//! in (UTS #39, "highly restrictive"). What is in none of these is refused, so the list is also what can be typed.

use crate::BadAddress;

const LATIN: u8 = 1;
const GREEK: u8 = 1 << 1;
const CYRILLIC: u8 = 1 << 2;
const HAN: u8 = 1 << 3;
const KANA: u8 = 1 << 4;
const HANGUL: u8 = 1 << 5;
const OTHER: u8 = 1 << 6;

/// Sets of scripts that are fine together.
const MIXES: [u8; 5] = [
    GREEK,
    CYRILLIC,
    LATIN | HAN | KANA,
    LATIN | HAN | HANGUL,
    OTHER,
];

/// Checks one label of a name that isn't ASCII only.
pub(crate) fn check_label(label: &str) -> Result<(), BadAddress> {
    let mut seen = 0;
    let mut block = 0;
    for letter in label.chars() {
        let script = match letter {
            '0'..='9' | '-' | '_' => continue,
            'a'..='z' | '\u{DF}'..='\u{F6}' | '\u{F8}'..='\u{24F}' => LATIN,
            '\u{3AC}'..='\u{3CE}' => GREEK,
            '\u{430}'..='\u{45F}' | '\u{48B}'..='\u{4FF}' => CYRILLIC,
            '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{2FA1F}' => HAN,
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' => KANA,
            '\u{AC00}'..='\u{D7A3}' => HANGUL,
            '\u{5D0}'..='\u{5EA}'
            | '\u{620}'..='\u{669}'
            | '\u{900}'..='\u{97F}'
            | '\u{E00}'..='\u{E4F}' => {
                // Hebrew, Arabic, Devanagari, Thai: each on its own. They lie in different blocks of 256 characters.
                let this = u32::from(letter) >> 8;
                if block != 0 && block != this {
                    return Err(BadAddress::MixedScript);
                }
                block = this;
                OTHER
            }
            _ => return Err(BadAddress::Host),
        };
        seen |= script;
    }
    if MIXES.iter().any(|mix| seen & !mix == 0) {
        Ok(())
    } else {
        Err(BadAddress::MixedScript)
    }
}
