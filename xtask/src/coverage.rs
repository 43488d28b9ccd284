//! Whether `docs/api-coverage.md` is true: each row of the API document is there, and what is named there exists. That the
//! end-to-end tests do what it says, a run of them shows (`served.rs`).

use crate::served;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Routes of the simulator that the document has no row for, and that nothing of the panel needs a row for.
const BEYOND: &[&str] = &["participant POST overlaytext", "call POST disconnect"];

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub fn read(path: &str) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One row of the page.
struct Row {
    name: String,
    place: String,
    /// `None` where the panel has nothing of it yet, which only what is beyond the document may say.
    wire: Option<(String, String)>,
    simulator: String,
    e2e: Vec<(String, String)>,
    /// Stands among what the document doesn't have.
    beyond: bool,
}

/// The heading of the rows that the document doesn't have.
const VENDOR: &str = "## Vendor, beyond the document";
/// The place of a command that the panel can't send.
const NO_PLACE: &str = "none yet";

impl Row {
    /// The command or event alone.
    fn word(&self) -> &str {
        self.name.rsplit(' ').next().unwrap()
    }
}

pub fn test_of(cell: &str) -> (String, String) {
    let (file, title) =
        served::test_of(cell).unwrap_or_else(|| panic!("not \"`file` title\": {cell}"));
    (file.to_owned(), title.to_owned())
}

fn rows(page: &str) -> Vec<Row> {
    let beyond_from = page.find(VENDOR).map(|at| page[..at].lines().count());
    let lines = page.lines().enumerate();
    lines
        .filter(|(_, line)| line.starts_with("| `"))
        .map(|(number, line)| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [name, place, wire, simulator, e2e] = cells[..] else {
                panic!("not five cells: {line}");
            };
            let beyond = beyond_from.is_some_and(|from| number >= from);
            let untested = beyond && place == NO_PLACE && wire == "—" && e2e == "—";
            Row {
                name: name.trim_matches('`').to_owned(),
                place: place.to_owned(),
                wire: (!untested).then(|| test_of(wire)),
                simulator: simulator.trim_matches('`').to_owned(),
                e2e: match untested {
                    true => Vec::new(),
                    false => e2e.split("<br>").map(test_of).collect(),
                },
                beyond,
            }
        })
        .collect()
}

fn document() -> Vec<String> {
    let list = read("docs/api-rows.txt");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Whether `text` has `word`, and not only inside of a longer one.
pub fn mentions(text: &str, word: &str) -> bool {
    let inside = |letter: Option<char>| letter.is_some_and(|l| l.is_alphanumeric() || l == '_');
    text.match_indices(word).any(|(at, _)| {
        !inside(text[..at].chars().next_back()) && !inside(text[at + word.len()..].chars().next())
    })
}

/// A Rust test's body.
pub fn rust_test<'t>(file: &'t str, name: &str) -> Option<&'t str> {
    let start = file.find(&format!("#[test]\nfn {name}()"))?;
    let body = &file[start..];
    Some(&body[..body.find("\n}\n").unwrap_or(body.len())])
}

/// Whether one of Playwright's files has a test of this title.
pub fn has_e2e_test(file: &str, title: &str) -> bool {
    let quoted = format!("\"{title}\"");
    let mut places = file.match_indices(&quoted);
    // A formatter may break the line there.
    places.any(|(at, _)| file[..at].trim_end().ends_with("test("))
}

/// What is wrong with the end-to-end tests that a row names.
pub fn e2e_faults<'t>(tests: impl IntoIterator<Item = &'t (String, String)>) -> Vec<String> {
    let is_missing = |(file, title): &&(String, String)| {
        !has_e2e_test(&read(&format!("tests/e2e/{file}")), title)
    };
    let missing = tests.into_iter().filter(is_missing);
    missing
        .map(|(file, title)| format!("{file} has no test \"{title}\""))
        .collect()
}

/// What is wrong with which rows there are: each of the document once.
pub fn list_faults<'t>(
    rows: impl IntoIterator<Item = &'t str>,
    document: impl IntoIterator<Item = &'t str>,
) -> Vec<String> {
    let mut faults = Vec::new();
    let mut listed = BTreeSet::new();
    for name in rows {
        if !listed.insert(name) {
            faults.push(format!("{name} is there twice"));
        }
    }
    let missing = document.into_iter().filter(|name| !listed.contains(name));
    faults.extend(missing.map(|name| format!("{name} has no row")));
    faults
}

