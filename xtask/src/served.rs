//! Whether the end-to-end tests that the tables of what is covered name for a command or an event were really served it.

use crate::context::Context;
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A table, and what a simulator calls what a row of it is about.
type Table = (&'static str, fn(&str) -> String);

/// The tables of those kinds of servers whose simulators write down what they serve.
const TABLES: [Table; 2] = [
    ("docs/api-coverage.md", str::to_owned),
    ("docs/phone-coverage.md", phone_name),
];

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
    for (page, name_of) in TABLES {
        let missing = missing(&sh.read_file(page)?, name_of, &lines)?;
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
fn phone_name(row: &str) -> String {
    let (method, rest) = row.split_once('(').unwrap_or((row, ")"));
    match method.starts_with("On") {
        true => format!("event {method}/{}", rest.split(',').count()),
        false => method.to_owned(),
    }
}

/// Returns file and title of a test, written as "`file` title".
pub fn test_of(cell: &str) -> Option<(&str, &str)> {
    let (file, title) = cell.trim().strip_prefix('`')?.split_once("` ")?;
    Some((file, title.trim()))
}

/// Returns the rows that aren't so, by what was served: a line of JSON each.
fn missing(page: &str, name_of: fn(&str) -> String, lines: &str) -> Result<Vec<String>> {
    let mut served = HashSet::new();
    for line in lines.lines() {
        served.extend(read_line(line).with_context(|| format!("no line of a simulator: {line}"))?);
    }
    let mut missing = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
        let (Some(name), Some(tests)) = (cells.next(), cells.last()) else {
            continue;
        };
        let name = name.trim_matches('`');
        for (file, title) in tests.split("<br>").filter_map(test_of) {
            let test = format!("{file} {title}");
            if !served.contains(&(name_of(name), test)) {
                missing.push(format!("{name}: not served in {file}, {title}"));
            }
        }
    }
    Ok(missing)
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
            assert_eq!(
                missing(PAGE, str::to_owned, &lines.join("\n")).unwrap(),
                expect
            );
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
            assert_eq!(missing(page, phone_name, lines).unwrap(), expect);
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
    fn lines_that_no_simulator_writes() {
        let check = |line: &str| {
            let error = missing(PAGE, str::to_owned, line).unwrap_err().to_string();
            assert_eq!(error, format!("no line of a simulator: {line}"));
        };
        check("{\"test\":\"half");
        check("{\"served\":\"event layout\"}");
        check("{\"served\":\"event layout\",\"test\":\"a\",\"status\":\"200\"}");
    }
}
