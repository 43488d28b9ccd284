//! The configuration: a TOML file, and variables of the environment over it (`GATEWAY_API__TOKENS='["…"]'`).

use crate::secret::Secret;
use crate::{netease, three_tee};
use axum::http::Uri;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// All of it. Secrets don't print.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to listen. TLS is a proxy's business.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// The SQLite database; made where it isn't there.
    #[serde(default = "default_database")]
    pub database: PathBuf,
    /// How long events are kept, in days.
    #[serde(default = "default_keep_days")]
    pub keep_days: u32,
    /// How long a room with nobody in it is kept whose end nobody tells, in seconds.
    #[serde(default = "default_keep_empty_s")]
    pub keep_empty_s: u64,
    /// What is written to the log.
    #[serde(default)]
    pub log: Log,
    /// The panel's side.
    pub api: Api,
    /// How much is taken.
    #[serde(default)]
    pub limits: Limits,
    /// 叁体.
    #[serde(default)]
    pub three_tee: ThreeTee,
    /// NetEase.
    #[serde(default)]
    pub netease: NetEase,
    /// A stream of NATS's that events go to, and come from.
    pub nats: Option<Nats>,
}

/// How much is written to the log.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Log {
    /// Refused callbacks, troubles.
    Warn,
    /// Start, end, polling, too.
    #[default]
    Info,
    /// Each event, too.
    Debug,
}

/// The panel's side.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// Access tokens; any of them will do.
    pub tokens: Vec<Secret>,
    /// Origins of panels, like `https://meet.example.com`.
    #[serde(default)]
    pub origins: Vec<String>,
}

/// How much is taken.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The longest body, in bytes.
    pub body_bytes: usize,
    /// Requests of one vendor's at a time.
    pub at_a_time: usize,
    /// When a callback is answered at the latest, in milliseconds: below the two seconds that NetEase waits.
    pub answer_within_ms: u64,
    /// Events that wait for the disk; with more of them, new ones aren't kept.
    pub waiting: usize,
    /// To try out what a slow disk does: how long the writer waits before each transaction, in milliseconds.
    pub writer_pause_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 64 * 1024,
            at_a_time: 4096,
            answer_within_ms: 1000,
            waiting: 16 * 1024,
            writer_pause_ms: 0,
        }
    }
}

/// 叁体's side.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ThreeTee {
    /// The keys of the check code; two while one is changed.
    pub keys: Vec<Secret>,
    /// Take events without any key. Only for closed networks.
    pub unsigned: bool,
    /// Names of parameters that stand in the configured address itself.
    pub own_parameters: Vec<String>,
    /// Asking the server for what no event tells.
    pub poll: Option<Poll>,
}

/// Whom to ask how often.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// Its address, `https://meet.example.com`.
    pub server: String,
    /// The key that goes with the next.
    pub access_key: Secret,
    /// Leaves this machine in an address only, as the server wants it.
    pub secret_key: Secret,
    /// In seconds.
    #[serde(default = "default_every_s")]
    pub every_s: u64,
    /// How long one time of asking may take in all, in seconds.
    #[serde(default = "default_within_s")]
    pub within_s: u64,
}

/// NetEase's side.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetEase {
    /// Whose callbacks are taken.
    pub apps: Vec<netease::App>,
    /// How far a callback's time may be from now, in seconds; 0 = it may be anything.
    pub tolerance_s: u64,
}

impl Default for NetEase {
    fn default() -> Self {
        Self {
            apps: Vec::new(),
            tolerance_s: 300,
        }
    }
}

/// The stream, and what this gateway does with it. The cargo feature `nats` has to be built in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nats {
    /// Addresses of servers of one cluster: `nats://127.0.0.1:4222`, or `tls://…`.
    pub servers: Vec<String>,
    /// Whom the servers know this gateway as.
    pub user: Option<String>,
    /// Goes with `user`.
    #[serde(default)]
    pub password: Option<Secret>,
    /// The stream's name; made where it isn't there.
    #[serde(default = "default_stream")]
    pub stream: String,
    /// How many servers keep each event, of a stream that is made.
    #[serde(default = "default_replicas")]
    pub replicas: usize,
    /// The name of this gateway among those that read the stream into their database; without it, it only receives.
    pub reads_as: Option<String>,
}

impl Nats {
    /// Names are parts of subjects.
    fn is_whole(&self) -> bool {
        let is_name = |name: &str| {
            let is_plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
            !name.is_empty() && name.bytes().all(is_plain)
        };
        let is_reader = self.reads_as.as_deref().is_none_or(is_name);
        !self.servers.is_empty() && is_name(&self.stream) && is_reader && self.replicas > 0
    }
}

