//! People's names are an attack surface: guests choose them, hosts act on them.

use std::borrow::Cow;

/// The longest name shown, in characters; longer ones end in an ellipsis.
const LONGEST: usize = 128;
/// How many combining marks may stand on one letter: two accents, or four signs of a script that is written with them.
const MARKS: u8 = 4;
const JOINER: char = '\u{200D}';
const NON_JOINER: char = '\u{200C}';
/// The flag that tags behind it make the flag of a part of a country.
const TAGGED_FLAG: char = '🏴';
const LAST_TAG: char = '\u{E007F}';
/// Asks for the coloured form of the emoji before it.
const COLOURED: char = '\u{FE0F}';

/// Makes a name safe to show: control, direction-changing, zero-width and tag characters are removed (joiners stay
/// inside an emoji and where a script is written with them, tags in flags), white space becomes one space, stacks of combining marks are cut, and it ends after 128 characters.
pub fn clean_name(raw: &str) -> Cow<'_, str> {
    clean_text(raw, LONGEST)
}

/// The same for a line of text of at most so many characters, such as what a server says.
pub fn clean_text(raw: &str, longest: usize) -> Cow<'_, str> {
    if is_clean(raw, longest) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len().min(longest * 4));
    let mut marks = 0;
    let mut taken = 0;
    let mut before = ' ';
    let mut flag_tags = 0;
    let mut letters = raw.chars();
    while let Some(letter) = letters.next() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let next = letters.clone().next();
        let is_needed = match letter {
            JOINER if is_emoji_part(before) => next.is_some_and(is_emoji),
            JOINER | NON_JOINER => joins(letter, before, next),
            COLOURED => is_emoji(before),
            _ => flag_tags > 0,
        };
        flag_tags = match letter {
            TAGGED_FLAG => tags_of_flag(letters.as_str()),
            _ => flag_tags.saturating_sub(1),
        };
        if (is_hidden(letter) && !is_needed) || (letter == ' ' && before == ' ') {
            continue;
        }
        let weight = mark(letter);
        marks = match letter {
            JOINER | NON_JOINER => marks,
            _ if weight > 0 => marks + weight,
            _ => 0,
        };
        if marks > MARKS {
            marks = MARKS;
            continue;
        }
        if taken == longest {
            // What was joined is cut off.
            clean.truncate(clean.trim_end_matches(is_open_end).len());
            clean.push('…');
            return Cow::Owned(clean);
        }
        clean.push(letter);
        before = letter;
        taken += 1;
    }
    if clean.ends_with(' ') {
        clean.pop();
    }
    Cow::Owned(clean)
}

fn is_clean(raw: &str, longest: usize) -> bool {
    raw.len() <= longest
        && raw.trim() == raw
        && !raw.contains("  ")
        && raw.chars().all(|c| c.is_ascii_graphic() || is_plain(c))
}

fn is_plain(c: char) -> bool {
    c == ' ' || !(is_hidden(c) || mark(c) > 0 || c.is_whitespace())
}

/// Characters that show nothing, or change how others are shown.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0000}'..='\u{001F}' | '\u{007F}'..='\u{009F}' // controls
        | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D159}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// What a combining mark counts on its letter, 0 where it is none.
fn mark(c: char) -> u8 {
    match c {
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' => 2,
        // Hebrew, Arabic, Syriac, Thaana, N'Ko.
        '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0730}'..='\u{074A}' | '\u{07A6}'..='\u{07B0}'
        | '\u{07EB}'..='\u{07F3}'
        // Thai, Lao, Tibetan, Myanmar, Khmer, kana.
        | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{0EB1}' | '\u{0EB4}'..='\u{0EBC}'
        | '\u{0EC8}'..='\u{0ECE}' | '\u{0F71}'..='\u{0F84}' | '\u{0F8D}'..='\u{0FBC}' | '\u{102B}'..='\u{103E}'
        | '\u{17B6}'..='\u{17D3}' | '\u{3099}' | '\u{309A}' => 1,
        // Sinhala.
        '\u{0D80}'..='\u{0DFF}' => {
            u8::from(matches!(c, '\u{0D81}'..='\u{0D83}' | '\u{0DCA}' | '\u{0DCF}'..='\u{0DDF}' | '\u{0DF2}' | '\u{0DF3}'))
        }
        // The other scripts of India have one order, in blocks of 128.
        '\u{0900}'..='\u{0D7F}' => {
            u8::from(matches!(u32::from(c) & 0x7F, 0..=3 | 0x3C | 0x3E..=0x4D | 0x51..=0x57 | 0x62 | 0x63))
        }
        _ => 0,
    }
}

/// What joins to nothing, or is a part of a flag, where a name is cut off.
fn is_open_end(c: char) -> bool {
    matches!(c, JOINER | NON_JOINER | ' ' | '\u{E0020}'..=LAST_TAG)
}

/// Returns whether a script is written with a joiner here: the half-space of Arabic letters, and beside the sign that takes the
/// vowel away in the scripts of India, where a joiner also ends words (old spellings of Malayalam).
fn joins(joiner: char, before: char, next: Option<char>) -> bool {
    if is_arabic(before) {
        return next.is_some_and(|next| is_arabic(next) && mark(next) == 0);
    }
    let Some(script) = indic_block(before) else {
        return false;
    };
    let is_same = |c: char| indic_block(c) == Some(script);
    if is_vowel_killer(before) {
        return match next {
            Some(next) if is_same(next) => mark(next) == 0,
            _ => joiner == JOINER,
        };
    }
    mark(before) == 0 && next.is_some_and(|next| is_same(next) && is_vowel_killer(next))
}

