//! Names that look alike though they are written differently.

use crate::look_alike_table::GROUPS;
use std::sync::OnceLock;

/// Brings a text to Unicode's form NFKD (full-width and mathematical letters, ligatures, Kangxi radicals and accented letters
/// become what they are made of). Given by who asks: browsers have the tables for it.
pub type Decompose = fn(&str) -> String;

/// What a name looks like: the hash of its skeleton, as UTS #39 calls it. Two names have the same one where one can be taken for
/// the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skeleton(u64);

/// Returns what a name looks like. Case counts; spaces at its ends don't.
///
/// ```
/// let skeleton = |name| conference::skeleton(name, str::to_owned);
/// assert_eq!(skeleton("Wang Fang"), skeleton("Wang F\u{430}ng"));
/// assert_ne!(skeleton("Wang Fang"), skeleton("Wang Feng"));
/// ```
pub fn skeleton(name: &str, decompose: Decompose) -> Skeleton {
    Skeleton(if name.chars().all(is_plain) {
        hash(name.trim())
    } else {
        hash(decompose(name).trim())
    })
}

/// Returns those of `skeletons` that are there more than once, in order.
pub fn shared_skeletons(skeletons: impl IntoIterator<Item = Skeleton>) -> Vec<Skeleton> {
    let mut all: Vec<_> = skeletons.into_iter().collect();
    all.sort_unstable();
    let mut before = None;
    all.retain(|one| before.replace(*one) == Some(*one));
    all.dedup();
    all
}

/// Returns whether a letter is made of nothing but itself: most are, and asking the browser takes longer than all the rest.
pub(crate) fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Returns FNV-1a over the letters that these ones look like.
fn hash(text: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    let mut add = |letter: char| hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3);
    for letter in text.chars() {
        match letter {
            // Two for one, and the only such pair that is in names.
            'm' => ['r', 'n'].into_iter().for_each(&mut add),
            // A joiner shows nothing, or another form of the same letters.
            '\u{200C}' | '\u{200D}' => {}
            _ => add(twin(letter)),
        }
    }
    hash
}

/// Returns the letter that this one looks like.
fn twin(letter: char) -> char {
    static TWINS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let twins = TWINS.get_or_init(sorted);
    let found = twins.binary_search_by_key(&letter, |(from, _)| *from).ok();
    found
        .and_then(|at| twins.get(at))
        .map_or(letter, |(_, to)| *to)
}

/// Returns pairs of letters that look alike, in the order of the first ones.
fn sorted() -> Vec<(char, char)> {
    let mut twins = Vec::new();
    for group in GROUPS.split(' ') {
        let mut letters = group.chars();
        if let Some(to) = letters.next() {
            twins.extend(letters.map(|from| (from, to)));
        }
    }
    twins.sort_unstable();
    twins
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }

    #[test]
    fn tells_look_alikes() {
        let check = |one: &str, other: &str, expect: bool| {
            let alike = skeleton(one, nfkd) == skeleton(other, nfkd);
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
        check("علی\u{200C}رضا", "علیرضا", true);
        check("ශ්\u{200D}රී", "ශ්රී", true);
        check("Wang Fang", "Wang Feng", false);
        check("Wang Fang", "wang fang", false);
        check("Müller", "Muller", false);
        check("王芳", "王方", false);
        check("", "", true);
    }

    #[test]
    fn finds_what_names_share() {
        let check = |names: &[&str], expect: &[&str]| {
            let found = shared_skeletons(names.iter().map(|name| skeleton(name, nfkd)));
            let mut expect: Vec<_> = expect.iter().map(|name| skeleton(name, nfkd)).collect();
            expect.sort_unstable();
            assert_eq!(found, expect, "{names:?}");
        };
        check(&[], &[]);
        check(&["Ann", "Bob"], &[]);
        check(&["Tom", "Ann", "Torn", "Τom", "Ann"], &["Tom", "Ann"]);
    }

    /// Each entry is what the whole table of the standard says, and what is asked most is there.
    #[test]
    fn the_table_is_the_standards() {
        for (from, to) in sorted() {
            let check = |letter: char| -> String {
                unicode_security::skeleton(&nfkd(&letter.to_string())).collect()
            };
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
            let whole: Vec<char> = unicode_security::skeleton(&nfkd(&letter.to_string())).collect();
            if let [one] = whole.as_slice()
                && is_latin(one)
            {
                let alike = skeleton(&letter.to_string(), nfkd) == skeleton(&one.to_string(), nfkd);
                assert!(alike, "{letter:?} looks like {one:?}");
            }
        }
    }
}
