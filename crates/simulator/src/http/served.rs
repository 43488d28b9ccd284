//! What was served to whom: a file for those who want to know which test a command or an event was really part of.

use crate::world::request::{Reply, Request};
use crate::world::route::{CHECK_JOIN_PATH, Route};
use serde_json::json;
use std::collections::HashSet;
use std::fs::File;
use std::io::{Result, Write};
use std::path::Path;

/// The control endpoint's path that names the test which runs from now on.
pub const TEST_PATH: &str = "/__control/test";

/// A file with a line of JSON for each thing that was served to a test, the first time it was:
/// `{"test", "served": "room POST lock", "status": 200}` or `{"test", "served": "event layout"}`.
#[derive(Debug)]
pub struct Served {
    file: File,
    test: String,
    /// What this test's lines say already.
    told: HashSet<String>,
}

impl Served {
    /// Opens the file, to write at its end.
    ///
    /// # Errors
    /// Where it can't be opened.
    pub fn open(path: &Path) -> Result<Served> {
        let file = File::options().create(true).append(true).open(path)?;
        Ok(Served {
            file,
            test: String::new(),
            told: HashSet::new(),
        })
    }

    /// Notes the name of the test that everything is served to from now on; "" is no test.
    pub fn begin(&mut self, test: &str) {
        test.clone_into(&mut self.test);
        self.told.clear();
    }

    /// Notes the answer to a page. Pages of other origins say where they come from; other programs, such as a test that plays
    /// another host, don't.
    pub fn answered(&mut self, request: &Request, reply: &Reply, is_page: bool) {
        if let Some(name) = route_name(request).filter(|_| is_page) {
            self.answered_as(&name, reply.status);
        }
    }

    /// Notes the answer to a page's command, by the command's name.
    pub fn answered_as(&mut self, name: &str, status: u16) {
        let line = json!({"test": self.test, "served": name, "status": status});
        self.tell(line.to_string());
    }

    /// Notes the events among the bytes that go to a stream.
    pub fn sent(&mut self, bytes: &[u8]) {
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Some(name) = line.strip_prefix(b"event: ") {
                self.event(&String::from_utf8_lossy(name));
            }
        }
    }

    /// Notes an event that goes out.
    pub fn event(&mut self, name: &str) {
        let line = json!({"test": self.test, "served": format!("event {name}")});
        self.tell(line.to_string());
    }

    fn tell(&mut self, line: String) {
        if self.test.is_empty() || self.told.contains(&line) {
            return;
        }
        // Whoever reads the file misses a line that couldn't be written.
        if writeln!(self.file, "{line}").is_ok() {
            self.told.insert(line);
        }
    }
}

/// Returns a command's name as the table of what is covered has it: its level, its method, and the last word of its path.
fn route_name(request: &Request) -> Option<String> {
    if request.path == CHECK_JOIN_PATH {
        return Some(format!("api {} checkJoin", request.method));
    }
    let route = Route::parse(&request.path)?;
    let level = route.level.name();
    Some(format!("{level} {} {}", request.method, route.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_routes() {
        let check = |method: &str, path: &str, expect: Option<&str>| {
            let request = Request {
                method: method.into(),
                path: path.into(),
                ..Request::default()
            };
            assert_eq!(route_name(&request).as_deref(), expect);
        };
        check("POST", CHECK_JOIN_PATH, Some("api POST checkJoin"));
        check("POST", "/api/services/1/lock", Some("room POST lock"));
        check(
            "GET",
            "/api/services/a%2Fb/presentation.jpeg",
            Some("room GET presentation.jpeg"),
        );
        check(
            "POST",
            "/api/services/1/participants/u/mute",
            Some("participant POST mute"),
        );
        check(
            "POST",
            "/api/services/1/participants/u/calls/c/ack",
            Some("call POST ack"),
        );
        check("GET", "/", None);
    }
}
