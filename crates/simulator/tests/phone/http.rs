//! The shell over real sockets.

use serde_json::{Value, json};
use simulator::http::Served;
use simulator::phone::http::{Shared, serve};
use simulator::phone::world::Settings;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tungstenite::client::IntoClientRequest as _;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Error, Message, WebSocket};

/// A server on a free port, in a thread of its own that ends with the test.
fn start(change: fn(Shared) -> Shared) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            let shared = change(Shared::new(Settings::default(), true));
            serve(listener, shared).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

/// The whole answer, head and body apart; header names in small letters.
fn ask(server: SocketAddr, request: &str, body: &str) -> (String, String) {
    let mut socket = TcpStream::connect(server).unwrap();
    let limit = Some(Duration::from_secs(10));
    socket.set_read_timeout(limit).unwrap();
    let length = body.len();
    write!(
        socket,
        "{request} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

type Socket = WebSocket<MaybeTlsStream<TcpStream>>;

/// Opens a socket as a page does; the HTTP status where it doesn't open.
fn open(server: SocketAddr, client: &str) -> Result<Socket, u16> {
    let address = format!("ws://{server}/api/client/{client}");
    let mut request = address.into_client_request().unwrap();
    let origin = "http://127.0.0.1:8080".parse().unwrap();
    request.headers_mut().insert("origin", origin);
    let stream = TcpStream::connect(server).unwrap();
    let limit = Some(Duration::from_secs(10));
    stream.set_read_timeout(limit).unwrap();
    match tungstenite::client(request, MaybeTlsStream::Plain(stream)) {
        Ok((socket, _)) => Ok(socket),
        Err(tungstenite::HandshakeError::Failure(Error::Http(response))) => {
            Err(response.status().as_u16())
        }
        Err(other) => panic!("{other:?}"),
    }
}

fn say(socket: &mut Socket, method: &str) -> Value {
    let text = json!({"jsonrpc": "2.0", "method": method, "id": 1}).to_string();
    socket.send(Message::text(text)).unwrap();
    loop {
        let message = socket.read().unwrap();
        let message: Value = serde_json::from_str(message.to_text().unwrap()).unwrap();
        if message.get("id").is_some() {
            return message;
        }
    }
}

#[test]
fn a_client_and_the_next_with_its_name() {
    let server = start(|shared| shared);
    let mut first = open(server, "a").unwrap();
    assert_eq!(
        say(&mut first, "CreateConf")["result"]["statusCode"],
        "000000"
    );
    assert_eq!(open(server, "a").err(), Some(409));
    let mut third = open(server, "a").unwrap();
    assert_eq!(say(&mut third, "Sing")["code"], -32601);
    first.send(Message::text("[]")).unwrap();
    match first.read().unwrap() {
        Message::Close(Some(frame)) => assert_eq!(u16::from(frame.code), 1000),
        other => panic!("{other:?}"),
    }
    let (head, _) = ask(server, "POST /__control/sockets", r#"{"do":"cut"}"#);
    assert!(
        head.starts_with("http/1.1 200") && head.contains("\nat: "),
        "{head}"
    );
    assert!(third.read().is_err());
}

#[test]
fn other_paths() {
    let server = start(|shared| shared);
    let status = |request: &str| ask(server, request, "").0[9..12].to_owned();
    assert_eq!(status("GET /"), "200");
    assert_eq!(status("GET /nothing"), "404");
    assert_eq!(status("GET /api/client/a"), "400");
}

#[test]
fn what_pages_were_served_is_written_down() {
    fn path() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("served-phone-{}.jsonl", std::process::id()))
    }
    let server = start(|shared| shared.with_served(Served::open(&path()).unwrap()));
    ask(
        server,
        "POST /__control/behave",
        r#"{"notifications":"five"}"#,
    );
    ask(
        server,
        "POST /__control/test",
        r#"{"test":"a.spec.ts one"}"#,
    );
    let mut socket = open(server, "a").unwrap();
    say(&mut socket, "CreateConf");
    say(&mut socket, "DismissConf");
    let lines = std::fs::read_to_string(path()).unwrap();
    std::fs::remove_file(path()).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let line = |served: &str, status: u16| json!({"test": "a.spec.ts one", "served": served, "status": status});
    let told = json!({"test": "a.spec.ts one", "served": "event OnConfCreate/3"});
    assert_eq!(
        lines,
        [line("CreateConf", 200), told, line("DismissConf", 500)]
    );
}
