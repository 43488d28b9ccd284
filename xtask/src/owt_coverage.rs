//! Whether `docs/owt-coverage.md` is true: each resource and verb of the document is there, and what is named there exists.

use crate::coverage::{NOT_YET, list_faults, mentions, panel_faults, read, rust_test, test_of};
use std::collections::BTreeSet;

/// The heading of the rows that the document doesn't have.
const BEYOND: &str = "## Beyond the document";

/// The rows that the panel has no control for yet, and no others.
const NO_CONTROL: &[&str] = &[
    "GET /v1/rooms/{roomId}/participants/{participantId}",
    "GET /v1.1/rooms/{roomId}/streams/{streamId}",
    "GET /services/{serviceId}",
];

/// What the panel's controls are.
const ROLES: &[&str] = &[
    "button", "combobox", "grid", "menuitem", "region", "switch", "table", "tab", "form",
];

/// One row of the page.
pub struct Row {
    /// Method and path; of the portal "portal" and the message.
    pub name: String,
    pub requests: Vec<String>,
    pub written: (String, String),
    /// `None` = not yet, as of the next two.
    pub simulator: Option<String>,
    /// Where it is in the panel; of this page role and name of its control.
    pub place: Option<String>,
    pub e2e: Option<Vec<(String, String)>>,
    pub beyond: bool,
}

fn told(cell: &str) -> Option<String> {
    (cell != NOT_YET).then(|| cell.to_owned())
}

/// Role and name of a control: `button` "Stop recording NAME".
fn control_of(place: &str) -> Option<(&str, &str)> {
    let (role, name) = place.strip_prefix('`')?.split_once("` \"")?;
    let name = name.strip_suffix('"')?;
    (ROLES.contains(&role) && !name.is_empty()).then_some((role, name))
}

/// What is the same in a control's name, whatever it is about.
fn fixed_parts(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split("NAME").flat_map(|part| part.split("VIEW"));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// An end-to-end test's text, with what stands before the first test: helpers that name controls.
fn e2e_text(file: &str, title: &str) -> Option<String> {
    let text = read(&format!("tests/e2e/{file}"));
    let head = text.find("\ntest(").map(|end| &text[..end])?;
    let body = &text[text.find(&format!("\"{title}\""))?..];
    let end = body.find("\n});").unwrap_or(body.len());
    Some([head, &body[..end]].concat())
}

/// What is wrong with a row's control: it has to be used in each of the row's end-to-end tests by its name.
fn control_faults(row: &Row) -> Vec<String> {
    let Some(place) = &row.place else {
        return Vec::new();
    };
    let Some((_, name)) = control_of(place) else {
        return vec![format!("{place} isn't role and name of a control")];
    };
    let tests = row.e2e.iter().flatten();
    let texts = tests.filter_map(|(file, title)| Some((file, title, e2e_text(file, title)?)));
    let unused = texts.filter(|(_, _, text)| !fixed_parts(name).all(|part| text.contains(part)));
    unused
        .map(|(file, title, _)| format!("{file}, {title}: {name:?} isn't used there"))
        .collect()
}

/// The rows of a page of six cells.
pub fn rows(page: &str) -> Vec<Row> {
    let beyond_from = page.find(BEYOND).unwrap_or(page.len());
    let beyond_from = page[..beyond_from].lines().count();
    let lines = page.lines().enumerate();
    lines
        .filter(|(_, line)| line.starts_with("| `"))
        .map(|(number, line)| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [name, requests, written, simulator, place, e2e] = cells[..] else {
                panic!("not six cells: {line}");
            };
            Row {
                name: name.trim_matches('`').to_owned(),
                requests: requests
                    .split(", ")
                    .map(|it| it.trim_matches('`').to_owned())
                    .collect(),
                written: test_of(written),
                simulator: told(simulator).map(|file| file.trim_matches('`').to_owned()),
                place: told(place),
                e2e: (e2e != NOT_YET).then(|| e2e.split("<br>").map(test_of).collect()),
                beyond: number >= beyond_from,
            }
        })
        .collect()
}

/// Whether `text` is this method and a path of this shape: the same words, and something in the place of each id.
fn is_like(text: &str, method: &str, path: &str) -> bool {
    let Some((text_method, text_path)) = text.split_once(' ') else {
        return false;
    };
    let text_path = text_path.split('?').next().unwrap();
    let words = text_path.split('/').zip(path.split('/'));
    text_method == method
        && text_path.split('/').count() == path.split('/').count()
        && words
            .into_iter()
            .all(|(text, word)| text == word || word.starts_with('{'))
}

