//! The built panel in Chromium under every fault of `docs/fault-rows.txt`, and the page that tells how it went.

use crate::context::Context;
use crate::test;
use anyhow::Result;

/// What stands before the tables.
const INTRO: &str = "\
# When things break

What may go wrong between the panel and its servers, what a host may expect then, and what was measured. `cargo xtask faults` makes
this page: the release build in headless Chromium against the simulator, each fault by one of its switches. **Told after** is from the
fault until the page shows it; **back after** from the fault's end (from the fault itself where it has no end of its own) until what
is shown is the server's truth again or the command's outcome is told; **requests** are those that the page sent meanwhile. When
something happened, the server's clock says or the page's. A test fails where it takes longer than is promised, or more requests;
within that, times are of one run on one machine that is busy with all of it, but for what is promised within a second:

- **P1 Truth.** Nothing stale is shown as live: said within 2 s of a fault that can be seen, 15 s of one that can't (a half-open stream).
- **P2 Convergence.** After any faults and then 10 s of health the roster is the server's. Within 1 s after `online` or after the page is
  visible again.
- **P3 No double effect.** No command goes out twice without a new gesture; what is safe to repeat at most once, after a new token.
- **P4 Gentle.** At most 30 requests in the first minute of a server's trouble, 6 a minute after that and 6 more once; `Retry-After` is
  honoured.
- **P5 Never gives up in silence.** It tries for as long as the page is open, or says that it stopped and offers a button.
- **P6 No crash.** No panic and no unhandled rejection for any bytes. Every test here fails on one.
- **P7 Atomic resync.** A new list is built aside and swapped in at its end, or after 10 s of quiet; the old one stays, marked.
- **P8 Leaves cleanly.** `end_session` arrives when the tab closes or navigates.
- **P9 Bounded**, **P10 Keeps secrets**: tested in other places.
";

/// What no page can do anything about.
const BEYOND: &str = "\
## Beyond a page's reach

- Where a connection that has been used before breaks **before the first byte of an answer**, Chromium by itself sends the request once
  more, a POST too: a server that acts and then drops such a connection without a word sees the command twice. No page can switch
  that off. The simulator's fault `act_then_cut` sends a byte first for this reason.
- The browser's own `EventSource`, which reads the stream where a body can't be streamed, follows redirects, and holds an event of any
  size before the panel can drop it. All other requests refuse redirects.
- To a page an unknown name, a dead server and an invalid certificate are one and the same; they share a sentence that says so.
- A tab that closes in **Firefox** may take `end_session` with it: the request needs a preflight, and on a busy machine Firefox ends the
  tab before that is answered. The server then drops the session when its token runs out. Chromium and WebKit send it; so does Firefox
  when the page is left or loaded anew.
";

/// Runs the tests about faults. Returns what they measured, a line each: fault, told, back, requests, note, file, title (by tabs).
pub fn measure(context: &Context) -> Result<String> {
    println!("The built panel under every fault: a few minutes.");
    let measured = context.target.join("faults.tsv");
    context.sh.remove_path(&measured)?;
    let variables = [("GAVEL_FAULTS", measured.clone().into())];
    test::run_playwright(context, &test::RUNS, &["faults-"], &variables)?;
    Ok(context.sh.read_file(measured)?)
}

/// A row of `docs/fault-rows.txt`: the fault, and the behaviour.
fn rows(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" | "))
}

/// `docs/faults.md`, out of its rows, what was measured in Chromium, and the simulation's own table.
pub fn page(rows_text: &str, seen: &str, simulated: &str) -> String {
    let mut lines = vec![
        INTRO.to_owned(),
        "## In Chromium\n".to_owned(),
        "| fault | behaviour | told after | back after | requests | test |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    for (fault, behaviour) in rows(rows_text) {
        let mut cells = (fault, behaviour);
        let mut tests: Vec<_> = seen.lines().filter_map(Test::read).collect();
        tests.retain(|test| test.fault == fault);
        tests.sort_by_key(|test| (test.file, test.title));
        for test in tests {
            let (fault, behaviour) = std::mem::take(&mut cells);
            lines.push(format!("| {fault} | {behaviour} | {} |", test.cells()));
        }
    }
    lines.push(format!("\n{BEYOND}"));
    lines.push(format!("## In simulated time\n\n{}", simulated.trim_end()));
    lines.join("\n") + "\n"
}

