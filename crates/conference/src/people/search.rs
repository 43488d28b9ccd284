//! Finding a participant by what a host types.

use super::PinyinTable;
use crate::look_alike::is_plain;
use crate::{Decompose, Participant, Protocol};

/// Returns the text that a search looks in: name, address and protocol, folded.
pub fn search_key(person: &Participant, decompose: Decompose) -> String {
    let protocol = person.protocol.as_ref().map_or("", protocol_words);
    let text = format!("{} {} {protocol}", person.name, person.address);
    fold(&text, decompose)
}

/// What a host may call a protocol.
fn protocol_words(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::H323 => "h323 h.323",
        Protocol::Mssip => "mssip skype",
        Protocol::Phone => "phone pstn 电话",
        Protocol::Api => "api panel",
        other => other.as_str(),
    }
}

/// What a host looks for, word by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// Makes a query of the words of `text`.
    pub fn new(text: &str, decompose: Decompose) -> Self {
        let folded = fold(text, decompose);
        Self(folded.split_whitespace().map(str::to_owned).collect())
    }

    /// Returns whether it asks for nothing, and finds everybody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether every word stands in `key` (from [`search_key`]).
    pub fn matches(&self, key: &str) -> bool {
        self.finds(key, "", None)
    }

    /// Returns whether every word stands in `key`, or is how some of `name` is read.
    pub(crate) fn finds(&self, key: &str, name: &str, pinyin: Option<&PinyinTable>) -> bool {
        let is_reading = |word: &str| {
            pinyin.is_some_and(|pinyin| !name.is_ascii() && pinyin.is_reading(word, name))
        };
        self.0
            .iter()
            .all(|word| key.contains(&**word) || is_reading(word))
    }
}

/// Returns a text as a search compares it: without case, width, accents, and how its letters are composed.
pub(crate) fn fold(text: &str, decompose: Decompose) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed = if text.chars().all(is_plain) {
        text.to_owned()
    } else {
        decompose(text)
    };
    let mut folded = String::with_capacity(decomposed.len());
    for letter in decomposed.chars().filter(|letter| !is_accent(*letter)) {
        for small in letter.to_lowercase().filter(|small| !is_accent(*small)) {
            match base(small) {
                Some(base) => folded.push_str(base),
                None => folded.push(small),
            }
        }
    }
    folded
}

/// What is left out by who types a name in a hurry: accents, the vowels of Hebrew and Arabic, and what isn't seen. The vowels of
/// other scripts are letters.
fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}'
        | '\u{05BF}' | '\u{05C1}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}')
}

/// Letters that Unicode doesn't take apart, as they are typed without their keyboard.
fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ı' => "i",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        // Phones write these in the place of those of ASCII.
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => "'",
        '\u{2010}'..='\u{2015}' => "-",
        // Arabic and Persian keyboards have two of each.
        'ی' | 'ى' => "ي",
        'ک' => "ك",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;
    use std::sync::Arc;
    use unicode_normalization::UnicodeNormalization;

    fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }

    #[test]
    fn finds_by_name_and_address() {
        let mut person = Participant::unknown(ParticipantId::new("1"));
        person.name = Arc::from("王芳 Wang");
        person.address = Arc::from("wang@example.cn");
        person.protocol = Some(Protocol::H323);
        let key = search_key(&person, nfkd);
        let table = PinyinTable::parse("wang 王\nfang 芳\n");
        let check = |query: &str, expect: bool| {
            let query = Query::new(query, nfkd);
            let found = query.finds(&key, &person.name, Some(&table));
            assert_eq!(found, expect, "{query:?}")
        };
        check("", true);
        check("王", true);
        check("WANG", true);
        check("ｗａｎｇ", true);
        check("wang 芳", true);
        check("example.cn", true);
        check("li", false);
        check("h323", true);
        check("H.323 wang", true);
        check("sip", false);
        // In several words, in any order, each by another way.
        check("fang wang", true);
        check("wf example 芳", true);
        check("wf li", false);
    }

    #[test]
    fn finds_whatever_the_spelling() {
        let check = |name: &str, queries: &[&str]| {
            let mut person = Participant::unknown(ParticipantId::new("1"));
            person.name = Arc::from(name);
            for query in queries {
                let found = Query::new(query, nfkd).matches(&search_key(&person, nfkd));
                assert!(found, "{query:?} finds {name:?}");
                let other = Query::new(name, nfkd).matches(&fold(query, nfkd));
                assert!(other || query.chars().count() < name.chars().count());
            }
        };
        check(
            "José Müller",
            &["jose", "JOSÉ", "muller", "Jose\u{301}", "mu\u{308}ller"],
        );
        check("Jose\u{301}", &["josé", "José", "jose"]);
        check(
            "İpek Işık",
            &["ipek", "İPEK", "İpek", "isik", "ışık", "IŞIK"],
        );
        check("Ｗａｎｇ　Ｆａｎｇ", &["wang fang", "ＷＡＮＧ"]);
        check("Łukasz Sørensen", &["lukasz", "sorensen", "ŁUKASZ"]);
        check("Straße", &["strasse", "STRASSE", "straße"]);
        check("O\u{2019}Brien", &["o'brien", "O\u{2019}BRIEN"]);
        check("O'Brien", &["o\u{2019}brien", "o\u{02BC}brien"]);
        check("Jean\u{2011}Luc", &["jean-luc"]);
        check("Οδυσσεύς", &["οδυσσευσ", "ΟΔΥΣΣΕΎΣ", "οδυσσεύς"]);
        check("Андрей", &["андреи", "АНДРЕЙ"]);
        check("Nguyễn Văn Đức", &["nguyen van duc"]);
        check("علی\u{200C}رضا", &["علیرضا", "علي"]);
        check("مُحَمَّد", &["محمد"]);
        check("ガンダム", &["ｶﾞﾝﾀﾞﾑ", "カ\u{3099}ンタ\u{3099}ム"]);
        check("한국", &["\u{1112}\u{1161}\u{11AB}국", "한"]);
        check("⼈事", &["人"]);
        check("ﬁona", &["fiona"]);
        let differs = |one: &str, other: &str| assert_ne!(fold(one, nfkd), fold(other, nfkd));
        differs("काम", "कम");
        differs("が", "か");
        differs("王芳", "王方");
    }
}
