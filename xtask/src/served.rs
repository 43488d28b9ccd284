//! Whether the end-to-end tests that the tables of what is covered name for a command or an event were really served it.

use crate::context::Context;
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A table of what is covered.
struct Table {
    page: &'static str,
    /// What a simulator calls what a row of it is about; `None` = it writes nothing of that.
    name_of: fn(&str) -> Option<String>,
    /// Whether each test of a row must have been served it, or one of them.
    each_test: bool,
}

/// Of the meeting cloud: names are the simulator's own.
const API: Table = Table {
    page: "docs/api-coverage.md",
    name_of: |row| Some(row.to_owned()),
    each_test: true,
};

/// Of phone conferences.
const PHONE: Table = Table {
    page: "docs/phone-coverage.md",
    name_of: phone_name,
    each_test: true,
};

/// Of OWT servers: there a row also names tests in which nothing is served, for it is refused, or the browser keeps it in.
const OWT: Table = Table {
    page: "docs/owt-coverage.md",
    name_of: owt_name,
    each_test: false,
};

/// Returns an empty folder, in which each simulator of a run writes a file of its own (`simulator serve --served`).
pub fn prepare(context: &Context) -> Result<PathBuf> {
    let folder = context.target.join("served");
    context.sh.remove_path(&folder)?;
    Ok(context.sh.create_dir(folder)?)
}

/// Compares what the simulators of a whole run wrote with the tables.
///
/// # Errors
/// Where a row names a test that wasn't served what the row is about.
pub fn compare(context: &Context, folder: &Path) -> Result<()> {
    let sh = &context.sh;
    let mut lines = String::new();
    for file in sh.read_dir(folder)? {
        lines.push_str(&sh.read_file(file)?);
    }
    for table in [API, PHONE, OWT] {
        let page = table.page;
        let missing = table.missing(&sh.read_file(page)?, &lines)?;
        ensure!(
            missing.is_empty(),
            "{page} says what isn't so:\n{}",
            missing.join("\n")
        );
        println!("Each row was served to the tests that {page} names.");
    }
    Ok(())
}

/// Returns what the simulator of phone conferences calls a row: `OnConfQuit(a, b)` is "event OnConfQuit/2", a method its name alone.
fn phone_name(row: &str) -> Option<String> {
    let (method, rest) = row.split_once('(').unwrap_or((row, ")"));
    Some(match method.starts_with("On") {
        true => format!("event {method}/{}", rest.split(',').count()),
        false => method.to_owned(),
    })
}

/// Returns what the simulator of OWT servers calls a row: of the document its method and path, of the portal an event.
fn owt_name(row: &str) -> Option<String> {
    match row.strip_prefix("portal ") {
        // They are answered, and no event tells them.
        Some("login" | "logout") => None,
        Some(event) => Some(format!("event {event}")),
        None => Some(row.to_owned()),
    }
}

/// Returns file and title of a test, written as "`file` title".
pub fn test_of(cell: &str) -> Option<(&str, &str)> {
    let (file, title) = cell.trim().strip_prefix('`')?.split_once("` ")?;
    Some((file, title.trim()))
}

impl Table {
    /// Returns what of the page isn't so, by what was served: a line of JSON each.
    fn missing(&self, page: &str, lines: &str) -> Result<Vec<String>> {
        let mut served = HashSet::new();
        for line in lines.lines() {
            served.extend(
                read_line(line).with_context(|| format!("no line of a simulator: {line}"))?,
            );
        }
        let mut missing = Vec::new();
        for line in page.lines().filter(|line| line.starts_with("| `")) {
            let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
            let (Some(row), Some(tests)) = (cells.next(), cells.last()) else {
                continue;
            };
            let row = row.trim_matches('`');
            let Some(name) = (self.name_of)(row) else {
                continue;
            };
            let tests: Vec<_> = tests.split("<br>").filter_map(test_of).collect();
            let is_unserved = |(file, title): &&(&str, &str)| {
                !served.contains(&(name.clone(), format!("{file} {title}")))
            };
            let unserved: Vec<_> = tests.iter().filter(is_unserved).collect();
            if !self.each_test && tests.is_empty() {
                missing.push(format!("{row}: no test is named"));
            }
            if self.each_test || unserved.len() == tests.len() {
                let line =
                    |(file, title): &&(&str, &str)| format!("{row}: not served in {file}, {title}");
                missing.extend(unserved.iter().map(line));
            }
        }
        Ok(missing)
    }
}

