//! What a panel is told.

use super::process::{Gateway, Place, TOKEN, agent, read, signed};
use serde_json::Value;
use std::io::{BufRead, BufReader};

fn send(gateway: &Gateway, event: &str, room: &str, user: &str) {
    let query = signed(&[("event", event), ("room_id", room), ("user_id", user)]);
    assert_eq!(gateway.three_tee(&query).0, 200);
}

/// An event stream that is read line by line.
pub struct Follower(Box<dyn BufRead>);

impl Follower {
    pub fn new(gateway: &Gateway, query: &str, last: Option<&str>) -> Self {
        let request = agent().get(format!("{}/api/events{query}", gateway.address));
        let request = request.header("authorization", format!("Bearer {TOKEN}"));
        let request = match last {
            Some(id) => request.header("last-event-id", id),
            None => request,
        };
        let response = request.call().unwrap();
        assert_eq!(response.status(), 200);
        let kind = response.headers().get("content-type").unwrap();
        assert_eq!(kind, "text/event-stream");
        Self(Box::new(BufReader::new(response.into_body().into_reader())))
    }

    /// Returns the next event's id and data, which is one line; `None` = the stream has ended.
    pub fn next(&mut self) -> Option<(String, Value)> {
        let mut id = String::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(text) = line.strip_prefix("id: ") {
                id = text.trim().to_owned();
            } else if let Some(text) = line.strip_prefix("data: ") {
                return Some((id, serde_json::from_str(text).unwrap()));
            }
        }
    }
}

#[test]
fn events_are_followed_and_played_again() {
    let place = Place::new("");
    let gateway = place.start();
    send(&gateway, "open", "r", "");
    send(&gateway, "join", "r", "u");
    let check = |follower: &mut Follower, id: &str, kind: &str| {
        let (its, data) = follower.next().unwrap();
        assert_eq!((its.as_str(), data["kind"].as_str()), (id, Some(kind)));
        assert_eq!(data["id"].to_string(), id);
    };
    let mut all = Follower::new(&gateway, "?after=0", None);
    check(&mut all, "1", "open");
    check(&mut all, "2", "join");
    let mut again = Follower::new(&gateway, "?after=0", Some("1"));
    check(&mut again, "2", "join");
    let mut from_now = Follower::new(&gateway, "", None);
    send(&gateway, "leave", "r", "u");
    for follower in [&mut all, &mut again, &mut from_now] {
        check(follower, "3", "leave");
    }
    assert_eq!(gateway.json("/api/status")["followers"], 3);
    // What came in lines goes out in one.
    let call = "{\n\"eventType\":20,\r\n\"fromAccount\":\"a\"}\n";
    assert_eq!(gateway.netease(call).0, 200);
    check(&mut from_now, "4", "call");
    check(&mut all, "4", "call");
    // It ends: streams do, too, and what is known is there again afterwards.
    assert!(gateway.terminate());
    assert!(all.next().is_none());
    let gateway = place.start();
    let status = gateway.json("/api/status");
    for vendor in ["3tee", "netease"] {
        assert!(
            status["vendors"][vendor]["newest_ms"].is_number(),
            "{status}"
        );
    }
    let mut again = Follower::new(&gateway, "", Some("2"));
    check(&mut again, "3", "leave");
    check(&mut again, "4", "call");
    send(&gateway, "close", "r", "");
    check(&mut again, "5", "close");
}

/// Whoever followed a database that is gone is told so.
#[test]
fn ids_that_no_event_has() {
    let place = Place::new("");
    let gateway = place.start();
    send(&gateway, "open", "r", "");
    let check = |query: &str, last: &str, expect: u16| {
        let request = agent().get(format!("{}/api/events{query}", gateway.address));
        let request = request.header("authorization", format!("Bearer {TOKEN}"));
        let response = request.header("last-event-id", last).call().unwrap();
        assert_eq!(response.status(), expect, "{query} {last}");
        if expect == 409 {
            let (_, words) = read(response);
            assert!(words.contains("/api/rooms"), "{words}");
        }
    };
    check("", "1", 200);
    check("", "2", 409);
    check("?after=1", "900", 409);
    check("?after=900", "1", 200);
    let (status, _) = gateway.get("/api/events?after=2");
    assert_eq!(status, 409);
}

/// Whoever was away for longer than events are kept would miss some.
#[test]
fn ids_whose_next_is_deleted() {
    let place = Place::new("");
    let gateway = place.start();
    for user in ["a", "b", "c"] {
        send(&gateway, "join", "r", user);
    }
    assert!(gateway.terminate());
    let database = rusqlite::Connection::open(place.database()).unwrap();
    let deleted = database.execute("DELETE FROM events WHERE id <= 2", ());
    assert_eq!(deleted, Ok(2));
    drop(database);
    let gateway = place.start();
    assert_eq!(gateway.get("/api/events?after=0").0, 409);
    assert_eq!(gateway.get("/api/events?after=1").0, 409);
    let mut follower = Follower::new(&gateway, "?after=2", None);
    assert_eq!(follower.next().unwrap().0, "3");
}