/// What one test measured.
struct Test<'t> {
    fault: &'t str,
    told: &'t str,
    back: &'t str,
    requests: &'t str,
    note: &'t str,
    file: &'t str,
    title: &'t str,
}

impl<'t> Test<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let cells: Vec<_> = line.split('\t').collect();
        let [fault, told, back, requests, note, file, title] = cells[..] else {
            return None;
        };
        Some(Self {
            fault,
            told,
            back,
            requests,
            note,
            file,
            title,
        })
    }

    fn cells(&self) -> String {
        let requests = if self.requests.is_empty() {
            "–"
        } else {
            self.requests
        };
        let note = if self.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.note)
        };
        format!(
            "{} | {} | {requests} | {}{note} `{}`",
            time(self.told),
            time(self.back),
            self.title.replace('|', "\\|"),
            self.file
        )
    }
}

/// Milliseconds as people read them.
fn time(ms: &str) -> String {
    match ms.parse::<u32>() {
        Err(_) => "–".to_owned(),
        Ok(ms) if ms < 1_000 => format!("{ms} ms"),
        Ok(ms) => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The rows that tests name: `row("…")`.
    fn named(specs: &str) -> BTreeSet<&str> {
        let calls = specs.split("row(\"").skip(1);
        calls
            .filter_map(|rest| Some(rest.split_once("\")")?.0))
            .collect()
    }

    /// What is wrong between the rows and the tests.
    fn faults(rows_text: &str, specs: &str) -> Vec<String> {
        let rows: Vec<_> = rows(rows_text).map(|(fault, _)| fault).collect();
        let named = named(specs);
        let untested = rows.iter().filter(|row| !named.contains(*row));
        let untested = untested.map(|row| format!("{row}: no test"));
        let unknown = named.iter().filter(|name| !rows.contains(name));
        untested
            .chain(unknown.map(|name| format!("{name}: no row")))
            .collect()
    }

    #[test]
    fn every_fault_has_a_test() {
        let folder = root().join("tests/e2e");
        let mut specs = String::new();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with("faults-") && name.ends_with(".spec.ts") {
                specs.push_str(&read(&path));
            }
        }
        let rows_text = read(&root().join("docs/fault-rows.txt"));
        assert!(rows(&rows_text).count() > 20);
        let found = faults(&rows_text, &specs.replace("\\\"", "\""));
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));

        // The page is of these rows and these tests.
        let page = read(&root().join("docs/faults.md"));
        for (fault, behaviour) in rows(&rows_text) {
            let row = format!("| {fault} | {behaviour} | ");
            assert!(page.contains(&row), "docs/faults.md lacks: {fault}");
        }
    }

    #[test]
    fn rows_without_tests_and_tests_without_rows_are_found() {
        let check = |rows: &str, specs: &str, expect: &[&str]| {
            assert_eq!(faults(rows, specs), expect);
        };
        let rows = "# a comment | of no matter\none | this\ntwo | that\n";
        check(rows, "row(\"one\") row(\"two\")", &[]);
        check(rows, "row(\"one\")", &["two: no test"]);
        check(
            rows,
            "row(\"two\"), row(\"one\"), row(\"tow\")",
            &["tow: no row"],
        );
    }

    #[test]
    fn a_page_of_what_was_measured() {
        let seen = "two\t12\t10600\t3\t\tb.spec.ts\tlater\ntwo\t\t\t\tsix apart\ta.spec.ts\tfirst\nother\t1\t1\t1\t\tc\td\n";
        let page = page("one | this\ntwo | that\n", seen, "| sim |\n");
        let table = page
            .split_once("|---|---|---|---|---|---|\n")
            .and_then(|(_, rest)| rest.split_once("\n\n"))
            .map(|(table, _)| table);
        assert_eq!(
            table,
            Some(
                "| two | that | – | – | – | first (six apart) `a.spec.ts` |\n|  |  | 12 ms | 10.6 s | 3 | later `b.spec.ts` |"
            )
        );
        assert!(page.ends_with("## In simulated time\n\n| sim |\n"));
    }
}