/// Returns what was served in which test, or nothing of it where the server refused: `None` where it isn't such a line.
fn read_line(line: &str) -> Option<Option<(String, String)>> {
    let line: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| Some(line.get(key)?.as_str()?.to_owned());
    let found = (text("served")?, text("test")?);
    // An event has no status.
    let status = line.get("status").map_or(Some(200), Value::as_u64)?;
    Some((200..300).contains(&status).then_some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
| Row | In the panel | Written and read | Simulator | End to end |
|---|---|---|---|---|
| `room POST lock` | Lock | `requests.rs` a | `world/route.rs` | `a.spec.ts` locks with `lock`<br>`b.spec.ts` locks |
| `event layout` | On air | `events.rs` a | `world/room/layout.rs` | `a.spec.ts` shows |
| `room POST hold` | none yet | — | `world/route.rs` | — |
";

    #[test]
    fn rows_that_were_not_served_are_found() {
        let lock = |test: &str, status: u16| {
            format!(r#"{{"served":"room POST lock","status":{status},"test":"{test}"}}"#)
        };
        let layout = |test: &str| format!(r#"{{"served":"event layout","test":"{test}"}}"#);
        let check = |lines: &[String], expect: &[&str]| {
            assert_eq!(API.missing(PAGE, &lines.join("\n")).unwrap(), expect);
        };
        let [one, two] = ["a.spec.ts locks with `lock`", "b.spec.ts locks"];
        let [no_one, no_two, no_event] = [
            "room POST lock: not served in a.spec.ts, locks with `lock`",
            "room POST lock: not served in b.spec.ts, locks",
            "event layout: not served in a.spec.ts, shows",
        ];
        check(
            &[
                lock(one, 403),
                lock(one, 200),
                lock(two, 204),
                layout("a.spec.ts shows"),
            ],
            &[],
        );
        check(&[], &[no_one, no_two, no_event]);
        // Refused, redirected, or in another test.
        check(
            &[lock(one, 403), lock(two, 307), layout("b.spec.ts shows")],
            &[no_one, no_two, no_event],
        );
        // A command isn't an event.
        let no_lock = lock(two, 200).replace("room POST lock", "event lock");
        check(
            &[lock(one, 299), no_lock, layout("a.spec.ts shows")],
            &[no_two],
        );
    }

    #[test]
    fn rows_of_phone_conferences() {
        let page = "\
| `CreateConf()` | … | `a.spec.ts` makes |
| `OnConfInviteJoin(confid, callid, jointime, result, number)` | … | `a.spec.ts` tells |
";
        let check = |lines: &str, expect: &[&str]| {
            assert_eq!(PHONE.missing(page, lines).unwrap(), expect);
        };
        let made = r#"{"served":"CreateConf","status":200,"test":"a.spec.ts makes"}"#;
        let told = |count: u8| {
            format!(r#"{{"served":"event OnConfInviteJoin/{count}","test":"a.spec.ts tells"}}"#)
        };
        let not_told = "OnConfInviteJoin(confid, callid, jointime, result, number): \
                        not served in a.spec.ts, tells";
        check(&[made, &told(5)].join("\n"), &[]);
        // In its other form.
        check(&[made, &told(4)].join("\n"), &[not_told]);
        check(&told(5), &["CreateConf(): not served in a.spec.ts, makes"]);
    }

    #[test]
    fn rows_of_owt_servers() {
        let page = "\
| `PUT /v1/rooms/{roomId}` | … | `a.spec.ts` saves<br>`a.spec.ts` is kept in |
| `portal stream` | … | `a.spec.ts` tells |
| `portal login` | … | `a.spec.ts` joins |
";
        let check = |lines: &[&str], expect: &[&str]| {
            assert_eq!(OWT.missing(page, &lines.join("\n")).unwrap(), expect);
        };
        let put = r#"{"served":"PUT /v1/rooms/{roomId}","status":200,"test":"a.spec.ts saves"}"#;
        let told = r#"{"served":"event stream","test":"a.spec.ts tells"}"#;
        check(&[put, told], &[]);
        check(&[put], &["portal stream: not served in a.spec.ts, tells"]);
        let refused = put.replace("200", "500");
        check(
            &[&refused, told],
            &[
                "PUT /v1/rooms/{roomId}: not served in a.spec.ts, saves",
                "PUT /v1/rooms/{roomId}: not served in a.spec.ts, is kept in",
            ],
        );
    }

    #[test]
    fn lines_that_no_simulator_writes() {
        let check = |line: &str| {
            let error = API.missing(PAGE, line).unwrap_err().to_string();
            assert_eq!(error, format!("no line of a simulator: {line}"));
        };
        check("{\"test\":\"half");
        check("{\"served\":\"event layout\"}");
        check("{\"served\":\"event layout\",\"test\":\"a\",\"status\":\"200\"}");
    }
}