/// A room that nobody closes is forgotten, and whoever follows hears it like any other end.
#[test]
fn what_is_forgotten_is_told() {
    let place = Place::new("");
    let gateway = place.start_with(&[("GATEWAY_KEEP_EMPTY_S", "1")]);
    send(&gateway, "open", "empty", "");
    send(&gateway, "join", "full", "u");
    let mut follower = Follower::new(&gateway, "?after=2", None);
    let (_, told) = follower.next().unwrap();
    let words = ["kind", "room", "reason"].map(|it| told[it].as_str().unwrap());
    assert_eq!(words, ["close", "empty", "forgotten"]);
    let known = gateway.json("/api/rooms");
    let rooms = known["rooms"].as_array().unwrap();
    let rooms: Vec<_> = rooms.iter().map(|it| it["room"].as_str()).collect();
    assert_eq!(rooms, [Some("full")]);
    // No vendor told it.
    let newest = &gateway.json("/api/status")["vendors"]["3tee"]["newest_ms"];
    assert!(newest.as_u64() < told["at_ms"].as_u64(), "{newest} {told}");
}

#[test]
fn who_may_read() {
    let place = Place::new("");
    let gateway = place.start();
    let check = |path: &str, token: &str, expect: u16| {
        let request = agent().get(format!("{}{path}", gateway.address));
        let request = request.header("authorization", token);
        assert_eq!(read(request.call().unwrap()).0, expect, "{path} {token}");
    };
    for path in [
        "status",
        "events",
        "rooms",
        "rooms/3tee/r",
        "recordings",
        "calls",
        "warnings",
        "history",
        "refused",
    ] {
        let path = format!("/api/{path}");
        for token in [
            "",
            "Bearer",
            "Bearer ",
            "Bearer panel-toke",
            "Bearer panel-tokens",
            "Basic panel-token",
        ] {
            check(&path, token, 401);
        }
    }
    check("/api/rooms", "Bearer panel-token", 200);
    check("/api/rooms", "bearer second-token", 200);
    check("/healthz", "", 200);
    check("/metrics", "", 200);
    check("/api/history?kind=join&limit=5", "Bearer panel-token", 200);
    check("/api/history?colour=red", "Bearer panel-token", 400);
    check("/api/history?limit=many", "Bearer panel-token", 400);
}

#[test]
fn origins() {
    let place = Place::new("");
    let gateway = place.start();
    let check = |origin: &str, expect: Option<&str>| {
        let request = agent().options(format!("{}/api/rooms", gateway.address));
        let request = request.header("origin", origin);
        let request = request.header("access-control-request-method", "GET");
        let request = request.header(
            "access-control-request-headers",
            "authorization,last-event-id",
        );
        let response = request.call().unwrap();
        let allowed = response.headers().get("access-control-allow-origin");
        assert_eq!(allowed.map(|it| it.to_str().unwrap()), expect);
    };
    check("https://meet.example.com", Some("https://meet.example.com"));
    check("https://evil.example.com", None);
}

#[test]
fn history_and_metrics() {
    let place = Place::new("");
    let gateway = place.start();
    for user in ["a", "b", "c"] {
        send(&gateway, "join", "r", user);
        send(&gateway, "join", "q", user);
    }
    let check = |search: &str, expect: &[&str]| {
        let found = gateway.json(&format!("/api/history{search}"));
        let events = found["events"].as_array().unwrap();
        let found: Vec<_> = events
            .iter()
            .map(|it| {
                format!(
                    "{}{}",
                    it["room"].as_str().unwrap(),
                    it["user"].as_str().unwrap()
                )
            })
            .collect();
        assert_eq!(found, expect, "{search}");
    };
    check("?room=r", &["rc", "rb", "ra"]);
    check("?room=r&user=b", &["rb"]);
    check("?user=a&vendor=3tee&kind=join", &["qa", "ra"]);
    check("?kind=leave", &[]);
    check("?vendor=netease", &[]);
    check("?limit=2", &["qc", "rc"]);
    check("?limit=2&before=5", &["qb", "rb"]);
    check("?text=%22c%22", &["qc", "rc"]);
    check("?until_ms=1", &[]);
    check("?from_ms=1&limit=1", &["qc"]);
    let (_, metrics) = gateway.get("/metrics");
    for line in [
        "gateway_events_total{vendor=\"3tee\"} 6",
        "gateway_rooms 2",
        "gateway_answer_seconds_count{vendor=\"3tee\"} 6",
    ] {
        assert!(metrics.contains(line), "{line} isn't in {metrics}");
    }
}
