//! The demo's server through its messages, as a page speaks to it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use demo::{Asked, Server, Told};
use serde_json::{Value, json};

const START: u64 = 1_790_000_000_000;
const ORIGIN: &str = "https://demo-1.invalid";

/// A page that has said how many people there are to be.
struct Page {
    server: Server,
    now: u64,
    last: u32,
    token: String,
}

impl Page {
    fn new(people: usize) -> Page {
        Page {
            server: Server::new(people, 7, START),
            now: START,
            last: 0,
            token: String::new(),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: Value) -> Vec<Told> {
        self.last += 1;
        let asked = Asked {
            id: self.last,
            method: method.to_owned(),
            url: [ORIGIN, path].concat(),
            headers: vec![("token".to_owned(), self.token.clone())],
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
        };
        self.server.handle(self.now, asked)
    }

    /// Asks, and returns the JSON of the answer.
    fn json(&mut self, method: &str, path: &str, body: Value) -> Value {
        let told = self.ask(method, path, body);
        let Some(Told::Answer { id, kind, body, .. }) = told.first() else {
            panic!("no answer: {told:?}");
        };
        assert_eq!((*id, *kind), (self.last, "application/json"));
        serde_json::from_slice(body).unwrap()
    }

    /// Signs in as the panel does, and returns the path of the room.
    fn enter(&mut self) -> String {
        let body = json!({"joinAccount": "1000", "participantName": "Ann", "joinPwd": ""});
        let joined = self.json("POST", "/api/v3/meet/checkJoin.shtml", body);
        assert_eq!(joined["results"]["mcuHost"], "demo-1.invalid", "{joined}");
        let room = "/api/services/1000";
        let body = json!({"display_name": "Ann", "hideme": "no"});
        let session = self.json("POST", &format!("{room}/new_session"), body);
        assert_eq!(session["result"]["role"], "HOST");
        self.token = session["result"]["token"].as_str().unwrap().to_owned();
        room.to_owned()
    }

    /// Lets time pass and returns what stream `id` says.
    fn listen(&mut self, id: u32, ms: u64) -> String {
        self.now += ms;
        text_of(id, &self.server.advance(self.now))
    }

    fn open_stream(&mut self, room: &str) -> (u32, String) {
        let path = format!("{room}/events?token={}", self.token);
        let told = self.ask("GET", &path, Value::Null);
        let Some(Told::Answer { status, kind, .. }) = told.first() else {
            panic!("no answer: {told:?}");
        };
        assert_eq!((*status, *kind), (200, "text/event-stream"));
        (self.last, text_of(self.last, &told))
    }
}

/// What stream `id` says.
fn text_of(stream: u32, told: &[Told]) -> String {
    let bytes = told.iter().filter_map(|one| match one {
        Told::Bytes { id, bytes } if *id == stream => Some(bytes.as_slice()),
        _ => None,
    });
    String::from_utf8(bytes.collect::<Vec<_>>().concat()).unwrap()
}

#[test]
fn as_many_people_as_are_asked_for() {
    for people in [5, 24, 500] {
        let mut page = Page::new(people);
        let room = page.enter();
        let list = page.json("GET", &format!("{room}/participants"), Value::Null);
        let list = list["result"].as_array().unwrap();
        let waiting = list
            .iter()
            .filter(|one| one["service_type"] == "waiting_room");
        assert_eq!(
            (list.len(), waiting.count()),
            (people + 3 + 1, 3),
            "{people}"
        );
    }
}

#[test]
fn a_stream_begins_with_everybody_in_pieces_and_goes_on() {
    let mut page = Page::new(500);
    let room = page.enter();
    let path = format!("{room}/events?token={}", page.token);
    let told = page.ask("GET", &path, Value::Null);
    let sizes = told.iter().filter_map(|one| match one {
        Told::Bytes { bytes, .. } => Some(bytes.len()),
        _ => None,
    });
    let sizes: Vec<_> = sizes.collect();
    assert!(
        sizes.len() > 1 && sizes.iter().all(|size| *size <= 64 * 1024),
        "{sizes:?}"
    );
    let text = text_of(page.last, &told);
    assert_eq!(text.matches("event: participant_create").count(), 504);
    assert!(text.contains("event: participant_sync_end"));
    let id = page.last;
    // People speak and move by themselves.
    assert!(page.listen(id, 10_000).contains("event: "));
}

#[test]
fn what_is_asked_for_happens_and_is_told() {
    let mut page = Page::new(5);
    let room = page.enter();
    let (id, _) = page.open_stream(&room);
    let list = page.json("GET", &format!("{room}/participants"), Value::Null);
    let list = list["result"].as_array().unwrap().clone();
    let waits = list
        .iter()
        .find(|one| one["service_type"] == "waiting_room");
    let uuid = waits.unwrap()["uuid"].as_str().unwrap();
    let told = page.ask(
        "POST",
        &format!("{room}/participants/{uuid}/unlock"),
        Value::Null,
    );
    let heard = text_of(id, &told);
    assert!(
        heard.contains("participant_update") && heard.contains(uuid),
        "{heard}"
    );
}

#[test]
fn a_closed_stream_is_silent_and_an_ended_one_says_so() {
    let mut page = Page::new(5);
    let room = page.enter();
    let (closed, _) = page.open_stream(&room);
    page.server.forget(closed);
    assert_eq!(page.listen(closed, 10_000), "");
    let (open, _) = page.open_stream(&room);
    let told = page.ask("POST", &format!("{room}/end_session"), Value::Null);
    assert!(told.contains(&Told::End { id: open }), "{told:?}");
}

#[test]
fn what_is_no_path_of_the_api_is_refused_like_a_server_would() {
    let check = |url: &str, expect: u16| {
        let mut server = Server::new(5, 7, START);
        let asked = Asked {
            id: 1,
            method: "GET".to_owned(),
            url: url.to_owned(),
            ..Asked::default()
        };
        let told = server.handle(START, asked);
        let is_it =
            |one: &Told| matches!(one, Told::Answer { id: 1, status, .. } if *status == expect);
        assert!(told.iter().any(is_it), "{url}: {told:?}");
    };
    check("", 404);
    check("https://demo-1.invalid", 404);
    check("https://demo-1.invalid/elsewhere?x", 404);
    check("https://demo-1.invalid/__control/1000/state", 404);
    check("https://demo-1.invalid/api/services/1000/participants", 403);
}
