//! What vendors are answered, and what becomes of what they send.

use super::process::{Place, read, signed};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const PASS: &str = r#"{"errCode":0}"#;

#[test]
fn events_of_3tee() {
    let place = Place::new("");
    let gateway = place.start();
    let open = signed(&[("event", "open"), ("trace_id", "t1"), ("room_id", "r")]);
    let join = signed(&[
        ("event", "join"),
        ("trace_id", "t2"),
        ("room_id", "r"),
        ("user_id", "张三"),
        ("endpoint_type", "web"),
    ]);
    assert_eq!(gateway.three_tee(&open), (200, "ok".into()));
    // By GET, at the address of the document's sample.
    let old = format!("{}/room_event_history/feedback?{join}", gateway.address);
    assert_eq!(
        read(super::process::agent().get(old).call().unwrap()).0,
        200
    );
    // Sent again: taken, and there once.
    assert_eq!(gateway.three_tee(&join).0, 200);
    let dance = signed(&[("event", "dance"), ("trace_id", "t3"), ("moves", "7")]);
    assert_eq!(gateway.three_tee(&dance).0, 200);

    let rooms = gateway.json("/api/rooms");
    assert_eq!(rooms["id"], gateway.history()[2]["id"]);
    assert_eq!(rooms["rooms"][0]["room"], "r");
    let room = gateway.json("/api/rooms/3tee/r");
    assert_eq!(room["room"]["people"]["张三"]["endpoint"], "web");
    assert_eq!(gateway.get("/api/rooms/3tee/q").0, 404);
    let kinds: Vec<_> = gateway
        .history()
        .into_iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert_eq!(kinds, ["open", "join", "other"]);
    assert_eq!(gateway.history()[2]["raw"]["moves"], "7", "kept as it came");
    let status = gateway.json("/api/status");
    assert_eq!(status["vendors"]["3tee"]["stored"], 3);
    assert_eq!(status["vendors"]["3tee"]["duplicates"], 1);
}

#[test]
fn callbacks_of_netease_pass_whatever_happens() {
    let place = Place::new("[limits]\nbody_bytes = 2000");
    let gateway = place.start();
    let call = r#"{"eventType":20,"fromAccount":"a","toAccountList":["b"],"callType":1}"#;
    let pass = (200, PASS.to_owned());
    assert_eq!(gateway.netease(call), pass);
    assert_eq!(gateway.netease(call), pass);
    assert_eq!(gateway.netease("{}"), pass, "the console tries the address");
    assert_eq!(gateway.netease("no JSON"), pass);
    assert_eq!(gateway.netease(&"x".repeat(3000)), pass);
    assert_eq!(gateway.netease_signed(call, ["1", "2", "3"]), pass);
    assert_eq!(gateway.netease_signed(call, ["", "", ""]), pass);
    let stale = [
        "1541583920979",
        "99914b932bd37a50b983c5e7c90ae93b",
        "4e2323633e8405d8ca5e041fe6692e1b9b87e622",
    ];
    assert_eq!(gateway.netease_signed("{}", stale), pass);
    let calls = gateway.json("/api/calls");
    assert_eq!(calls["calls"].as_array().unwrap().len(), 1);
    assert_eq!(calls["calls"][0]["to"][0], "b");
    let status = gateway.json("/api/status");
    let counts = &status["vendors"]["netease"];
    assert_eq!(
        (&counts["stored"], &counts["duplicates"]),
        (&1.into(), &1.into())
    );
    for reason in [
        "unreadable",
        "too_large",
        "bad_signature",
        "unsigned",
        "stale",
    ] {
        assert_eq!(counts["refused"][reason], 1, "{reason}: {status}");
    }
}

#[test]
fn what_is_refused_is_counted_and_shown() {
    let place = Place::new("[limits]\nbody_bytes = 1000");
    let gateway = place.start();
    let open = signed(&[("event", "open"), ("room_id", "r")]);
    let check = |body: &str, status: u16, reason: &str| {
        assert_eq!(gateway.three_tee(body), (status, reason.to_owned()));
        // The writer does one after the other: with an event behind it, it is there.
        assert_eq!(gateway.three_tee(&open).0, 200);
        let refused = gateway.json("/api/refused");
        let newest = &refused["refused"][0];
        assert_eq!(newest["reason"], reason);
        assert_eq!(newest["source"], "127.0.0.1");
    };
    check("event=open&room_id=r", 403, "unsigned");
    check("event=open&room_id=r&check_code=1", 403, "bad_signature");
    check("{", 400, "unreadable");
    check(&signed(&[("room_id", "r")]), 400, "unreadable");
    check(&signed(&[("event", &"x".repeat(2000))]), 413, "too_large");
}

/// Somebody who sends half of a body and waits is told so, and NetEase's call goes on all the same.
#[test]
fn a_body_that_never_ends() {
    let place = Place::new("[limits]\nanswer_within_ms = 200");
    let gateway = place.start();
    let check = |path: &str, expect: &str| {
        let start = Instant::now();
        let mut stream = TcpStream::connect(gateway.address.trim_start_matches("http://")).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: g\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{{"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(expect), "{answer}");
        assert!(start.elapsed() < Duration::from_secs(2));
    };
    check("/callbacks/netease", PASS);
    check("/callbacks/3tee", "too_slow");
}

/// More at a time than are taken: refused at once, and passed at once.
#[test]
fn too_many_at_a_time() {
    let place = Place::new("[limits]\nat_a_time = 1\nanswer_within_ms = 1500");
    let gateway = place.start();
    let address = gateway.address.trim_start_matches("http://");
    let mut held = Vec::new();
    for path in ["/callbacks/3tee", "/callbacks/netease"] {
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: g\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        // It waits for the body, so the one place is taken.
        let mut continues = [0; 25];
        stream.read_exact(&mut continues).unwrap();
        assert!(continues.starts_with(b"HTTP/1.1 100"));
        held.push(stream);
    }
    let open = signed(&[("event", "open"), ("room_id", "r")]);
    assert_eq!(gateway.three_tee(&open), (503, "too_many".into()));
    let call = r#"{"eventType":20}"#;
    assert_eq!(gateway.netease(call), (200, PASS.into()));
    let status = gateway.json("/api/status");
    for vendor in ["3tee", "netease"] {
        assert_eq!(status["vendors"][vendor]["refused"]["too_many"], 1);
    }
}
