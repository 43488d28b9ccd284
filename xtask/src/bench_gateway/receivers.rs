//! The gateway, and what it is measured beside.

use crate::context::Context;
use crate::debian;
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xshell::TempDir;

/// How long one may take to listen.
const START_TIMEOUT: Duration = Duration::from_secs(10);
/// Between two looks whether it does.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// What takes events.
#[derive(Clone, Copy)]
pub enum Receiver {
    Gateway,
    /// `bench/sqlx_receiver`.
    Sqlx,
    /// Debian's webhook, which starts a program for each event.
    Webhook,
}

impl Receiver {
    /// Returns its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Sqlx => "axum + sqlx",
            Self::Webhook => "webhook, a line into a file, not synced",
        }
    }
}

/// A receiver with a folder of its own, until it is dropped.
pub struct Running {
    child: Child,
    /// `http://…`
    pub address: String,
    _folder: TempDir,
}

impl Running {
    /// Starts one; the gateway with so many milliseconds before each transaction. `None` = it isn't here.
    pub fn start(
        context: &Context,
        receiver: Receiver,
        pause_ms: Option<u32>,
    ) -> Result<Option<Self>> {
        let folder = context.sh.create_temp_dir()?;
        let database = folder.path().join("events.sqlite");
        let release = context.target.join("release");
        let mut command = match receiver {
            Receiver::Gateway => gateway(&release, &database, pause_ms.unwrap_or_default()),
            Receiver::Sqlx => {
                let mut command = Command::new(release.join("sqlx_receiver"));
                command.arg(database);
                command
            }
            Receiver::Webhook => {
                let found = debian::find_or_unpack(context, "webhook", "GAVEL_WEBHOOK");
                let Some(program) = found else {
                    return Ok(None);
                };
                return webhook(&program, folder).map(Some);
            }
        };
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().context("the receiver's output")?;
        let mut running = Self {
            child,
            address: String::new(),
            _folder: folder,
        };
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening ");
        running.address = address.context("The receiver didn't start.")?.to_owned();
        Ok(Some(running))
    }

    /// Returns what the gateway has counted of a vendor's.
    pub fn counts(&self, vendor: &str) -> Result<Value> {
        let request = ureq::get(format!("{}/api/status", self.address));
        let answer = request.header("authorization", "Bearer bench").call()?;
        let status: Value = serde_json::from_str(&answer.into_body().read_to_string()?)?;
        let counts = status.pointer(&format!("/vendors/{vendor}"));
        counts.cloned().context("the vendor's counts")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn gateway(release: &Path, database: &Path, pause_ms: u32) -> Command {
    let mut command = Command::new(release.join("gateway"));
    command
        .arg("serve")
        .env("GATEWAY_LISTEN", "127.0.0.1:0")
        .env("GATEWAY_DATABASE", database)
        .env("GATEWAY_LOG", "warn")
        .env("GATEWAY_API__TOKENS", "[bench]")
        .env("GATEWAY_THREE_TEE__KEYS", "[bench-key]")
        .env("GATEWAY_LIMITS__WRITER_PAUSE_MS", pause_ms.to_string())
        .env(
            "GATEWAY_NETEASE__APPS",
            "[{key=bench-app,secrets=[bench-secret]}]",
        );
    command
}

/// Each event is a line in a file before it is answered.
fn webhook(program: &Path, folder: TempDir) -> Result<Running> {
    let script = folder.path().join("append.sh");
    std::fs::write(&script, "printf '%s\\n' \"$1\" >> events.jsonl\n")?;
    let hooks = json!([{
        "id": "event",
        "execute-command": "/bin/sh",
        "command-working-directory": folder.path(),
        "include-command-output-in-response": true,
        "pass-arguments-to-command": [
            { "source": "string", "name": script },
            { "source": "entire-payload" },
        ],
        "trigger-rule-mismatch-http-response-code": 403,
        "trigger-rule": { "match": {
            "type": "payload-hmac-sha256",
            "secret": "bench-key",
            "parameter": { "source": "header", "name": "X-Signature" },
        } },
    }]);
    let file = folder.path().join("hooks.json");
    std::fs::write(&file, hooks.to_string())?;
    let at = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let child = Command::new(program)
        .arg("-hooks")
        .arg(file)
        .args(["-ip", "127.0.0.1", "-port", &at.port().to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut running = Running {
        child,
        address: format!("http://{at}"),
        _folder: folder,
    };
    let start = Instant::now();
    while TcpStream::connect(at).is_err() {
        if let Some(status) = running.child.try_wait()? {
            bail!("webhook ended ({status}).");
        }
        if start.elapsed() > START_TIMEOUT {
            bail!("webhook doesn't listen.");
        }
        std::thread::sleep(POLL_INTERVAL);
    }
    Ok(running)
}