/// Letters and marks of the Arabic, Syriac and N'Ko scripts.
fn is_arabic(c: char) -> bool {
    (c.is_alphabetic() || mark(c) > 0)
        && matches!(c, '\u{0600}'..='\u{077F}' | '\u{07C0}'..='\u{07FF}' | '\u{0860}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// Which of the scripts of India this is of: they have one order, in blocks of 128.
fn indic_block(c: char) -> Option<u32> {
    matches!(c, '\u{0900}'..='\u{0DFF}').then_some(u32::from(c) >> 7)
}

/// Virama, halant, pulli, al-lakuna: the consonant before it has no vowel.
fn is_vowel_killer(c: char) -> bool {
    match c {
        '\u{0DCA}' => true,
        '\u{0D80}'..='\u{0DFF}' => false,
        _ => indic_block(c).is_some() && u32::from(c) & 0x7F == 0x4D,
    }
}

/// Returns how many tags follow a flag, if they are those of a part of a country (ISO 3166-2) with the end that belongs to them.
fn tags_of_flag(rest: &str) -> usize {
    let is_tag = |c: &char| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    let tags = rest.chars().take_while(is_tag).count();
    let is_whole = (3..=6).contains(&tags) && rest.chars().nth(tags) == Some(LAST_TAG);
    if is_whole { tags + 1 } else { 0 }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_emoji_part(c: char) -> bool {
    is_emoji(c) || c == COLOURED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expect: &str) {
        assert_eq!(clean_name(raw), expect, "{raw:?}");
    }

    #[test]
    fn plain_names_stay() {
        check("王芳", "王芳");
        check("David Müller", "David Müller");
        check("👩‍💻 Ann", "👩‍💻 Ann");
        check("🏳️‍🌈", "🏳️‍🌈");
        check("ज़ूंमा", "ज़ूंमा");
        check("ที่ปรึกษา", "ที่ปรึกษา");
        check("مُحَمَّد", "مُحَمَّد");
        check("", "");
    }

    #[test]
    fn tricks_are_taken_out() {
        check("\u{202E}ecila\u{202C}\u{200B}\0=1", "ecila=1");
        check("  a \t\n b  ", "a b");
        check("a\u{200D}b", "ab");
        check(
            "Z\u{0301}\u{0302}\u{0303}\u{0304}algo",
            "Z\u{0301}\u{0302}algo",
        );
        check("x\u{E0041}y", "xy");
        check("An\u{FE0F}n\u{FE00} ☎\u{FE0F}\u{FE0F}", "Ann ☎\u{FE0F}");
        check("\u{2800}\u{3164} \u{1D159}", "");
        check(
            "ก\u{E49}\u{E49}\u{E49}\u{E49}\u{E49}\u{E49}a",
            "ก\u{E49}\u{E49}\u{E49}\u{E49}a",
        );
    }

    #[test]
    fn joiners_and_tags_stay_where_they_are_needed() {
        for name in [
            "علی\u{200C}رضا",
            "می\u{200C}خواهم",
            "امیر\u{200C}علی",
            "مُحَمَّد\u{200C}رضا",
            "ශ්\u{200D}රී ලංකා",
            "ක්\u{200D}යා",
            "ක්\u{200D}ෂණ",
            "ත්\u{200D}වරා",
            "හසිස් සුසිස්",
            "ක\u{200D}්ක",
            "क्\u{200D}ष",
            "राजाराम ड्\u{200C}य",
            "র\u{200D}্যাম",
            "രാജന്\u{200D}",
            "രാജന്\u{200D} നായർ",
            "ಕ್\u{200C}ಷ",
            "Ann 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}🏴\u{200D}☠\u{FE0F}",
        ] {
            check(name, name);
        }
        check("Wa\u{200C}ng F\u{200D}ang", "Wang Fang");
        check("王\u{200C}芳\u{200D}", "王芳");
        check("\u{200C}علی\u{200C}\u{200C}رضا\u{200C}", "علی\u{200C}رضا");
        check("علی\u{200C} رضا", "علی رضا");
        check("علی\u{200C}Ann", "علیAnn");
        check("रा\u{200D}म", "राम");
        check("क्\u{200D}\u{94D}\u{200D}\u{94D}", "क्\u{94D}\u{94D}");
        check("क्\u{200C}", "क्");
        check("क्\u{200C}ক", "क्ক");
        // No text is hidden in tags, and no flag is without its end.
        check("🏴\u{E0067}\u{E0062}x", "🏴x");
        check("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}", "🏴");
        let hidden: String = ('\u{E0061}'..='\u{E006F}').collect();
        check(&format!("🏴{hidden}\u{E007F}"), "🏴");
        check("A\u{E0067}\u{E0062}\u{E0073}\u{E007F}", "A");
    }

    #[test]
    fn long_names_end() {
        let clean = clean_name(&"长".repeat(500)).into_owned();
        assert_eq!(clean.chars().count(), LONGEST + 1);
        assert!(clean.ends_with('…'));
        check(&"a".repeat(LONGEST), &"a".repeat(LONGEST));
        let family = "👩‍".repeat(LONGEST);
        let cut = ["👩‍".repeat(LONGEST / 2).trim_end_matches(JOINER), "…"].concat();
        check(&family, &cut);
    }
}