/// What is wrong with one row.
fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    let word = row.word();
    let mut hold = |is_so: bool, what: String| {
        if !is_so {
            faults.push(format!("{}: {what}", row.name));
        }
    };
    hold(!row.place.is_empty(), "has no place in the panel".into());

    if let Some((file, name)) = &row.wire {
        let tests = read(&format!("crates/wire/tests/{file}"));
        match rust_test(&tests, name) {
            Some(body) => hold(
                mentions(body, word),
                format!("{file}, {name}: not tested there"),
            ),
            None => hold(false, format!("{file} has no test {name}")),
        }
    }

    let source = read(&format!("crates/simulator/src/{}", row.simulator));
    let is_there = match row.name.split(' ').collect::<Vec<_>>()[..] {
        ["event", word] => source.contains(&format!("\"{word}\"")),
        ["api", _, word] => source.contains(&format!("{word}.shtml\"")),
        [level, method, word] => {
            let level = level[..1].to_uppercase() + &level[1..];
            source.contains(&format!("    {level} {method} \"{word}\" "))
        }
        _ => false,
    };
    hold(is_there, format!("{} doesn't have it", row.simulator));

    for fault in e2e_faults(&row.e2e) {
        hold(false, fault);
    }
    faults
}

#[test]
fn every_row_of_the_document_is_covered() {
    let rows = rows(&read("docs/api-coverage.md"));
    let mut faults: Vec<String> = rows.iter().flat_map(faults).collect();
    let document = document();
    let listed = || rows.iter().map(|row| row.name.as_str());
    faults.extend(list_faults(listed(), document.iter().map(String::as_str)));
    let listed: BTreeSet<_> = listed().collect();
    for row in &rows {
        let name = &row.name;
        match (document.contains(name), row.beyond) {
            (false, false) => faults.push(format!("{name} is no row of the document")),
            (true, true) => faults.push(format!("{name} is a row of the document")),
            _ => {}
        }
    }
    for route in routes() {
        if !listed.contains(route.as_str()) && !BEYOND.contains(&route.as_str()) {
            faults.push(format!("{route} of the simulator has no row"));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    println!("{} rows, {} of the document", listed.len(), document.len());
}

/// The simulator's commands, named as rows are.
fn routes() -> Vec<String> {
    let source = read("crates/simulator/src/world/route.rs");
    let tables = source.split("= commands! {").skip(1);
    let lines = tables.flat_map(|table| table.split_once("};").unwrap().0.lines());
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let words: Vec<_> = line.split(' ').collect();
            let level = words[0].to_lowercase();
            format!("{level} {} {}", words[1], words[2].trim_matches('"'))
        })
        .collect()
}

#[test]
fn rows_that_are_not_true_are_found() {
    let row = "| `room POST lock` | Lock | `requests.rs` commands_and_their_addresses | `world/route.rs` | `act.spec.ts` lock; admit one, refuse one, admit all; unlock |";
    let check = |from: &str, to: &str, expect: &str| {
        let found = rows(&row.replace(from, to))
            .iter()
            .flat_map(faults)
            .collect::<Vec<_>>();
        assert_eq!(found.join("; "), expect);
    };
    check("", "", "");
    check(
        "commands_and_their_addresses",
        "nothing",
        "room POST lock: requests.rs has no test nothing",
    );
    check(
        "commands_and_their_addresses",
        "dials_carry_what_is_given",
        "room POST lock: requests.rs, dials_carry_what_is_given: not tested there",
    );
    check(
        "world/route.rs",
        "world/slide.rs",
        "room POST lock: world/slide.rs doesn't have it",
    );
    check(
        "lock; admit one",
        "no such title",
        "room POST lock: act.spec.ts has no test \"no such title, refuse one, admit all; unlock\"",
    );
}

/// Only what is beyond the document may be without tests, and its route must be there all the same.
#[test]
fn rows_without_a_place_in_the_panel() {
    let check = |name: &str, expect: &str| {
        let row = format!("| `{name}` | {NO_PLACE} | — | `world/route.rs` | — |");
        let found = rows(&format!("{VENDOR}\n\n{row}\n"));
        let found: Vec<String> = found.iter().flat_map(faults).collect();
        assert_eq!(found.join("; "), expect);
    };
    check("room POST record", "");
    check(
        "room POST sing",
        "room POST sing: world/route.rs doesn't have it",
    );
}

/// All commands that the panel can send are in the protocol doctor's list.
#[test]
fn the_list_of_commands_is_whole() {
    let source = read("crates/conference/src/command.rs");
    let kinds = source.split_once("pub enum Kind {").unwrap().1;
    let kinds = kinds.split_once('}').unwrap().0;
    let all = source.split_once("pub const ALL: [Self; ").unwrap().1;
    let all = all.split_once("];").unwrap().0;
    for line in kinds.lines().map(str::trim) {
        let kind = line.trim_end_matches(',');
        let is_named =
            kind.is_empty() || kind.starts_with("//") || all.contains(&format!("Self::{kind},"));
        assert!(is_named, "{kind} isn't in Kind::ALL");
    }
}