fn default_stream() -> String {
    "gavel".into()
}

fn default_replicas() -> usize {
    1
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8090))
}

fn default_database() -> PathBuf {
    "gateway.sqlite".into()
}

fn default_keep_days() -> u32 {
    90
}

fn default_keep_empty_s() -> u64 {
    86_400
}

fn default_every_s() -> u64 {
    30
}

fn default_within_s() -> u64 {
    60
}

/// Whether a browser could send this as an `Origin`: any other text would never be one, or mean all of them.
fn is_origin(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else {
        return false;
    };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return false;
    };
    matches!(scheme, "http" | "https") && text == format!("{scheme}://{authority}")
}

impl Config {
    /// Returns what is so unless something else is said, with a database and an access token.
    pub fn new(database: PathBuf, token: &str) -> Self {
        Self {
            listen: default_listen(),
            database,
            keep_days: default_keep_days(),
            keep_empty_s: default_keep_empty_s(),
            log: Log::default(),
            api: Api {
                tokens: vec![Secret::new(token)],
                origins: Vec::new(),
            },
            limits: Limits::default(),
            three_tee: ThreeTee::default(),
            netease: NetEase::default(),
            nats: None,
        }
    }

    /// Reads a file, if there is one, and the environment over it.
    pub fn read(file: Option<&Path>) -> Result<Self, String> {
        let mut figment = Figment::new();
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        let environment = Env::prefixed("GATEWAY_").split("__");
        let config = figment.merge(environment).extract::<Self>();
        // Figment's words quote values of the wrong type; the key is enough to find it.
        config.map_err(|error| {
            let place = error.path.join(".");
            match error.kind {
                figment::error::Kind::MissingField(name) => format!("{name} is missing"),
                figment::error::Kind::UnknownField(name, _) => format!("{name} is unknown"),
                figment::error::Kind::Message(words) if place.is_empty() => words,
                _ => format!("{place} can't be read"),
            }
        })
    }

    /// Returns what can't be, in a sentence.
    pub fn check(&self) -> Result<(), String> {
        let is_set =
            |secrets: &[Secret]| !secrets.is_empty() && secrets.iter().all(|it| !it.is_empty());
        if !is_set(&self.api.tokens) {
            return Err("api.tokens needs a token, and none may be empty".into());
        }
        if let Some(origin) = self.api.origins.iter().find(|it| !is_origin(it)) {
            return Err(format!(
                "api.origins: {origin} is no origin like https://meet.example.com"
            ));
        }
        if self.three_tee.keys.iter().any(Secret::is_empty) {
            return Err("three_tee.keys may not be empty texts".into());
        }
        if self.three_tee.unsigned && !self.three_tee.keys.is_empty() {
            return Err("three_tee.unsigned and three_tee.keys exclude each other".into());
        }
        if let Some(app) = self.netease.apps.iter().find(|app| !is_set(&app.secrets)) {
            return Err(format!("netease.apps: {} needs a secret", app.key));
        }
        if !(1..=1500).contains(&self.limits.answer_within_ms) {
            return Err("limits.answer_within_ms is not in 1..=1500".into());
        }
        let limits = &self.limits;
        let has_no_limit = [limits.at_a_time, limits.body_bytes, limits.waiting].contains(&0);
        if has_no_limit || self.keep_days == 0 || self.keep_empty_s == 0 {
            return Err("limits, keep_days and keep_empty_s may not be 0".into());
        }
        if let Some(poll) = &self.three_tee.poll
            && (poll.every_s == 0 || poll.within_s == 0 || !poll.server.starts_with("http"))
        {
            return Err(
                "three_tee.poll needs the server's address, every_s and within_s above 0".into(),
            );
        }
        if self.nats.is_some() && !cfg!(feature = "nats") {
            return Err("nats: this gateway is built without it (cargo feature nats)".into());
        }
        if self.nats.as_ref().is_some_and(|nats| !nats.is_whole()) {
            return Err(
                "nats needs servers, replicas, and names of letters, digits, - and _".into(),
            );
        }
        Ok(())
    }
}

impl ThreeTee {
    /// Returns what the receiver needs.
    pub fn sender(&self) -> three_tee::Sender {
        three_tee::Sender {
            keys: self.keys.clone(),
            takes_unsigned: self.unsigned,
            own_parameters: self.own_parameters.clone(),
        }
    }
}

impl NetEase {
    /// Returns what the receiver needs.
    pub fn sender(&self) -> netease::Sender {
        netease::Sender {
            apps: self.apps.clone(),
            tolerance_ms: self.tolerance_s.saturating_mul(1000),
        }
    }
}
