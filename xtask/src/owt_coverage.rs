//! Whether `docs/owt-coverage.md` is true: each resource and verb of the document is there, and what is named there exists.

use crate::coverage::{e2e_faults, list_faults, mentions, read, rust_test, test_of};
use std::collections::BTreeSet;

/// The heading of the rows that the document doesn't have.
const BEYOND: &str = "## Beyond the document";

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
    pub simulator: String,
    /// Where it is in the panel; of this page role and name of its control.
    pub place: String,
    pub e2e: Vec<(String, String)>,
    pub beyond: bool,
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
    let Some((_, name)) = control_of(&row.place) else {
        return vec![format!("{} isn't role and name of a control", row.place)];
    };
    let texts = row
        .e2e
        .iter()
        .filter_map(|(file, title)| Some((file, title, e2e_text(file, title)?)));
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
                simulator: simulator.trim_matches('`').to_owned(),
                place: place.to_owned(),
                e2e: e2e.split("<br>").map(test_of).collect(),
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
    let file = &row.simulator;
    let source = read(&format!("crates/simulator/src/{file}"));
    hold(
        mentions(&source, resource),
        format!("{file} doesn't have it"),
    );
    for fault in e2e_faults(&row.e2e) {
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
    let row = "| `POST /v1/rooms/{roomId}/tokens` | `CreateToken` | `requests/outputs.rs` analytics_and_tokens | `owt/world/route.rs` | `button` \"Create token\" | `owt-tokens.spec.ts` where the room's roles can't be read, one is typed |";
    let check = |from: &str, to: &str, expect: &[&str]| {
        let rows = rows(&row.replace(from, to));
        let found: Vec<_> = rows.iter().flat_map(faults).collect();
        let expect = expect.iter();
        let expect = expect.map(|fault| format!("POST /v1/rooms/{{roomId}}/tokens: {fault}"));
        assert_eq!(found, expect.collect::<Vec<_>>());
    };
    check("", "", &[]);
    check(
        "analytics_and_tokens",
        "nothing",
        &["requests/outputs.rs has no test nothing"],
    );
    check(
        "`CreateToken`",
        "`StartSinging`",
        &[
            "there is no StartSinging",
            "requests/outputs.rs, analytics_and_tokens: StartSinging isn't tested there",
        ],
    );
    check(
        "`CreateToken`",
        "`StartRecording`",
        &["requests/outputs.rs, analytics_and_tokens: StartRecording isn't tested there"],
    );
    check(
        "owt/world/route.rs",
        "world/slide.rs",
        &["world/slide.rs doesn't have it"],
    );
    check(
        "one is typed",
        "one is sung",
        &["owt-tokens.spec.ts has no test \"where the room's roles can't be read, one is sung\""],
    );
    check(
        "Create token",
        "Stop recording NAME",
        &[
            "owt-tokens.spec.ts, where the room's roles can't be read, one is typed: \"Stop recording NAME\" isn't used there",
        ],
    );
    check(
        "`button`",
        "`cell`",
        &["`cell` \"Create token\" isn't role and name of a control"],
    );
}
