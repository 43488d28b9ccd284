//! The shell over real sockets: headers, the portal's WebSockets, what was served.

use super::support::{login_info, signed};
use serde_json::{Value, json};
use simulator::http::Served;
use simulator::owt::http::{Shared, serve};
use simulator::owt::world::{SAMPLE_ID, SAMPLE_KEY, Settings};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

/// A server on free ports, in a thread of its own that ends with the test: the API's and the portal's address.
fn start(change: fn(Shared) -> Shared) -> (SocketAddr, SocketAddr) {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let bind = || tokio::net::TcpListener::bind("127.0.0.1:0");
            let (api, portal) = (bind().await.unwrap(), bind().await.unwrap());
            let addresses = (api.local_addr().unwrap(), portal.local_addr().unwrap());
            sender.send(addresses).unwrap();
            let settings = Settings {
                rate: 0.0,
                portal_host: addresses.1.to_string(),
                ..Settings::default()
            };
            let shared = change(Shared::new(settings, true));
            serve(api, portal, shared).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

/// The whole answer, head and body apart; header names in small letters.
fn ask(server: SocketAddr, request: &str, headers: &str, body: &str) -> (String, String) {
    let mut socket = TcpStream::connect(server).unwrap();
    socket
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let length = body.len();
    write!(
        socket,
        "{request} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

fn authorization() -> String {
    format!("authorization: {}\r\n", signed(SAMPLE_ID, SAMPLE_KEY))
}

fn check(server: SocketAddr, request: &str, headers: &str, status: u16, parts: &[&str]) {
    let (head, _) = ask(server, request, headers, "");
    assert!(
        head.starts_with(&format!("http/1.1 {status}")),
        "{request}: {head}"
    );
    for part in parts {
        assert!(head.contains(part), "{request}: no {part} in\n{head}");
    }
}

#[test]
fn headers() {
    let (api, portal) = start(|shared| shared);
    let cors = [
        "access-control-allow-origin: *",
        "access-control-allow-methods: post, get, options, delete, patch\r\n",
        "access-control-allow-headers: origin, authorization, content-type",
    ];
    check(api, "GET /v1/rooms", "", 401, &cors);
    check(api, "GET /v1/rooms", &authorization(), 200, &cors);
    check(api, "GET /v1/nothing", "", 404, &cors);
    check(api, "OPTIONS /v1/rooms/a", "", 200, &cors);
    check(
        api,
        "GET /v1/rooms",
        &authorization(),
        200,
        &["content-type: application/json; charset=utf-8"],
    );
    let (head, _) = ask(api, "POST /v1/rooms", &authorization(), "{");
    assert!(
        head.starts_with("http/1.1 400") && !head.contains("access-control"),
        "{head}"
    );
    let (head, body) = ask(portal, "GET /socket.io/?EIO=4&transport=polling", "", "");
    assert!(head.starts_with("http/1.1 400"), "{head}");
    assert_eq!(body, r#"{"code":0,"message":"Transport unknown"}"#);
    check(
        portal,
        "GET /socket.io/?EIO=4&transport=websocket",
        "",
        400,
        &[],
    );
    check(portal, "GET /v1/rooms", "", 404, &[]);
}

/// The next text.
fn read(socket: &mut WebSocket<MaybeTlsStream<TcpStream>>) -> String {
    loop {
        if let Message::Text(text) = socket.read().unwrap() {
            return text.as_str().to_owned();
        }
    }
}

#[test]
fn a_socket_of_the_portal() {
    let (api, _) = start(|shared| shared);
    let control = |command: &str, body: Value| {
        let (head, answer) = ask(
            api,
            &format!("POST /__control/{command}"),
            "",
            &body.to_string(),
        );
        assert!(
            head.starts_with("http/1.1 200"),
            "{command}: {head} {answer}"
        );
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    let room = control("rooms", json!({"name": "r", "options": {"views": []}}));
    let room = room["id"].as_str().unwrap();
    let body = json!({"user": "Ann", "role": "viewer"}).to_string();
    let (_, token) = ask(
        api,
        &format!("POST /v1/rooms/{room}/tokens"),
        &authorization(),
        &body,
    );
    let host: Value = {
        use base64::Engine as _;
        let json = base64::engine::general_purpose::STANDARD
            .decode(&token)
            .unwrap();
        serde_json::from_slice(&json).unwrap()
    };
    let host = host["host"].as_str().unwrap();
    let address = format!("ws://{host}/socket.io/?EIO=4&transport=websocket");
    let stream = TcpStream::connect(host).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let (mut socket, _) = tungstenite::client(address, MaybeTlsStream::Plain(stream)).unwrap();
    assert!(read(&mut socket).starts_with("0{"));
    socket.send(Message::text("40")).unwrap();
    assert!(read(&mut socket).starts_with("40{"));
    let login = format!("421{}", json!(["login", login_info(&token)]));
    socket.send(Message::text(login)).unwrap();
    assert!(read(&mut socket).starts_with("431[\"ok\","));
    control(&format!("{room}/join"), json!({"user": "Bo"}));
    assert!(read(&mut socket).starts_with("42[\"participant\",{\"action\":\"join\""));
    control("portal", json!({"do": "cut"}));
    assert!(socket.read().is_err());
}

#[test]
fn what_pages_were_served_is_written_down() {
    fn path() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("served-owt-{}.jsonl", std::process::id()))
    }
    let (api, _) = start(|shared| shared.with_served(Served::open(&path()).unwrap()));
    let page = format!("{}origin: http://127.0.0.1:8080\r\n", authorization());
    ask(api, "GET /v1/rooms", &page, "");
    ask(
        api,
        "POST /__control/test",
        "",
        r#"{"test":"a.spec.ts one"}"#,
    );
    ask(api, "GET /v1/rooms", &authorization(), "");
    ask(api, "GET /v1/rooms", &page, "");
    ask(api, "GET /v1/rooms", &page, "");
    ask(api, "DELETE /v1.1/rooms/r/streams/s", &page, "");
    ask(api, "GET /v1/nothing", &page, "");
    let lines = std::fs::read_to_string(path()).unwrap();
    std::fs::remove_file(path()).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let line = |served: &str, status: u16| json!({"test": "a.spec.ts one", "served": served, "status": status});
    assert_eq!(
        lines,
        [
            line("GET /v1/rooms", 200),
            line("DELETE /v1.1/rooms/{roomId}/streams/{streamId}", 500)
        ]
    );
}
