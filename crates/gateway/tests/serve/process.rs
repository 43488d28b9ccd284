//! Starts a gateway and speaks HTTP with it.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use serde_json::Value;
use sha1::Sha1;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::Response;

pub const KEY: &str = "northbound-key";
pub const SECRET: &str = "0123456789ab";
pub const TOKEN: &str = "panel-token";

/// A gateway that runs; killed when it is dropped.
pub struct Gateway {
    child: Child,
    pub address: String,
    agent: Agent,
}

/// A folder with a configuration and room for a database.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// `more` is TOML behind the rest.
    pub fn new(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            r#"
            listen = "127.0.0.1:0"
            database = {database:?}
            log = "warn"
            [api]
            tokens = ["{TOKEN}", "second-token"]
            origins = ["https://meet.example.com"]
            [[netease.apps]]
            key = "app"
            secrets = ["old-secret", "{SECRET}"]
            [three_tee]
            keys = ["{KEY}", "next-key"]
            {more}"#,
            database = folder.path().join("events.sqlite"),
        );
        std::fs::write(folder.path().join("gateway.toml"), text).unwrap();
        Self { folder }
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("gateway.toml")
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("events.sqlite")
    }

    pub fn start(&self) -> Gateway {
        self.start_with(&[])
    }

    /// Starts it with these variables in its environment.
    pub fn start_with(&self, variables: &[(&str, &str)]) -> Gateway {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gateway"))
            .args(["serve", "--config"])
            .arg(self.config())
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening ").expect("it listens").trim();
        Gateway {
            child,
            address: address.to_owned(),
            agent: agent(),
        }
    }
}

pub fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        // The gateway closes a connection whose body it didn't read, maybe only when the next request is on its way.
        .max_idle_connections(0)
        .timeout_global(Some(Duration::from_secs(20)));
    config.build().into()
}

/// A status and a body.
pub type Answer = (u16, String);

pub fn read(response: Response<ureq::Body>) -> Answer {
    let status = response.status().as_u16();
    let body = response.into_body().read_to_string().unwrap_or_default();
    (status, body)
}

impl Gateway {
    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end; returns whether it says that all went well.
    pub fn terminate(mut self) -> bool {
        let mut kill = Command::new("kill");
        let sent = kill.arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().success()
    }

    pub fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.address));
        let request = request.header("authorization", format!("Bearer {TOKEN}"));
        read(request.call().unwrap())
    }

    pub fn json(&self, path: &str) -> Value {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    pub fn three_tee(&self, query: &str) -> Answer {
        send_three_tee(&self.agent, &self.address, query).unwrap()
    }

    /// Signs and sends a body.
    pub fn netease(&self, body: &str) -> Answer {
        netease_request(&self.agent, &self.address, body).unwrap()
    }

    pub fn netease_signed(&self, body: &str, signature: [&str; 3]) -> Answer {
        send_netease(&self.agent, &self.address, body, signature).unwrap()
    }

    /// Returns all of the history, oldest first.
    pub fn history(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let mut path = "/api/history?limit=1000".to_owned();
        loop {
            let page = self.json(&path)["events"].take();
            let page = page.as_array().unwrap();
            let Some(last) = page.last() else {
                all.reverse();
                return all;
            };
            path = format!("/api/history?limit=1000&before={}", last["id"]);
            all.extend(page.iter().cloned());
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send_three_tee(agent: &Agent, address: &str, query: &str) -> Result<Answer, ureq::Error> {
    let request = agent.post(format!("{address}/callbacks/3tee"));
    let request = request.content_type("application/x-www-form-urlencoded");
    request.send(query).map(read)
}

fn send_netease(
    agent: &Agent,
    address: &str,
    body: &str,
    [time, md5, sum]: [&str; 3],
) -> Result<Answer, ureq::Error> {
    let request = agent.post(format!("{address}/callbacks/netease"));
    let request = request.content_type("application/json");
    let request = request.header("AppKey", "app").header("CurTime", time);
    let request = request.header("MD5", md5).header("CheckSum", sum);
    request.send(body).map(read)
}

/// Signs and sends parameters; an error = nobody answers.
pub fn three_tee_request(
    agent: &Agent,
    address: &str,
    pairs: &[(&str, &str)],
) -> Result<Answer, ureq::Error> {
    send_three_tee(agent, address, &signed(pairs))
}

/// Signs and sends a body; an error = nobody answers.
pub fn netease_request(agent: &Agent, address: &str, body: &str) -> Result<Answer, ureq::Error> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let time = now.as_millis().to_string();
    let md5 = hex(&Md5::digest(body));
    let sum = hex(&Sha1::digest(format!("{SECRET}{md5}{time}")));
    send_netease(agent, address, body, [&time, &md5, &sum])
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Signs parameters as a media server does.
pub fn signed(pairs: &[(&str, &str)]) -> String {
    let mut sorted: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    sorted.sort_unstable();
    let values: Vec<_> = sorted.iter().map(|(_, value)| *value).collect();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(values.join("|").as_bytes());
    let code = hex(&mac.finalize().into_bytes());
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(pairs).append_pair("check_code", &code);
    form.finish()
}
