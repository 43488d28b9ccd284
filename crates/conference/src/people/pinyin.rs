//! How Chinese names are read: syllables and initials.

/// Longer words than this are no syllables of a name.
const LONGEST_WORD: usize = 63;
/// The first of the characters in the table.
const FIRST: char = '\u{4E00}';

/// The readings of Chinese characters, without tones.
///
/// As a text it has a line for each syllable: the syllable, a space, the characters that are first of all read so, and after a `|` those
/// that may be. `ü` is written `v`, as on keyboards.
#[derive(Debug, Default)]
pub struct PinyinTable {
    syllables: Vec<Box<str>>,
    /// The places of each character's syllables, from [`FIRST`] on; its usual one first.
    readings: Vec<Vec<u16>>,
}

impl PinyinTable {
    /// Reads a table's text; lines that aren't in its form are left out.
    pub fn parse(text: &str) -> Self {
        let lines = || text.lines().filter_map(|line| line.split_once(' '));
        let parts = |characters: &'_ str| {
            let (first, others) = characters.split_once('|').unwrap_or((characters, ""));
            (first.to_owned(), others.to_owned())
        };
        let mut table = Self::default();
        for (syllable, characters) in lines() {
            table.add(syllable, &parts(characters).0);
        }
        for (syllable, characters) in lines() {
            let (first, others) = parts(characters);
            table.add(syllable, &others);
            // As passports spell it.
            if let Some((initial, end)) = syllable.split_once('v') {
                table.add(&[initial, "yu", end].concat(), &[first, others].concat());
            }
        }
        table
    }

    fn add(&mut self, syllable: &str, characters: &str) {
        let Ok(place) = u16::try_from(self.syllables.len()) else {
            return;
        };
        self.syllables.push(syllable.into());
        for index in characters.chars().filter_map(index) {
            if index >= self.readings.len() {
                self.readings.resize_with(index + 1, Vec::new);
            }
            if let Some(readings) = self.readings.get_mut(index) {
                readings.push(place);
            }
        }
    }

    /// Returns the readings of a character, its usual one first; none where it isn't Chinese.
    fn readings(&self, character: char) -> impl Iterator<Item = &str> {
        let places = index(character).and_then(|index| self.readings.get(index));
        let places = places.map_or(&[] as &[u16], Vec::as_slice).iter();
        places.filter_map(|place| Some(&**self.syllables.get(usize::from(*place))?))
    }

    /// Returns whether `word`, in small Latin letters, is how some characters of `name` that follow each other are read: in syllables
    /// or initials, the last syllable maybe not whole. "wangf", "wfang" and "wf" all are 王芳.
    pub fn is_reading(&self, word: &str, name: &str) -> bool {
        let letters = word.as_bytes();
        if letters.is_empty()
            || letters.len() > LONGEST_WORD
            || !letters.iter().all(u8::is_ascii_lowercase)
        {
            return false;
        }
        // How far into the word one may be after the characters so far: bit N = its first N letters are read.
        let mut reached = 0_u64;
        for character in name.chars().filter(|one| !is_between(*one)) {
            let mut next = 0;
            if is_han(character) {
                for syllable in self.readings(character) {
                    let syllable = syllable.as_bytes();
                    // A reading may begin at any character.
                    for from in (0..letters.len()).filter(|from| (reached | 1) >> from & 1 == 1) {
                        let rest = letters.get(from..).unwrap_or_default();
                        let same = same_letters(syllable, rest);
                        if same == rest.len() {
                            return true;
                        }
                        let initial = initial(syllable);
                        for length in [1, initial, syllable.len()] {
                            if length <= same {
                                next |= 1_u64 << (from + length);
                            }
                        }
                    }
                }
            }
            reached = next;
        }
        false
    }

    /// Returns `name` with each Chinese character in its usual reading, for sorting.
    pub(super) fn spelled(&self, name: &str) -> String {
        let mut spelled = String::with_capacity(name.len() * 2);
        for character in name.chars() {
            match self.readings(character).next() {
                // Between syllables, so that 西安 isn't 先.
                Some(syllable) => {
                    spelled.push_str(syllable);
                    spelled.push(' ');
                }
                None => spelled.push(character),
            }
        }
        spelled
    }
}

/// Returns whether a letter is a Chinese character that the table may know.
pub fn is_han(letter: char) -> bool {
    matches!(letter, FIRST..='\u{9FFF}')
}

