//! A list of numbers, as people paste it: each is judged, so that nobody is called twice and nothing is lost in silence.

use conference::DialProtocol;
use conference::dial::{DialProblem, parse_destination};
use std::sync::Arc;

/// More at once nobody means to call.
const MAX_NUMBERS: usize = 500;
/// Digits of two numbers that stand side by side are more than these.
const MAX_DIGITS: usize = 15;

/// A mobile number of mainland China has so many.
const MOBILE_DIGITS: usize = 11;
/// Fewer digits than these, beside letters or another number, aren't a number of somebody outside.
const WHOLE_DIGITS: usize = 7;
/// The lines of a list are numbered with as many digits.
const ORDER_DIGITS: usize = 3;
/// Stands between what belongs to different cells.
const SEPARATORS: [char; 7] = [',', ';', '\t', '，', '；', '、', '|'];

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callee {
    /// The number, as it goes out.
    pub number: Arc<str>,
    /// The name beside it, safe to show; may be empty.
    pub name: Arc<str>,
}

/// Why one isn't called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// It isn't a phone number, or not all of one.
    Dial(DialProblem),
    /// It stands in the list before.
    Twice,
    /// It is called or in already.
    AlreadyThere,
    /// There are more than 500.
    TooMany,
}

/// What can't be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNumber {
    /// The line, from 1.
    pub line: u32,
    /// What stands there, safe to show.
    pub text: Arc<str>,
    /// The name beside it, safe to show; may be empty.
    pub name: Arc<str>,
    /// Why not.
    pub problem: NumberProblem,
}

/// What a pasted list comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberList {
    /// Who can be called, in the list's order.
    pub callees: Vec<Callee>,
    /// What can't, in the list's order.
    pub problems: Vec<BadNumber>,
}

/// Reads a list: numbers apart by lines, tabs, commas and semicolons of any script, each with a name before or behind it or
/// without one. `is_there` says whether a number is called or in already.
pub fn read_numbers(pasted: &str, is_there: impl Fn(&str) -> bool) -> NumberList {
    let mut list = NumberList::default();
    for (line, text) in (1..).zip(pasted.lines()) {
        let (found, words) = read_line(text);
        for it in found {
            list.judge(line, &it, &is_there);
        }
        if !words.is_empty() {
            let problem = NumberProblem::Dial(DialProblem::NotPhoneNumber);
            list.refuse(line, &words, "", problem);
        }
    }
    list
}

/// A number of a line, and the name beside it.
struct Found<'a> {
    name: String,
    number: &'a str,
}

