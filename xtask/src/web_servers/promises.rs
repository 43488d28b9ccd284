//! What every file has to come with, and what stands behind `/api/`.

use crate::context::Context;
use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use ureq::{Agent, Body, http::Response};

/// Where the panel is, under the server's root.
const PATH: &str = "/gavel/";
const KEPT: &str = "public, max-age=31536000, immutable";
const ASKED_FOR: &str = "no-cache";
/// A room of the simulator without PINs.
const ROOM: &str = "3000";
const TIMEOUT: Duration = Duration::from_secs(10);
/// For events: less than the room's silence.
const QUICK: Duration = Duration::from_secs(5);

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Caddy,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "Caddy",
        }
    }
}

/// The panel on a web server.
pub struct Deployment {
    kind: Kind,
    page: SocketAddr,
    conference: SocketAddr,
    dist: PathBuf,
    /// What `_headers` has for every file.
    headers: Vec<(String, String)>,
    agent: Agent,
}

impl Deployment {
    pub fn new(
        kind: Kind,
        page: SocketAddr,
        conference: SocketAddr,
        context: &Context,
    ) -> Result<Self> {
        let text = context.sh.read_file("deploy/_headers")?;
        let headers: Vec<_> = text
            .lines()
            .skip_while(|line| *line != "/*")
            .skip(1)
            .map_while(|line| line.strip_prefix("  ")?.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        ensure!(
            headers.len() >= 6,
            "_headers has only {headers:?} for all files"
        );
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .build();
        Ok(Self {
            kind,
            page,
            conference,
            dist: context.dist(),
            headers,
            agent: agent.into(),
        })
    }

    /// Looks at everything.
    pub fn check(&self) -> Result<()> {
        let files = files_of(&self.dist)?;
        ensure!(files.contains_key("index.html"), "{:?} is empty", self.dist);
        for (name, bytes) in &files {
            self.check_file(name, bytes)
                .with_context(|| name.to_owned())?;
        }
        let page = self.get(PATH, "identity")?;
        self.check_answer(page, 200, "text/html", ASKED_FOR, files.get("index.html"))
            .context(PATH)?;
        let moved = self.get(PATH.trim_end_matches('/'), "identity")?;
        let to = header(&moved, "location").unwrap_or_default();
        ensure!(
            moved.status().is_redirection() && to.ends_with(PATH),
            "without the slash: {} {to}",
            moved.status()
        );
        // A name with a hash too: that it is missing is nothing to keep.
        for name in ["missing", "missing.js", "gavel-0123456789abcdef_bg.wasm"] {
            let answer = self.get(&format!("{PATH}{name}"), "identity")?;
            self.check_answer(answer, 404, "text/html", ASKED_FOR, files.get("404.html"))
                .context(name)?;
        }
        self.check_proxy()
            .context("the conference server behind it")
    }

    /// Plain, and as the two files beside it where there are any.
    fn check_file(&self, name: &str, bytes: &Vec<u8>) -> Result<()> {
        let path = format!("{PATH}{name}");
        let kind = media_type(name);
        let caching = if is_hashed(name) { KEPT } else { ASKED_FOR };
        let answer = self.get(&path, "identity")?;
        ensure!(
            header(&answer, "content-encoding").is_none(),
            "it isn't plain"
        );
        self.check_answer(answer, 200, kind, caching, Some(bytes))?;
        for (accepted, end, encoding) in [
            ("gzip", "gz", "gzip"),
            ("gzip, deflate, br, zstd", "br", "br"),
        ] {
            let packed = self.dist.join(format!("{name}.{end}"));
            let Ok(packed) = std::fs::read(packed) else {
                // Changed by hand on a web server, see tools/post_build.mjs.
                ensure!(name == "config.json", "there is no {end} of it");
                continue;
            };
            let answer = self.get(&path, accepted)?;
            let told = header(&answer, "content-encoding");
            ensure!(
                told.as_deref() == Some(encoding),
                "it came as {told:?}, not {encoding}"
            );
            let vary = header(&answer, "vary").unwrap_or_default();
            ensure!(vary.eq_ignore_ascii_case("accept-encoding"), "Vary: {vary}");
            self.check_answer(answer, 200, kind, caching, Some(&packed))
                .context(encoding)?;
        }
        Ok(())
    }

    fn check_answer(
        &self,
        answer: Response<Body>,
        status: u16,
        kind: &str,
        caching: &str,
        bytes: Option<&Vec<u8>>,
    ) -> Result<()> {
        ensure!(
            answer.status() == status,
            "{} instead of {status}",
            answer.status()
        );
        let told = header(&answer, "content-type").unwrap_or_default();
        let (essence, _) = told.split_once(';').unwrap_or((&told, ""));
        ensure!(essence == kind, "Content-Type: {told}, not {kind}");
        let caching = ("Cache-Control".to_owned(), caching.to_owned());
        for (name, value) in self.headers.iter().chain([&caching]) {
            let told: Vec<_> = answer.headers().get_all(name).iter().collect();
            ensure!(told == [value.as_str()], "{name}: {told:?}, not {value}");
        }
        let body = answer.into_body().read_to_vec()?;
        ensure!(Some(&body) == bytes, "{} other bytes", body.len());
        Ok(())
    }

    /// A meeting is joined through the web server, as the panel does it, and an event comes while the stream stays open.
    fn check_proxy(&self) -> Result<()> {
        let at = |path: &str| format!("http://{}/api/{path}", self.page);
        let join = serde_json::json!({"joinAccount": ROOM, "participantName": "Wang Fang"});
        let info = self.post(&at("v3/meet/checkJoin.shtml"), &join)?;
        let node = text_at(&info, "/results/mcuHost");
        let expect = match self.kind {
            Kind::Nginx => self.page,
            // It can't change what a server says.
            Kind::Caddy => self.conference,
        };
        ensure!(node == Some(&*expect.to_string()), "mcuHost: {info}");
        let join = serde_json::json!({"display_name": "Wang Fang", "hideme": "no"});
        let session = self.post(&at(&format!("services/{ROOM}/new_session")), &join)?;
        let token = text_at(&session, "/result/token").context("no token")?;
        let path = format!("services/{ROOM}/events?token={token}");
        let stream = self.agent.get(at(&path)).config();
        let stream = stream.timeout_global(Some(QUICK)).build().call()?;
        let kind = header(&stream, "content-type").unwrap_or_default();
        ensure!(
            kind.starts_with("text/event-stream"),
            "Content-Type: {kind}"
        );
        // Nothing more happens in the room: of what a server collects, the end never comes.
        let mut events = BufReader::new(stream.into_body().into_reader()).lines();
        let is_last = |line: &String| line == "event: participant_sync_end";
        let found =
            events.find_map(|line| line.map(|line| is_last(&line).then_some(())).transpose());
        found
            .context("the stream ended")?
            .context("the events don't come as they happen")
    }

    fn get(&self, path: &str, accepted: &str) -> Result<Response<Body>> {
        let request = self.agent.get(format!("http://{}{path}", self.page));
        Ok(request.header("accept-encoding", accepted).call()?)
    }

    fn post(&self, url: &str, body: &serde_json::Value) -> Result<serde_json::Value> {
        let request = self.agent.post(url).content_type("application/json");
        let mut answer = request.send(body.to_string())?;
        let text = answer.body_mut().read_to_string()?;
        ensure!(answer.status() == 200, "{url}: {} {text}", answer.status());
        Ok(serde_json::from_str(&text)?)
    }
}

/// Returns what a visitor may ask for, by its path.
fn files_of(dist: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_asked_for = !name.ends_with(".br") && !name.ends_with(".gz") && name != "_headers";
        ensure!(
            path.is_file(),
            "{path:?} is a folder, which nobody looks into here"
        );
        if is_asked_for {
            files.insert(name.into_owned(), std::fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Returns whether Trunk has put a hash into the name.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain",
        Some("wasm") => "application/wasm",
        _ => "",
    }
}

fn text_at<'a>(answer: &'a serde_json::Value, path: &str) -> Option<&'a str> {
    answer.pointer(path)?.as_str()
}

fn header(answer: &Response<Body>, name: &str) -> Option<String> {
    let value = answer.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