/// A Chinese character's place among all of them.
fn index(letter: char) -> Option<usize> {
    is_han(letter).then(|| letter as usize - FIRST as usize)
}

/// What stands between parts of a name and isn't read.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '·' | '・' | '•')
}

/// How many letters of a syllable and of what was typed are the same from the first on; "v" may be typed as "u".
fn same_letters(syllable: &[u8], typed: &[u8]) -> usize {
    let pairs = syllable.iter().zip(typed);
    pairs
        .take_while(|(said, typed)| said == typed || **said == b'v' && **typed == b'u')
        .count()
}

/// The length of a syllable's initial.
fn initial(syllable: &[u8]) -> usize {
    match syllable {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// What the panel is shipped with.
    const SHIPPED: &str = include_str!("../../../../pinyin.txt");

    #[test]
    fn names_are_read_in_syllables_and_initials() {
        let table = PinyinTable::parse(SHIPPED);
        let check = |name: &str, words: &[&str], others: &[&str]| {
            for word in words {
                assert!(table.is_reading(word, name), "{word} reads {name}");
            }
            for word in others {
                assert!(!table.is_reading(word, name), "{word} doesn't read {name}");
            }
        };
        check(
            "王芳",
            &["wang", "wangfang", "wangf", "wfang", "wf", "w", "fa", "f"],
            &["wangfa9", "fw", "wangfangw", "ang", "", "Wang", "wff"],
        );
        check(
            "张伟",
            &["zhangwei", "zhw", "zw", "zhangw"],
            &["zhaw", "hw"],
        );
        // Surnames have readings of their own.
        check("曾黎", &["zengli", "cengli", "zl", "cl"], &["zenli1"]);
        check("单雄信", &["shanxiongxin", "sxx", "shxx"], &[]);
        check("吕布", &["lvbu", "lubu", "lyubu", "lb"], &["libu"]);
        check(
            "欧阳 娜娜",
            &["ouyangnana", "oynn", "nana"],
            &["yangouyang"],
        );
        check("买买提·艾力", &["maimaitiaili", "mmtal"], &[]);
        check("王芳 Ann", &["wf"], &["wfann", "ann"]);
        check("Wang", &[], &["wang"]);
        check("西安", &["xian", "xa"], &["xin"]);
        let long = "w".repeat(200);
        check(&"王".repeat(200), &[&"w".repeat(63)], &[&long]);
    }

    #[test]
    fn a_broken_table_knows_less() {
        let check = |text: &str, word: &str, name: &str, expect: bool| {
            assert_eq!(
                PinyinTable::parse(text).is_reading(word, name),
                expect,
                "{text}"
            );
        };
        check("", "wang", "王", false);
        check("wang 王\nfang|芳", "wang", "王", true);
        check("wang 王\nfang|芳", "fang", "芳", false);
        check("<!doctype html>", "html", "王", false);
        check("zeng |曾", "zeng", "曾", true);
    }

    #[test]
    fn is_spelled_by_the_usual_reading() {
        let table = PinyinTable::parse(SHIPPED);
        let check = |name: &str, expect: &str| assert_eq!(table.spelled(name), expect);
        check("王芳", "wang fang ");
        check("Ann 王", "Ann wang ");
        check("", "");
    }

    /// Makes the table of the crate `pinyin`, which is too large for a page. Where they differ the new one is written for whoever
    /// updates the crate.
    #[test]
    fn the_shipped_table_is_the_crates() {
        let mut lines: BTreeMap<String, [String; 2]> = BTreeMap::new();
        for character in '\u{4E00}'..='\u{9FFF}' {
            let Some(all) = pinyin::ToPinyinMulti::to_pinyin_multi(&character) else {
                continue;
            };
            let mut said: Vec<String> = Vec::new();
            for reading in all {
                let plain = reading.plain().replace('ü', "v").replace('ê', "e");
                if !said.contains(&plain) {
                    lines.entry(plain.clone()).or_default()[usize::from(!said.is_empty())]
                        .push(character);
                    said.push(plain);
                }
            }
        }
        let made: String = lines
            .into_iter()
            .map(|(syllable, [first, others])| match &*others {
                "" => format!("{syllable} {first}\n"),
                others => format!("{syllable} {first}|{others}\n"),
            })
            .collect();
        if made != SHIPPED {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/pinyin.txt");
            std::fs::write(file, &made).unwrap();
            panic!("pinyin.txt isn't the crate's table, which is in target/pinyin.txt now");
        }
    }
}
