//! Sends signed events to a gateway as fast as it answers, and says how fast that was: `cargo xtask bench --only gateway`.
//!
//! Arguments: the address, how many connections of each vendor's, how many seconds. The gateway has to know `KEY`, `APP` and `SECRET`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that fails may say so by ending"
)]

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const KEY: &str = "bench-key";
const APP: &str = "bench-app";
const SECRET: &str = "bench-secret";

/// What one connection saw.
#[derive(Default)]
struct Seen {
    /// How long each answer took.
    answers: Vec<Duration>,
    /// Answers that weren't 200.
    other: usize,
}

#[tokio::main]
async fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [address, connections, seconds] = arguments.as_slice() else {
        eprintln!("flood ADDRESS CONNECTIONS SECONDS");
        std::process::exit(2);
    };
    let connections: usize = connections.parse().expect("a number of connections");
    let time = Duration::from_secs(seconds.parse().expect("a number of seconds"));
    let start = Instant::now();
    for (name, request) in [
        ("3tee", three_tee as fn(usize, usize) -> String),
        ("netease", netease),
    ] {
        let tasks: Vec<_> = (0..connections)
            .map(|number| tokio::spawn(send(address.clone(), number, time, request)))
            .collect();
        let start = Instant::now();
        let mut all = Seen::default();
        for task in tasks {
            let seen = task.await.unwrap();
            all.answers.extend(seen.answers);
            all.other += seen.other;
        }
        let elapsed = start.elapsed();
        all.answers.sort_unstable();
        let count = all.answers.len();
        let at = |part: usize| {
            all.answers
                .get(count * part / 1000)
                .copied()
                .unwrap_or_default()
        };
        let rate = count as f64 / elapsed.as_secs_f64();
        println!(
            "{name}: {connections} connections, {rate:.0} events/s, p50 {:.1?}, p99 {:.1?}, longest {:.1?}, not 200: {}",
            at(500),
            at(990),
            all.answers.last().copied().unwrap_or_default(),
            all.other
        );
    }
    println!("in {:.1?}", start.elapsed());
}

async fn send(
    address: String,
    connection: usize,
    time: Duration,
    request: fn(usize, usize) -> String,
) -> Seen {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://"))
        .await
        .unwrap();
    stream.set_nodelay(true).unwrap();
    let mut seen = Seen::default();
    let end = Instant::now() + time;
    let mut buffer = [0; 1024];
    for number in 0.. {
        if Instant::now() >= end {
            break;
        }
        let text = request(connection, number);
        let start = Instant::now();
        stream.write_all(text.as_bytes()).await.unwrap();
        // An answer is a few hundred bytes and comes as one.
        let length = stream.read(&mut buffer).await.unwrap();
        seen.answers.push(start.elapsed());
        let answer = buffer.get(..length).unwrap_or_default();
        seen.other += usize::from(!answer.starts_with(b"HTTP/1.1 200"));
    }
    seen
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn three_tee(connection: usize, number: usize) -> String {
    let kind = ["join", "publish", "unpublish", "leave"];
    let event = kind.get(number % 4).copied().unwrap_or("join");
    let room = format!("r{}", connection % 500);
    let now = now_ms();
    let trace = format!("{connection}-{number}-{now}");
    let user = format!("u{connection}-{}", number / 4 % 20);
    // Sorted by name: event, room_id, stream_id, stream_type, trace_id, user_id.
    let mut pairs = vec![("event", event), ("room_id", &room)];
    if event.ends_with("publish") {
        pairs.extend([("stream_id", "s"), ("stream_type", "video")]);
    }
    pairs.extend([("trace_id", trace.as_str()), ("user_id", user.as_str())]);
    let values: Vec<_> = pairs.iter().map(|(_, value)| *value).collect();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(values.join("|").as_bytes());
    let code = hex(&mac.finalize().into_bytes());
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(&pairs).append_pair("check_code", &code);
    let body = form.finish();
    format!(
        "POST /callbacks/3tee HTTP/1.1\r\nHost: g\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn netease(connection: usize, number: usize) -> String {
    let time = now_ms().to_string();
    let body = format!(
        r#"{{"callType":2,"eventType":20,"fromAccount":"a{connection}","fromClientType":"IOS","notifyAttach":"{number}","timestamp":"{time}","toAccountList":["b"]}}"#
    );
    let md5 = hex(&Md5::digest(&body));
    let sum = hex(&Sha1::digest(format!("{SECRET}{md5}{time}")));
    format!(
        "POST /callbacks/netease HTTP/1.1\r\nHost: g\r\nAppKey: {APP}\r\nCurTime: {time}\r\nMD5: {md5}\r\nCheckSum: {sum}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn now_ms() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default().as_millis()
}
