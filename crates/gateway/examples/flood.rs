//! Sends signed events to a receiver and prints as JSON what came of it: `cargo xtask bench --only gateway`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that fails may say so by ending"
)]

#[path = "flood/requests.rs"]
mod requests;

use clap::{Parser, ValueEnum};
use requests::Request;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::time::{Instant, sleep_until, timeout};

/// What is longer isn't waited for.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Parser)]
struct Options {
    /// `http://127.0.0.1:8090`
    address: String,
    /// Whose events
    sender: Sender,
    #[arg(long)]
    connections: u32,
    #[arg(long)]
    seconds: u64,
    /// So many a second, each when it is due; without it each connection sends as fast as it is answered
    #[arg(long)]
    rate: Option<u32>,
}

/// Whose events are sent, and where to.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sender {
    #[value(name = "3tee")]
    ThreeTee,
    #[value(name = "netease")]
    NetEase,
    /// To the Debian package webhook
    Webhook,
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    /// How long each answer took.
    answers: Vec<Duration>,
    /// Answers that weren't what the vendor wants.
    other: usize,
    /// Requests without an answer.
    unanswered: usize,
}

#[tokio::main]
async fn main() {
    let options = Options::parse();
    let (make, expect): (fn(u32, u32) -> Request, &str) = match options.sender {
        Sender::ThreeTee => (requests::three_tee, "HTTP/1.1 200"),
        Sender::NetEase => (requests::netease, r#"{"errCode":0}"#),
        Sender::Webhook => (requests::webhook, "HTTP/1.1 200"),
    };
    let address = options.address.trim_start_matches("http://").to_owned();
    let ready = Arc::new(Barrier::new(options.connections as usize + 1));
    let tasks: Vec<_> = (0..options.connections)
        .map(|number| {
            let connection = Connection {
                address: address.clone(),
                number,
                ready: ready.clone(),
                time: Duration::from_secs(options.seconds),
                // Each connection's share, spread over the time of one.
                every: options
                    .rate
                    .map(|rate| Duration::from_secs(1) * options.connections / rate),
                total: options.connections,
                expect,
            };
            tokio::spawn(connection.send(make))
        })
        .collect();
    ready.wait().await;
    let start = Instant::now();
    let mut all = Seen::default();
    for task in tasks {
        let seen = task.await.unwrap();
        all.answers.extend(seen.answers);
        all.other += seen.other;
        all.unanswered += seen.unanswered;
    }
    let seconds = start.elapsed().as_secs_f64();
    all.answers.sort_unstable();
    let count = all.answers.len();
    let at = |part: usize| {
        let answer = all
            .answers
            .get((count * part / 1000).min(count.saturating_sub(1)));
        answer.copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    let printed = serde_json::json!({
        "rate": count as f64 / seconds,
        "answered": count,
        "other": all.other,
        "unanswered": all.unanswered,
        "p50_ms": at(500),
        "p99_ms": at(990),
        "longest_ms": at(1000),
    });
    println!("{printed}");
}

struct Connection {
    address: String,
    number: u32,
    /// Passed once all are connected: that isn't measured.
    ready: Arc<Barrier>,
    time: Duration,
    every: Option<Duration>,
    total: u32,
    expect: &'static str,
}

impl Connection {
    async fn send(self, make: fn(u32, u32) -> Request) -> Seen {
        let mut seen = Seen::default();
        let mut stream = self.connect().await.ok();
        let mut buffer = [0; 1024];
        self.ready.wait().await;
        let start = Instant::now();
        let end = start + self.time;
        for number in 0.. {
            if let Some(every) = self.every {
                let first = every * self.number / self.total;
                sleep_until((start + first + every * number).min(end)).await;
            }
            if Instant::now() >= end {
                break;
            }
            let request = make(self.number, number);
            let sent = Instant::now();
            let answer = timeout(PATIENCE, self.ask(&mut stream, &request, &mut buffer)).await;
            match answer {
                Ok(Ok(length)) => {
                    seen.answers.push(sent.elapsed());
                    let answer = buffer.get(..length).unwrap_or_default();
                    let answer = String::from_utf8_lossy(answer);
                    seen.other += usize::from(!answer.contains(self.expect));
                }
                _ => {
                    seen.unanswered += 1;
                    stream = None;
                }
            }
        }
        seen
    }

    async fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    async fn ask(
        &self,
        stream: &mut Option<TcpStream>,
        request: &str,
        buffer: &mut [u8],
    ) -> std::io::Result<usize> {
        let stream = match stream {
            Some(stream) => stream,
            None => stream.insert(self.connect().await?),
        };
        stream.write_all(request.as_bytes()).await?;
        // An answer is a few hundred bytes and comes as one.
        match stream.read(buffer).await? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            length => Ok(length),
        }
    }
}
