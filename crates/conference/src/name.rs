//! People's names are an attack surface: guests choose them, hosts act on them.

use std::borrow::Cow;

/// The longest name shown, in characters; longer ones end in an ellipsis.
const LONGEST: usize = 128;
/// How many combining marks may stand on one letter.
const MARKS: usize = 2;

/// Makes a name safe to show: control, direction-changing, zero-width and tag characters are removed (a joiner inside an
/// emoji stays), white space becomes one space, stacks of combining marks are cut, and it ends after 128 characters.
pub fn clean_name(raw: &str) -> Cow<'_, str> {
    if is_clean(raw) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len().min(LONGEST * 4));
    let mut marks = 0;
    let mut taken = 0;
    let mut before = ' ';
    let mut letters = raw.chars().peekable();
    while let Some(letter) = letters.next() {
        if taken == LONGEST {
            clean.push('…');
            break;
        }
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let joins_emoji = letter == '\u{200D}'
            && is_emoji_part(before)
            && letters.peek().is_some_and(|next| is_emoji(*next));
        if (is_hidden(letter) && !joins_emoji) || (letter == ' ' && before == ' ') {
            continue;
        }
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
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

fn is_clean(raw: &str) -> bool {
    raw.len() <= LONGEST
        && raw.trim() == raw
        && !crate::holds(raw, "  ")
        && raw
            .chars()
            .all(|c| !is_hidden(c) && !is_mark(c) && (!c.is_whitespace() || c == ' '))
}

/// Characters that show nothing, or change how others are shown.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0000}'..='\u{001F}' | '\u{007F}'..='\u{009F}' // controls
        | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_emoji_part(c: char) -> bool {
    is_emoji(c) || c == '\u{FE0F}'
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
    }

    #[test]
    fn long_names_end() {
        let clean = clean_name(&"长".repeat(500)).into_owned();
        assert_eq!(clean.chars().count(), LONGEST + 1);
        assert!(clean.ends_with('…'));
    }
}