/// What is wrong with one row.
fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |is_so: bool, what: String| {
        if !is_so {
            faults.push(format!("{}: {what}", row.name));
        }
    };
    let source = match row.beyond {
        true => read("crates/owt/src/portal/event.rs") + &read("crates/owt/src/portal/frame.rs"),
        false => read("crates/owt/src/ask.rs"),
    };
    let (file, name) = &row.written;
    let tests = read(&format!("crates/owt/tests/{file}"));
    let body = rust_test(&tests, name);
    hold(body.is_some(), format!("{file} has no test {name}"));
    let (method, path) = row.name.split_once(' ').unwrap();
    let resource = path
        .split('/')
        .rfind(|word| !word.starts_with('{'))
        .unwrap();
    for request in &row.requests {
        // A variant's line in the code, or a function.
        let is_there = source.lines().any(|line| {
            let line = line.trim_start();
            let line = line
                .strip_prefix("pub fn ")
                .or(line.strip_prefix("pub struct "))
                .unwrap_or(line);
            let rest = line.strip_prefix(request.as_str());
            rest.is_some_and(|rest| rest.starts_with([',', '(', ' ', '{']))
        });
        hold(is_there, format!("there is no {request}"));
        let is_tested = row.beyond || body.is_none_or(|body| mentions(body, request));
        hold(
            is_tested,
            format!("{file}, {name}: {request} isn't tested there"),
        );
    }
    let is_made = body.is_none_or(|body| match row.beyond {
        true => row.requests.iter().any(|it| mentions(body, it)) || mentions(body, path),
        false => body.split('"').any(|text| is_like(text, method, path)),
    });
    hold(is_made, format!("{file}, {name}: not tested there"));
    if let Some(file) = &row.simulator {
        let source = read(&format!("crates/simulator/src/{file}"));
        hold(
            mentions(&source, resource),
            format!("{file} doesn't have it"),
        );
    }
    for fault in panel_faults(row.place.as_deref(), row.e2e.as_deref()) {
        hold(false, fault);
    }
    for fault in control_faults(row) {
        hold(false, fault);
    }
    faults
}

#[test]
fn every_resource_and_verb_is_covered() {
    let rows = rows(&read("docs/owt-coverage.md"));
    let mut faults: Vec<String> = rows.iter().flat_map(faults).collect();
    let list = read("docs/owt-rows.txt");
    let document: BTreeSet<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let names = rows.iter().map(|row| row.name.as_str());
    faults.extend(list_faults(names, document.iter().copied()));
    let misplaced = rows
        .iter()
        .filter(|row| document.contains(row.name.as_str()) == row.beyond);
    faults.extend(misplaced.map(|row| format!("{} stands under the wrong heading", row.name)));
    let without: Vec<_> = rows.iter().filter(|row| row.place.is_none()).collect();
    let without: Vec<_> = without.iter().map(|row| row.name.as_str()).collect();
    if without != NO_CONTROL {
        faults.push(format!(
            "without a control are {without:?}, and not {NO_CONTROL:?}"
        ));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Each variant of what can be asked stands in a row.
#[test]
fn every_request_has_its_row() {
    let source = read("crates/owt/src/ask.rs");
    let rows = rows(&read("docs/owt-coverage.md"));
    let listed: BTreeSet<_> = rows
        .iter()
        .flat_map(|row| &row.requests)
        .map(String::as_str)
        .collect();
    let mut count = 0;
    for name in ["pub enum Ask {", "pub enum InRoom {"] {
        let body = source
            .split_once(name)
            .unwrap()
            .1
            .split_once("\n}")
            .unwrap()
            .0;
        for line in body
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"))
        {
            let variant = line.split([',', '(']).next().unwrap();
            let is_row = variant.is_empty() || variant == "In" || listed.contains(variant);
            assert!(is_row, "{variant} has no row");
            count += usize::from(!variant.is_empty());
        }
    }
    assert!(count > 35, "{count}");
}

#[test]
fn rows_that_are_not_true_are_found() {
    let row = "| `POST /v1/rooms/{roomId}/recordings` | `StartRecording` | `requests/outputs.rs` recordings | not yet | not yet | not yet |";
    let check = |from: &str, to: &str, expect: &str| {
        let found: Vec<_> = rows(&row.replace(from, to))
            .iter()
            .flat_map(faults)
            .collect();
        let found = found.join("; ");
        assert_eq!(
            found,
            if expect.is_empty() {
                String::new()
            } else {
                format!("POST /v1/rooms/{{roomId}}/recordings: {expect}")
            }
        );
    };
    check("", "", "");
    check(
        "` recordings",
        "` nothing",
        "requests/outputs.rs has no test nothing",
    );
    check(
        "`StartRecording`",
        "`StartSinging`",
        "there is no StartSinging; POST /v1/rooms/{roomId}/recordings: requests/outputs.rs, recordings: StartSinging isn't tested there",
    );
    check(
        "`StartRecording`",
        "`StopAnalytics`",
        "requests/outputs.rs, recordings: StopAnalytics isn't tested there",
    );
    check(
        "not yet | not yet | not yet",
        "`world/slide.rs` | not yet | not yet",
        "world/slide.rs doesn't have it",
    );
    check(
        "not yet | not yet | not yet",
        "not yet | `button` \"Record\" | not yet",
        "stands in the panel without a test",
    );
    check(
        "not yet | not yet | not yet",
        "not yet | `button` \"Record\" | `act.spec.ts` no such title",
        "act.spec.ts has no test \"no such title\"",
    );
    let test = "`owt-tokens.spec.ts` where the room's roles can't be read, one is typed";
    check(
        "not yet | not yet | not yet",
        &format!("not yet | `button` \"Create token\" | {test}"),
        "",
    );
    check(
        "not yet | not yet | not yet",
        &format!("not yet | `button` \"Stop recording NAME\" | {test}"),
        &format!(
            "{}: \"Stop recording NAME\" isn't used there",
            test.replace('`', "").replacen(' ', ", ", 1)
        ),
    );
    check(
        "not yet | not yet | not yet",
        &format!("not yet | `cell` \"Role\" | {test}"),
        "`cell` \"Role\" isn't role and name of a control",
    );
}
