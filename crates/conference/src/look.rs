//! Names that look alike though they are written differently.

#[path = "look_table.rs"]
mod table;

use std::sync::OnceLock;

/// Brings a text to Unicode's form NFKD (full-width and mathematical letters, ligatures, Kangxi radicals and accented letters
/// become what they are made of). Given by who asks: browsers have the tables for it.
pub type Decompose = fn(&str) -> String;

/// What a name looks like, as a number: that of two names is the same where one can be taken for the other, as the
/// skeletons of UTS #39 tell. A name looks like itself. Case counts; spaces at its ends don't.
///
/// ```
/// let look = |name| conference::look(name, str::to_owned);
/// assert_eq!(look("Wang Fang"), look("Wang F\u{430}ng"));
/// assert_ne!(look("Wang Fang"), look("Wang Feng"));
/// ```
pub fn look(name: &str, decompose: Decompose) -> u64 {
    if name.chars().all(is_plain) {
        hash(name.trim())
    } else {
        hash(decompose(name).trim())
    }
}

/// Whether a letter is made of nothing but itself: most are, and asking the browser takes longer than all the rest.
fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// FNV-1a over the characters.
fn hash(text: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    let mut add = |letter: char| hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3);
    for letter in text.chars() {
        match letter {
            // Two for one, and the only such pair that is in names.
            'm' => ['r', 'n'].into_iter().for_each(&mut add),
            _ => add(twin(letter)),
        }
    }
    hash
}

/// The letter that this one looks like.
fn twin(letter: char) -> char {
    static TWINS: OnceLock<Vec<u64>> = OnceLock::new();
    let twins = TWINS.get_or_init(sorted);
    let at = twins.partition_point(|pair| *pair < pair_of(letter, '\0'));
    let found = twins.get(at).copied().map(letters_of);
    found
        .filter(|(from, _)| *from == letter)
        .map_or(letter, |(_, to)| to)
}

/// Two letters as a number that sorts by the first: what sorts numbers is in the program anyway.
fn pair_of(from: char, to: char) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

fn letters_of(pair: u64) -> (char, char) {
    let letter = |half: u64| u32::try_from(half).ok().and_then(char::from_u32);
    let (from, to) = (letter(pair >> 32), letter(pair & u64::from(u32::MAX)));
    (from.unwrap_or_default(), to.unwrap_or_default())
}

/// Pairs of letters that look alike, each made by [`pair_of`].
fn sorted() -> Vec<u64> {
    let mut twins = Vec::new();
    for group in table::GROUPS.split(' ') {
        let mut letters = group.chars();
        if let Some(to) = letters.next() {
            twins.extend(letters.map(|from| pair_of(from, to)));
        }
    }
    twins.sort_unstable();
    twins
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_security::skeleton;

    fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }

    #[test]
    fn tells_look_alikes() {
        let check = |one: &str, other: &str, expect: bool| {
            let alike = look(one, nfkd) == look(other, nfkd);
            assert_eq!(alike, expect, "{one:?} {other:?}");
        };
        check("Wang Fang", "Wang Fang", true);
        check("Wang Fang", " Wang Fang ", true);
        check("Wang Fang", "Wаng Fаng", true);
        check("Wang Fang", "Ｗａｎｇ Ｆａｎｇ", true);
        check("Wang Fang", "𝖂𝖆𝖓𝖌 𝕱𝖆𝖓𝖌", true);
        check("Ilse", "llse", true);
        check("Ilse", "1lse", true);
        check("Bob O.", "Bob 0.", true);
        check("Tom", "Torn", true);
        check("José", "Jose\u{301}", true);
        check("王土", "王士", true);
        check("⺩土", "王土", true);
        check("⼈事", "人事", true);
        check("口令", "ロ令", true);
        check("Αννα", "Aννα", true);
        check("Wang Fang", "Wang Feng", false);
        check("Wang Fang", "wang fang", false);
        check("Müller", "Muller", false);
        check("王芳", "王方", false);
        check("", "", true);
    }

    /// Each entry is what the whole table of the standard says, and what is asked most is there.
    #[test]
    fn the_table_is_the_standards() {
        for (from, to) in sorted().into_iter().map(letters_of) {
            let check = |letter: char| -> String { skeleton(&nfkd(&letter.to_string())).collect() };
            assert_eq!(check(from), check(to), "{from:?} → {to:?}");
            assert_eq!(twin(to), to, "{to:?} is a twin itself");
        }
        let is_latin = |letter: &char| letter.is_ascii_alphanumeric();
        let names = [
            '\u{370}'..='\u{3E1}',
            '\u{3F0}'..='\u{52F}',
            '\u{13A0}'..='\u{13F5}',
            '\u{FF01}'..='\u{FF5E}',
        ];
        for letter in names.into_iter().flatten() {
            let whole: Vec<char> = skeleton(&nfkd(&letter.to_string())).collect();
            if let [one] = whole.as_slice()
                && is_latin(one)
            {
                let alike = look(&letter.to_string(), nfkd) == look(&one.to_string(), nfkd);
                assert!(alike, "{letter:?} looks like {one:?}");
            }
        }
    }
}