/// Returns a line's numbers, and words that belong to none of them.
fn read_line(text: &str) -> (Vec<Found<'_>>, String) {
    let cells = text.split(SEPARATORS).map(str::trim);
    let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
    let has_number = cells
        .iter()
        .any(|it| digits(it) > 0 && !it.contains(char::is_alphabetic));
    let has_long_number = cells.iter().any(|it| digits(it) >= WHOLE_DIGITS);
    // Beside a number "Room 101" is a name, and "12" the line's own number in a list: nobody means to call those.
    let is_word = |cell: &str| match digits(cell) {
        0 => true,
        _ if cell.contains('<') => false,
        few if cell.contains(char::is_alphabetic) => has_number && few < WHOLE_DIGITS,
        few => has_long_number && few <= ORDER_DIGITS,
    };
    let mut found: Vec<Found<'_>> = Vec::new();
    // What stands in the cells before the number.
    let mut name = String::new();
    for cell in cells {
        if is_word(cell) {
            // Behind a number that has none it is that one's.
            match found.last_mut() {
                Some(it) if it.name.is_empty() && name.is_empty() => add_word(&mut it.name, cell),
                _ => add_word(&mut name, cell),
            }
            continue;
        }
        let (before, numbers, behind) = parts(cell);
        add_word(&mut name, if before.is_empty() { behind } else { before });
        found.extend(numbers.into_iter().map(|number| Found {
            name: name.clone(),
            number,
        }));
        name.clear();
    }
    (found, name)
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

impl NumberList {
    fn judge(&mut self, line: u32, found: &Found<'_>, is_there: impl Fn(&str) -> bool) {
        let problem = match parse_destination(DialProtocol::Phone, found.number) {
            Err(problem) => NumberProblem::Dial(problem),
            Ok(number) if self.callees.iter().any(|it| *it.number == *number) => {
                NumberProblem::Twice
            }
            Ok(number) if is_there(&number) => NumberProblem::AlreadyThere,
            Ok(_) if self.callees.len() >= MAX_NUMBERS => NumberProblem::TooMany,
            Ok(number) => {
                return self.callees.push(Callee {
                    number: number.into(),
                    name: shown(&found.name),
                });
            }
        };
        self.refuse(line, found.number, &found.name, problem);
    }

    fn refuse(&mut self, line: u32, text: &str, name: &str, problem: NumberProblem) {
        self.problems.push(BadNumber {
            line,
            text: shown(text),
            name: shown(name),
            problem,
        });
    }
}

/// Returns the line that [`read_numbers`] reads as this number, of somebody of this name.
pub fn number_line(name: &str, number: &str) -> String {
    let is_between = |c: char| SEPARATORS.contains(&c) || c.is_control() || matches!(c, '<' | '>');
    let name = name.replace(is_between, " ");
    let (name, number) = (name.trim(), number.trim());
    match name.is_empty() {
        true => number.to_owned(),
        false => format!("{name} <{number}>"),
    }
}

fn add_word(name: &mut String, word: &str) {
    let word = word.trim_matches(IS_AROUND);
    if !name.is_empty() && !word.is_empty() {
        name.push(' ');
    }
    name.push_str(word);
}

fn shown(text: &str) -> Arc<str> {
    Arc::from(conference::clean_text(text.trim_matches(IS_AROUND), 128).trim())
}

/// Stands around a name beside a number.
const IS_AROUND: [char; 10] = [' ', '"', ':', '：', '<', '>', '\'', '-', '–', '\u{3000}'];

/// Returns what stands before the digits of a cell, its numbers, and what stands behind them.
fn parts(cell: &str) -> (&str, Vec<&str>, &str) {
    // "Room 7 <10086>": whatever the name is.
    if let Some((before, rest)) = cell.rsplit_once('<')
        && let Some((number, behind)) = rest.split_once('>')
        && digits(number) > 0
    {
        return (before, vec![number.trim()], behind);
    }
    let begins = |c: char| c.is_numeric() || matches!(c, '+' | '＋' | '(' | '（');
    let from = cell.find(begins).unwrap_or_default();
    let rest = cell.get(from..).unwrap_or_default();
    let (start, last) = rest
        .char_indices()
        .rfind(|(_, c)| c.is_numeric())
        .unwrap_or((0, ' '));
    let (inside, behind) = rest
        .split_at_checked(start + last.len_utf8())
        .unwrap_or((rest, ""));
    let before = cell.get(..from).unwrap_or_default();
    let is_whole = |it: &&str| parse_destination(DialProtocol::Phone, it).is_ok();
    let words: Vec<_> = inside.split_whitespace().collect();
    // "+86 138 0013 8000" is one number; two that are whole stand side by side.
    if digits(inside) > MAX_DIGITS
        && words.len() > 1
        && words.iter().all(|it| it.len() > 4 && is_whole(it))
    {
        return (before, words, behind);
    }
    // "Room 7 13800138000": a whole number stands behind digits of something else.
    if let Some((other, number)) = inside.rsplit_once(char::is_whitespace)
        && !inside.starts_with(['+', '＋', '(', '（', '0'])
        && digits(number) >= MOBILE_DIGITS
        && is_whole(&number)
    {
        let end = from + other.len();
        return (cell.get(..end).unwrap_or(before), vec![number], behind);
    }
    (before, vec![inside], behind)
}
