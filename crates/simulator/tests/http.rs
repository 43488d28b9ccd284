//! The shell over real sockets: status lines, CORS, stream bytes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use simulator::http::{Served, Shared, serve};
use simulator::world::Settings;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A server on a free port, in a thread of its own that ends with the test.
fn start(control: bool) -> SocketAddr {
    start_with(control, |shared| shared)
}

fn start_with(control: bool, change: fn(Shared) -> Shared) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            let settings = Settings {
                fresh_rooms: control,
                rate: 0.0,
                ..Settings::default()
            };
            serve(listener, change(Shared::new(settings, control)))
                .await
                .unwrap();
        });
    });
    receiver.recv().unwrap()
}

fn connect(server: SocketAddr, request: &str, headers: &str, body: &str) -> TcpStream {
    let mut socket = TcpStream::connect(server).unwrap();
    socket
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let length = body.len();
    write!(
        socket,
        "{request} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .unwrap();
    socket
}

/// The whole answer, head and body apart; header names in small letters.
fn ask(server: SocketAddr, request: &str, headers: &str, body: &str) -> (String, String) {
    let mut text = String::new();
    connect(server, request, headers, body)
        .read_to_string(&mut text)
        .unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

fn check(
    server: SocketAddr,
    request: &str,
    headers: &str,
    body: &str,
    status: u16,
    parts: &[&str],
) {
    let (head, _) = ask(server, request, headers, body);
    assert!(
        head.starts_with(&format!("http/1.1 {status}")),
        "{request}: {head}"
    );
    for part in parts {
        assert!(head.contains(part), "{request}: no {part} in\n{head}");
    }
}

#[test]
fn status_and_cors() {
    let server = start(false);
    let cors = "access-control-allow-origin: *";
    let origin = "origin: http://127.0.0.1:8080\r\n";
    check(server, "GET /nowhere", origin, "", 404, &[cors]);
    check(
        server,
        "GET /api/services/9000/lock",
        origin,
        "",
        405,
        &[cors, "allow: post"],
    );
    check(
        server,
        "POST /api/services/9000/lock",
        origin,
        "",
        403,
        &[cors],
    );
    check(
        server,
        "POST /api/services/9000/new_session",
        origin,
        "{",
        400,
        &[cors],
    );
    check(
        server,
        "GET /api/v3/meet/checkJoin.shtml",
        origin,
        "",
        405,
        &[cors],
    );
    check(server, "GET /__control/9000/state", origin, "", 404, &[]);
    check(
        server,
        "OPTIONS /api/services/9000/lock",
        "origin: https://gavel.example\r\naccess-control-request-headers: token\r\naccess-control-request-private-network: true\r\n",
        "",
        204,
        &[
            cors,
            "access-control-allow-headers: content-type, token, pin, role",
            "access-control-allow-methods: get, post, options",
            "access-control-max-age: 600",
            "access-control-allow-private-network: true",
        ],
    );
}

#[test]
fn a_stream_over_a_socket() {
    let server = start(true);
    let body = r#"{"display_name":"Ann","hideme":"no"}"#;
    let (_, answer) = ask(
        server,
        "POST /api/services/9000.s/new_session",
        "pin: 1111\r\n",
        body,
    );
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let token = answer["result"]["token"].as_str().unwrap();
    let mut stream = connect(
        server,
        &format!("GET /api/services/9000.s/events?token={token}"),
        "",
        "",
    );
    let mut text = read_until(&mut stream, String::new(), "event: layout");
    let head = text.to_lowercase();
    for part in [
        "content-type: text/event-stream\r\n",
        "cache-control: no-store\r\n",
        "x-accel-buffering: no\r\n",
        "access-control-allow-origin: *\r\n",
    ] {
        assert!(head.contains(part), "{part}: {head}");
    }
    assert!(text.contains("event: participant_sync_begin\ndata: null\n\n"));
    assert!(text.contains("\"protocol\":\"api\""));
    check(
        server,
        "POST /__control/9000.s/join",
        "",
        r#"{"display_name":"Bo"}"#,
        200,
        &[],
    );
    text = read_until(&mut stream, text, "\"display_name\":\"Bo\"");
    check(
        server,
        "POST /__control/9000.s/streams",
        "",
        r#"{"do":"cut"}"#,
        200,
        &[],
    );
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    // A cut connection has no last chunk.
    assert!(!rest.ends_with(b"0\r\n\r\n"), "{text}");
    let (_, state) = ask(server, "GET /__control/9000.s/state", "", "");
    let state: Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["streams"], 0);
}

fn read_until(stream: &mut TcpStream, mut text: String, end: &str) -> String {
    let mut buffer = [0; 4096];
    while !text.contains(end) {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "ended before {end}: {text}");
        text.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
    text
}

#[test]
fn what_pages_were_served_is_written_down() {
    fn path() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("served-{}.jsonl", std::process::id()))
    }
    let server = start_with(true, |shared| {
        shared.with_served(Served::open(&path()).unwrap())
    });
    let origin = "origin: http://127.0.0.1:8080\r\n";
    let enter = |headers: &str, body: &str| {
        let request = "POST /api/services/9000.s/new_session";
        ask(server, request, headers, body).1
    };
    let begin = |test: &str| {
        let body = format!("{{\"test\":{test}}}");
        ask(server, "POST /__control/test", "", &body).0
    };
    let name = r#"{"display_name":"Wang Fang","hideme":"no"}"#;
    let with_pin = format!("{origin}pin: 1111\r\n");

    // Before any test, and by another program than a page.
    enter(&with_pin, name);
    assert!(begin("7").starts_with("http/1.1 400"));
    assert!(begin("\"a.spec.ts one\"").starts_with("http/1.1 200"));
    enter("pin: 1111\r\n", name);
    enter(origin, "{");
    let answer: Value = serde_json::from_str(&enter(&with_pin, name)).unwrap();
    enter(&with_pin, name);
    begin("\"a.spec.ts two\"");
    let token = answer["result"]["token"].as_str().unwrap();
    let events = format!("GET /api/services/9000.s/events?token={token}");
    let mut stream = connect(server, &events, origin, "");
    // Until all that a stream begins with is through.
    let mut seen = String::new();
    let mut piece = [0; 4_096];
    while !seen.contains("event: layout\n") {
        let length = stream.read(&mut piece).unwrap();
        seen.push_str(&String::from_utf8_lossy(&piece[..length]));
    }

    let lines = std::fs::read_to_string(path()).unwrap();
    std::fs::remove_file(path()).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let line = |test: &str, served: &str, status: Option<u16>| match status {
        Some(status) => json!({"test": test, "served": served, "status": status}),
        None => json!({"test": test, "served": served}),
    };
    let [one, two] = ["a.spec.ts one", "a.spec.ts two"];
    assert_eq!(
        lines,
        [
            line(one, "room POST new_session", Some(400)),
            line(one, "room POST new_session", Some(200)),
            line(two, "room GET events", Some(200)),
            line(two, "event participant_sync_begin", None),
            line(two, "event participant_create", None),
            line(two, "event participant_sync_end", None),
            line(two, "event service_update", None),
            line(two, "event stage", None),
            line(two, "event layout", None),
        ]
    );
}
