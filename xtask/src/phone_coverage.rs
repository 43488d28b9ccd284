//! Whether `docs/phone-coverage.md` is true: each method and each notification of the document is there, and what is named there
//! exists.

use crate::coverage::{e2e_faults, list_faults, mentions, read, root, rust_test};
use crate::owt_coverage::{Row, rows};
use std::collections::BTreeSet;

/// Whether there is a text of this key.
fn has_text(key: &str) -> bool {
    let texts: serde_json::Value = serde_json::from_str(&read("locales/en.json")).unwrap();
    let pointer = format!("/{}", key.replace('.', "/"));
    texts
        .pointer(&pointer)
        .is_some_and(serde_json::Value::is_string)
}

/// Whether the panel has a text of this key in its code.
fn is_shown(key: &str) -> bool {
    let mut folders = vec![root().join("src/phone_panel")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if mentions(&std::fs::read_to_string(&path).unwrap(), key) {
                return true;
            }
        }
    }
    false
}

/// What is wrong with one row.
fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |is_so: bool, what: String| {
        if !is_so {
            faults.push(format!("{}: {what}", row.name));
        }
    };
    let (method, _) = row.name.split_once('(').unwrap_or((&row.name, ""));
    let file = if method.starts_with("On") {
        "notification.rs"
    } else {
        "request.rs"
    };
    let source = read(&format!("crates/phone/src/wire/{file}"));
    hold(
        source.contains(&format!("\"{method}\"")),
        format!("{file} doesn't know it"),
    );
    let (file, name) = &row.written;
    let tests = read(&format!("crates/phone/tests/{file}"));
    let body = rust_test(&tests, name);
    hold(body.is_some(), format!("{file} has no test {name}"));
    for variant in &row.requests {
        hold(mentions(&source, variant), format!("there is no {variant}"));
        // What goes out is tested in one place, what comes in where the row says.
        let is_tested = match method.starts_with("On") {
            true => body.is_none_or(|body| mentions(body, method)),
            false => mentions(&tests, &format!("Request::{variant}")),
        };
        hold(is_tested, format!("{file}, {name}: not tested there"));
    }
    let file = &row.simulator;
    let source = read(&format!("crates/simulator/src/{file}"));
    hold(mentions(&source, method), format!("{file} doesn't have it"));
    let text = row.place.trim_matches('`');
    hold(has_text(text), format!("there is no text {text}"));
    hold(is_shown(text), format!("the panel doesn't show {text}"));
    for fault in e2e_faults(&row.e2e) {
        hold(false, fault);
    }
    faults
}

#[test]
fn every_method_and_notification_is_covered() {
    let rows = rows(&read("docs/phone-coverage.md"));
    let mut faults: Vec<String> = rows.iter().flat_map(faults).collect();
    let list = read("docs/phone-rows.txt");
    let document: BTreeSet<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let names = || rows.iter().map(|row| row.name.as_str());
    faults.extend(list_faults(names(), document.iter().copied()));
    let strangers = names().filter(|name| !document.contains(name));
    faults.extend(strangers.map(|name| format!("{name} isn't in the document")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn rows_that_are_not_true_are_found() {
    let row = "| `OnConfDel(confid, deltime)` | `ConfDel` | `wire.rs` other_notifications | `phone/world/news.rs` | `phone.room.ended_deleted` | `phone-room.spec.ts` what the server tells is believed: without results |";
    let check = |from: &str, to: &str, expect: &str| {
        let found = rows(&row.replace(from, to));
        let found: Vec<_> = found.iter().flat_map(faults).collect();
        let is_found = match expect {
            "" => found.is_empty(),
            _ => found.iter().any(|it| it.ends_with(expect)),
        };
        assert!(is_found, "{found:?}");
    };
    check("", "", "");
    check(
        "OnConfDel(",
        "OnConfSing(",
        "notification.rs doesn't know it",
    );
    check("`ConfDel`", "`ConfSing`", "there is no ConfSing");
    check(
        "other_notifications",
        "nothing",
        "wire.rs has no test nothing",
    );
    check(
        "other_notifications",
        "errors",
        "wire.rs, errors: not tested there",
    );
    check("phone.room.ended_deleted", "Call", "there is no text Call");
    check(
        "phone.room.ended_deleted",
        "chat.title",
        "the panel doesn't show chat.title",
    );
    check("phone/world/news.rs", "main.rs", "main.rs doesn't have it");
    check(
        "without results",
        "without songs",
        "has no test \"what the server tells is believed: without songs\"",
    );
}
