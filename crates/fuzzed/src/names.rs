//! Names, which guests choose.

use conference::{clean_name, skeleton};
use unicode_normalization::UnicodeNormalization;

fn decompose(text: &str) -> String {
    text.nfkd().collect()
}

fn is_tag(letter: &char) -> bool {
    matches!(letter, '\u{E0000}'..='\u{E007F}')
}

/// What is shown hides nothing, turns nothing, has an end, and cleaned again is the same; what looks the same stays so.
pub fn names(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes);
    let clean = clean_name(&raw);
    assert!(clean.chars().count() <= 129, "{raw:?}");
    assert_eq!(clean_name(&clean), clean, "{raw:?}");
    assert_eq!(clean.trim(), clean, "{raw:?}");
    let mut above = 0;
    for letter in clean.chars() {
        let turns = matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let hides = matches!(
            letter,
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{E0000}'..='\u{E001F}'
        );
        assert!(!letter.is_control() && !turns && !hides, "{raw:?}");
        above = if matches!(letter, '\u{300}'..='\u{36F}') {
            above + 1
        } else {
            0
        };
        assert!(above <= 2, "{raw:?}");
    }
    // Tags stand behind a flag alone, and end.
    for rest in clean.split('🏴').skip(1) {
        let tags = rest.chars().take_while(is_tag).count();
        assert!(tags <= 7, "{raw:?}");
    }
    let before = clean.split('🏴').next().unwrap_or_default();
    assert!(!before.contains(|letter| is_tag(&letter)), "{raw:?}");
    // Hidden characters make no other name.
    let veiled: String = clean
        .chars()
        .flat_map(|letter| [letter, '\u{200B}'])
        .collect();
    if !clean.contains(['\u{200C}', '\u{200D}', '\u{FE0F}', '🏴', '…']) {
        assert_eq!(
            skeleton(&clean_name(&veiled), decompose),
            skeleton(&clean, decompose),
            "{raw:?}"
        );
    }
    // Twice the same form is the same form.
    assert_eq!(
        skeleton(&decompose(&clean), decompose),
        skeleton(&clean, decompose),
        "{raw:?}"
    );
}
