//! Over sockets: what arrives at a gateway, and what is answered to it.

use simulator::callbacks::play::{Options, Outcome, play};
use simulator::callbacks::world::{Settings, sign};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// A request as it came: its first line, its headers by name in small letters, its body.
type Request = (String, BTreeMap<String, String>, Vec<u8>);

/// Takes callbacks, and refuses those of a room of whoever has no key.
fn gateway() -> (SocketAddr, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let tell = tell.clone();
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                while let Some(request) = read(&mut reader) {
                    let status = if request.0.contains("forged") {
                        "403 Forbidden"
                    } else {
                        "200 OK"
                    };
                    // The test may be over.
                    let _ = tell.send(request);
                    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
                    if stream.write_all(answer.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    (address, told)
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(": ") else {
            break;
        };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers
        .get("content-length")
        .map_or(0, |it| it.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((first, headers, body))
}

fn options(gateway: SocketAddr) -> Options {
    Options {
        gateway: format!("http://{gateway}/"),
        key: "northbound-key".to_owned(),
        app: ("app".to_owned(), "0123456789ab".to_owned()),
        pace: 0.0,
        at_a_time: 3,
    }
}

fn run(settings: Settings, options: Options, listener: Option<TcpListener>) -> Receiver<Outcome> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let listener = listener.map(|listener| {
                listener.set_nonblocking(true).unwrap();
                tokio::net::TcpListener::from_std(listener).unwrap()
            });
            let on_end = move |outcome| tell.send(outcome).unwrap();
            play(settings, options, listener, on_end).await.unwrap();
        });
    });
    told
}

#[test]
fn a_day_arrives_signed_and_in_order() {
    let (address, told) = gateway();
    let settings = Settings {
        events: Some(1500),
        ..Settings::default()
    };
    let outcome = run(settings, options(address), None).recv().unwrap();
    let requests: Vec<_> = told.try_iter().collect();
    assert_eq!(requests.len(), 1500);
    assert_eq!(outcome.taken + outcome.refused, 1500, "{outcome:?}");
    assert!(outcome.refused > 0 && outcome.failed == 0, "{outcome:?}");
    let mut opened = BTreeMap::new();
    let (mut well, mut badly) = (0, 0);
    for (first, headers, body) in &requests {
        let path = first.split(' ').nth(1).unwrap();
        let is_genuine = match path.strip_prefix("/callbacks/3tee?") {
            Some(query) => {
                let decode = |text| {
                    percent_encoding::percent_decode_str(text)
                        .decode_utf8()
                        .unwrap()
                };
                let pairs: Vec<_> = query
                    .split('&')
                    .map(|pair| pair.split_once('=').unwrap())
                    .map(|(name, value)| (name, decode(value).into_owned()))
                    .collect();
                let get = |name| {
                    pairs
                        .iter()
                        .find(|(key, _)| *key == name)
                        .map(|(_, value)| value)
                };
                let code = get("check_code");
                let is_genuine = code == Some(&sign::check_code("northbound-key", &pairs));
                // Of one room, in its order.
                if let (true, Some(room)) = (is_genuine, get("room_id")) {
                    let count: &mut u32 = opened.entry(room.clone()).or_default();
                    *count += 1;
                }
                is_genuine
            }
            None => {
                assert_eq!(path, "/callbacks/netease");
                let time = &headers["curtime"];
                assert_eq!((time.len(), &*headers["appkey"]), (13, "app"));
                let (md5, sum) = sign::check_sum("0123456789ab", time, body);
                headers["md5"] == md5 && headers["checksum"] == sum
            }
        };
        *(if is_genuine { &mut well } else { &mut badly }) += 1;
    }
    assert!(
        opened.len() > 5 && well > 1200 && badly > 5,
        "{well}, {badly}"
    );
}

#[test]
fn a_gateway_that_is_away_is_told_of_nothing() {
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let settings = Settings {
        events: Some(20),
        ..Settings::default()
    };
    let outcome = run(settings, options(address), None).recv().unwrap();
    assert_eq!(
        outcome,
        Outcome {
            failed: 20,
            ..Outcome::default()
        }
    );
}

#[test]
fn it_answers_who_is_there_when_the_day_is_over() {
    let (gateway, _told) = gateway();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let settings = Settings {
        events: Some(50),
        full: true,
        ..Settings::default()
    };
    let ended = run(settings, options(gateway), Some(listener));
    assert_eq!(ended.recv().unwrap().taken, 50);
    let mut socket = TcpStream::connect(address).unwrap();
    let head = "GET /sdkapi/v2/room/list?token=simulated%2Dtoken HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    socket.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    assert!(text.contains(r#"{"room_id":"18972290012"}"#), "{text}");
}
