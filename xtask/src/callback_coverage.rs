//! Whether `docs/callback-coverage.md` is true: each event and parameter of the documents is there, and what is named there exists.

use crate::coverage::{e2e_faults, list_faults, mentions, read, rust_test, test_of};
use std::collections::{BTreeMap, BTreeSet};

/// What every event of 叁体's has, and no row repeats.
const ALWAYS: [&str; 3] = ["event", "trace_id", "check_code"];

/// One row of the page.
struct Row {
    name: String,
    read: BTreeSet<String>,
    kept: BTreeSet<String>,
    kind: String,
    test: (String, String),
    e2e: Vec<(String, String)>,
}

fn names(cell: &str) -> BTreeSet<String> {
    let names = cell.split(", ").filter(|name| *name != "—");
    names
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

fn rows(page: &str) -> Vec<Row> {
    page.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [name, read, kept, kind, test, _, e2e] = cells[..] else {
                panic!("not seven cells: {line}");
            };
            Row {
                name: name.trim_matches('`').to_owned(),
                read: names(read),
                kept: names(kept),
                kind: kind.trim_matches('`').to_owned(),
                test: test_of(test),
                e2e: e2e.split("<br>").map(test_of).collect(),
            }
        })
        .collect()
}

/// Parameters by vendor and event.
fn document() -> BTreeMap<String, BTreeSet<String>> {
    let list = read("docs/callback-rows.txt");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, parameters) = line.split_once(": ").unwrap();
            let parameters = parameters.split(' ').filter(|it| !ALWAYS.contains(it));
            (name.to_owned(), parameters.map(str::to_owned).collect())
        })
        .collect()
}

/// What is wrong with one row.
fn faults(row: &Row, document: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |is_so: bool, what: String| {
        if !is_so {
            faults.push(format!("{}: {what}", row.name));
        }
    };
    let (vendor, event) = row.name.split_once(' ').unwrap();
    let source = match vendor {
        "3tee" => read("crates/gateway/src/three_tee/read.rs"),
        _ => read("crates/gateway/src/netease/read.rs"),
    };
    match document.get(&row.name) {
        Some(parameters) => {
            let told: BTreeSet<_> = row.read.union(&row.kept).cloned().collect();
            for name in parameters.symmetric_difference(&told) {
                hold(false, format!("{name} is here or there alone"));
            }
        }
        None => hold(false, "isn't in the documents".into()),
    }
    for name in row.read.intersection(&row.kept) {
        hold(false, format!("{name} is read and kept"));
    }
    for name in &row.read {
        hold(
            source.contains(&format!("\"{name}\"")),
            format!("{name} isn't read"),
        );
    }
    let is_known = source.contains(&format!("\"{event}\""));
    hold(is_known, "the event isn't known".into());
    let kinds = read("crates/callback_world/src/event.rs");
    let kinds = kinds.split_once("pub enum EventKind {").unwrap().1;
    let kinds = kinds.split_once("\n}").unwrap().0;
    let is_kind = kinds.lines().any(|line| {
        let rest = line.trim_start().strip_prefix(&row.kind);
        rest.is_some_and(|rest| rest.starts_with([',', '(', ' ']))
    });
    hold(is_kind, format!("there is no kind {}", row.kind));
    let (file, name) = &row.test;
    let tests = read(&format!("crates/gateway/tests/{file}"));
    match rust_test(&tests, name) {
        Some(body) => {
            let tried = match vendor {
                "3tee" => body.contains(&format!("event={event}&")),
                // Of the document's own samples.
                _ => mentions(&tests, &format!("\"eventType\":{event}")),
            };
            hold(tried, format!("{file}, {name}: not tested there"));
            hold(
                mentions(body, &row.kind) || body.contains("recording("),
                format!("{file}, {name}: {} isn't expected there", row.kind),
            );
        }
        None => hold(false, format!("{file} has no test {name}")),
    }
    for fault in e2e_faults(&row.e2e) {
        hold(false, fault);
    }
    faults
}

#[test]
fn every_callback_is_covered() {
    let rows = rows(&read("docs/callback-coverage.md"));
    let document = document();
    let mut faults: Vec<String> = rows.iter().flat_map(|row| faults(row, &document)).collect();
    let names = rows.iter().map(|row| row.name.as_str());
    faults.extend(list_faults(names, document.keys().map(String::as_str)));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn rows_that_are_not_true_are_found() {
    let row = "| `3tee close` | `room_id`, `event_type` | — | `Close` | `three_tee.rs` rooms_and_people | Rooms | `callbacks-rooms.spec.ts` rooms open, people come, send and go, rooms close |";
    let document = document();
    let check = |from: &str, to: &str, expect: &str| {
        let rows = rows(&row.replace(from, to));
        let found: Vec<_> = rows.iter().flat_map(|row| faults(row, &document)).collect();
        assert_eq!(found.join("; "), expect);
    };
    check("", "", "");
    check(
        "3tee close",
        "3tee sing",
        "3tee sing: isn't in the documents; 3tee sing: the event isn't known; 3tee sing: three_tee.rs, rooms_and_people: not tested there",
    );
    check(
        ", `event_type`",
        "",
        "3tee close: event_type is here or there alone",
    );
    check(
        "| — |",
        "| `colour` |",
        "3tee close: colour is here or there alone",
    );
    check(
        "| — |",
        "| `room_id` |",
        "3tee close: room_id is read and kept",
    );
    check(
        "`event_type`",
        "`event_type`, `colour`",
        "3tee close: colour is here or there alone; 3tee close: colour isn't read",
    );
    check(
        "`Close`",
        "`Sing`",
        "3tee close: there is no kind Sing; 3tee close: three_tee.rs, rooms_and_people: Sing isn't expected there",
    );
    check(
        "rooms open, people come, send and go, rooms close",
        "no such title",
        "3tee close: callbacks-rooms.spec.ts has no test \"no such title\"",
    );
    check(
        "rooms_and_people",
        "nothing",
        "3tee close: three_tee.rs has no test nothing",
    );
    check(
        "rooms_and_people",
        "streams",
        "3tee close: three_tee.rs, streams: not tested there; 3tee close: three_tee.rs, streams: Close isn't expected there",
    );
}
